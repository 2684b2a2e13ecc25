import { Controller, Res } from '@nestjs/common';
import {
  decideOutcome,
  downloadFaultyOutcomes,
  getOutcomeBatch,
  listOutcomeBatches,
  listOutcomeRows,
  pasteOutcomes,
  recordOutcomes,
  uploadOutcomes,
  type OutcomeBatch,
  type OutcomeRow,
} from '@yinqi/contracts/outcomes';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import type { Response } from 'express';
import type { Caller } from '../../platform/database/caller.js';
import type { Command } from '../../platform/http/api-request.js';
import { CurrentCaller, CurrentCommand, Input, Route } from '../../platform/http/route.decorator.js';
import { FaultyOutcomesService } from './faulty-outcomes.service.js';
import { OutcomeRecordingService } from './outcome-recording.service.js';
import { OutcomesService } from './outcomes.service.js';

@Controller()
export class OutcomesController {
  constructor(
    private readonly outcomes: OutcomesService,
    private readonly recording: OutcomeRecordingService,
    private readonly faulty: FaultyOutcomesService,
  ) {}

  @Route(uploadOutcomes)
  upload(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof uploadOutcomes>,
  ): Promise<OutcomeBatch> {
    return this.outcomes.upload(caller, command, input);
  }

  @Route(pasteOutcomes)
  paste(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof pasteOutcomes>,
  ): Promise<OutcomeBatch> {
    return this.outcomes.paste(caller, command, input);
  }

  @Route(listOutcomeBatches)
  list(
    @CurrentCaller() caller: Caller,
    @Input() { query }: RouteInput<typeof listOutcomeBatches>,
  ): Promise<RouteResult<typeof listOutcomeBatches>> {
    return this.outcomes.list(caller, query);
  }

  @Route(getOutcomeBatch)
  get(
    @CurrentCaller() caller: Caller,
    @Input() { params }: RouteInput<typeof getOutcomeBatch>,
  ): Promise<OutcomeBatch> {
    return this.outcomes.get(caller, params.id);
  }

  @Route(listOutcomeRows)
  rows(
    @CurrentCaller() caller: Caller,
    @Input() { params, query }: RouteInput<typeof listOutcomeRows>,
  ): Promise<RouteResult<typeof listOutcomeRows>> {
    return this.outcomes.rows(caller, params.id, query);
  }

  @Route(recordOutcomes)
  record(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof recordOutcomes>,
  ): Promise<OutcomeBatch> {
    return this.recording.record(caller, command, input);
  }

  @Route(decideOutcome)
  decide(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() input: RouteInput<typeof decideOutcome>,
  ): Promise<OutcomeRow> {
    return this.recording.decide(caller, command, input);
  }

  @Route(downloadFaultyOutcomes)
  async download(
    @CurrentCaller() caller: Caller,
    @Input() { params }: RouteInput<typeof downloadFaultyOutcomes>,
    @Res({ passthrough: true }) response: Response,
  ): Promise<Uint8Array> {
    const { name, bytes } = await this.faulty.write(caller, params.id);
    response.setHeader('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(name)}`);
    return bytes;
  }
}
