import { Controller } from '@nestjs/common';
import {
  giveConsent,
  recordConsent,
  recordWithdrawal,
  uploadConsentPaper,
  withdrawConsent,
  type ConsentItem,
} from '@yinqi/contracts/disclosure';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import { notFound } from '../platform/errors/domain-error.js';
import type { Command } from '../platform/http/api-request.js';
import { Commands } from '../platform/http/commands.js';
import { CurrentCaller, CurrentCommand, Input, Route } from '../platform/http/route.decorator.js';
import { Consents } from './consents.js';
import { DisclosureService } from './disclosure.service.js';
import { DisclosureStore } from './disclosure.store.js';

@Controller()
export class ConsentsController {
  constructor(
    private readonly commands: Commands,
    private readonly service: DisclosureService,
    private readonly consents: Consents,
    private readonly store: DisclosureStore,
    private readonly clock: Clock,
  ) {}

  @Route(giveConsent)
  give(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() { body }: RouteInput<typeof giveConsent>,
  ): Promise<ConsentItem> {
    return this.change(caller, command, (tx, now) => this.service.giveBySignatory(tx, caller, body, now));
  }

  @Route(recordConsent)
  record(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() { body }: RouteInput<typeof recordConsent>,
  ): Promise<ConsentItem> {
    return this.change(caller, command, (tx, now) => this.service.recordFromPaper(tx, caller, body, now));
  }

  @Route(withdrawConsent)
  withdraw(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() { params }: RouteInput<typeof withdrawConsent>,
  ): Promise<ConsentItem> {
    return this.change(caller, command, async (tx, now) => {
      await this.consents.withdraw(tx, params.id, now);
      return params.id;
    });
  }

  @Route(recordWithdrawal)
  recordWithdrawal(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() { params, body }: RouteInput<typeof recordWithdrawal>,
  ): Promise<ConsentItem> {
    return this.change(caller, command, async (tx, now) => {
      await this.service.recordWithdrawal(tx, params.id, body.paperId, now);
      return params.id;
    });
  }

  @Route(uploadConsentPaper)
  upload(
    @CurrentCaller() caller: Caller,
    @CurrentCommand() command: Command,
    @Input() { params, query, bytes }: RouteInput<typeof uploadConsentPaper>,
  ): Promise<RouteResult<typeof uploadConsentPaper>> {
    const now = this.clock.now();
    const paper = { enterpriseId: params.id, fileName: query.fileName, bytes };
    return this.commands.run(
      caller,
      command,
      async (tx) => ({ resourceId: await this.service.storePaper(tx, caller, paper, now) }),
      async (tx, id) => {
        const stored = await this.store.findPaper(tx, id);
        if (!stored) throw notFound();
        return { id: stored.id, fileName: stored.fileName, uploadedAt: stored.uploadedAt };
      },
    );
  }

  /** Gives or ends one consent at one moment, and answers it as it then stands. */
  private change(
    caller: Caller,
    command: Command,
    act: (tx: Tx, now: Date) => Promise<string>,
  ): Promise<ConsentItem> {
    const now = this.clock.now();
    return this.commands.run(
      caller,
      command,
      async (tx) => ({ resourceId: await act(tx, now) }),
      (tx, id) => this.service.view(tx, id, now),
    );
  }
}
