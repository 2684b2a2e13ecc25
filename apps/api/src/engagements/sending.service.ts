import { Injectable } from '@nestjs/common';
import type {
  consentToProposal,
  proposeEngagement,
  pushProposal,
  pushRequest,
  retractProposal,
  withdrawEngagement,
} from '@yinqi/contracts/engagement-commands';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import type { Caller } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import type { Command } from '../platform/http/api-request.js';
import { Commands } from '../platform/http/commands.js';
import { CaseDesk } from './case-desk.js';
import { actingFor } from './engagement-actors.js';
import { NO_DUE } from './engagement-clock.js';
import { EngagementMoves } from './engagement-moves.js';
import { EngagementReader } from './engagement-reader.js';
import type { EngagementRow } from './engagement-row.js';
import { Sending, type Started } from './sending.js';

type Withdrawal = RouteInput<typeof withdrawEngagement> | RouteInput<typeof retractProposal>;

/** How a bank is reached: named by the enterprise, or proposed by the bureau and consented to. */
@Injectable()
export class SendingService {
  constructor(
    private readonly commands: Commands,
    private readonly sending: Sending,
    private readonly desk: CaseDesk,
    private readonly moves: EngagementMoves,
    private readonly reader: EngagementReader,
  ) {}

  push(
    caller: Caller,
    command: Command,
    { params, body }: RouteInput<typeof pushRequest>,
  ): Promise<RouteResult<typeof pushRequest>> {
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const started = await this.sending.start(tx, params.id);
        const by = actingFor(caller);
        for (const [at, { productId, ...terms }] of body.picks.entries()) {
          const row = await this.sending.propose(tx, by, started, { productId, origin: 'enterprise' });
          const consentId = await this.sending.consent(tx, caller, started, row, {
            terms,
            pointer: `/body/picks/${at}`,
          });
          await this.sending.push(tx, by, started, row, consentId);
        }
        return { resourceId: params.id };
      },
      async (tx, requestId) => ({ items: await this.reader.ofRequest(tx, caller, requestId) }),
    );
  }

  propose(
    caller: Caller,
    command: Command,
    { params, body }: RouteInput<typeof proposeEngagement>,
  ): Promise<EngagementDetail> {
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const started = await this.sending.start(tx, params.id);
        this.sending.refuseUnwilling(started);
        const row = await this.sending.propose(tx, actingFor(caller), started, {
          ...body,
          origin: 'bureau',
        });
        return { resourceId: row.id };
      },
      (tx, id) => this.reader.detail(tx, caller, id),
    );
  }

  consent(
    caller: Caller,
    command: Command,
    { params, version, body }: RouteInput<typeof consentToProposal>,
  ): Promise<EngagementDetail> {
    const proposal = { id: params.id, version };
    return this.sendProposal(caller, command, proposal, (tx, started, row) =>
      this.sending.consent(tx, caller, started, row, { terms: body, pointer: '/body' }),
    );
  }

  /** With the signed paper the bureau recorded; without one nothing is sent. */
  pushProposal(
    caller: Caller,
    command: Command,
    { params, version }: RouteInput<typeof pushProposal>,
  ): Promise<EngagementDetail> {
    const proposal = { id: params.id, version };
    return this.sendProposal(caller, command, proposal, (tx, _, row) =>
      this.sending.recordedConsent(tx, row),
    );
  }

  /** A proposal refused or retracted, or a bank the enterprise no longer wants. */
  withdraw(
    caller: Caller,
    command: Command,
    { params, version, body }: Withdrawal,
  ): Promise<EngagementDetail> {
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const { row, facts, by } = await this.desk.open(tx, caller, params.id, version);
        await this.moves.apply(tx, row, {
          action: 'withdraw',
          by,
          facts,
          ...(body.reason === undefined ? {} : { note: { text: body.reason } }),
          changes: { ...NO_DUE, heldAt: null, heldDueAt: null },
        });
        return { resourceId: row.id };
      },
      (tx, id) => this.reader.detail(tx, caller, id),
    );
  }

  /** A proposal goes to its bank under the consent that is given, or was recorded, for it. */
  private sendProposal(
    caller: Caller,
    command: Command,
    { id, version }: { readonly id: string; readonly version: number },
    consentFor: (tx: Tx, started: Started, row: EngagementRow) => Promise<string>,
  ): Promise<EngagementDetail> {
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const started = await this.sending.startFor(tx, id);
        const { row, by } = await this.desk.open(tx, caller, id, version);
        await this.sending.push(tx, by, started, row, await consentFor(tx, started, row));
        return { resourceId: id };
      },
      (tx, resourceId) => this.reader.detail(tx, caller, resourceId),
    );
  }
}
