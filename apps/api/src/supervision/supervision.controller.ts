import { Controller } from '@nestjs/common';
import {
  draftLetterFor,
  getLadder,
  getLetter,
  listLetters,
  listSupervisedCases,
  moveLetter,
  rehearseLadder,
  setLadder,
  type LadderView,
  type LetterView,
} from '@yinqi/contracts/supervision';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import type { Caller } from '../platform/database/caller.js';
import type { Command } from '../platform/http/api-request.js';
import { CurrentCaller, CurrentCommand, Input, Route } from '../platform/http/route.decorator.js';
import { LaddersService } from './ladders.service.js';
import { LettersService } from './letters.service.js';
import { SupervisedCasesService } from './supervised-cases.service.js';

@Controller()
export class SupervisionController {
  constructor(
    private readonly ladders: LaddersService,
    private readonly cases: SupervisedCasesService,
    private readonly letters: LettersService,
  ) {}

  @Route(getLadder)
  ladder(@CurrentCaller() caller: Caller): Promise<RouteResult<typeof getLadder>> {
    return this.ladders.present(caller);
  }

  @Route(setLadder)
  setLadder(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof setLadder>,
  ): Promise<LadderView> {
    return this.ladders.set(caller, command, input);
  }

  @Route(rehearseLadder)
  rehearse(
    @CurrentCaller() caller: Caller,
    @Input() input: RouteInput<typeof rehearseLadder>,
  ): Promise<RouteResult<typeof rehearseLadder>> {
    return this.ladders.rehearse(caller, input);
  }

  @Route(listSupervisedCases)
  listCases(
    @CurrentCaller() caller: Caller,
    @Input() input: RouteInput<typeof listSupervisedCases>,
  ): Promise<RouteResult<typeof listSupervisedCases>> {
    return this.cases.list(caller, input);
  }

  @Route(listLetters)
  listLetters(
    @CurrentCaller() caller: Caller,
    @Input() input: RouteInput<typeof listLetters>,
  ): Promise<RouteResult<typeof listLetters>> {
    return this.letters.list(caller, input);
  }

  @Route(getLetter)
  readLetter(
    @CurrentCaller() caller: Caller,
    @Input() { params }: RouteInput<typeof getLetter>,
  ): Promise<LetterView> {
    return this.letters.read(caller, params.id);
  }

  @Route(draftLetterFor)
  draft(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof draftLetterFor>,
  ): Promise<LetterView> {
    return this.letters.draft(caller, command, input);
  }

  @Route(moveLetter)
  move(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof moveLetter>,
  ): Promise<LetterView> {
    return this.letters.move(caller, command, input);
  }
}
