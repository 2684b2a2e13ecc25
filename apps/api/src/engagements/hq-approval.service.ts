import { Injectable } from '@nestjs/common';
import type { stepHqApproval } from '@yinqi/contracts/engagement-commands';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import type { RouteInput } from '@yinqi/contracts/route';
import { chinaDate } from '../platform/clock/china-date.js';
import type { Caller } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors/domain-error.js';
import type { Command } from '../platform/http/api-request.js';
import { Commands } from '../platform/http/commands.js';
import { CaseDesk, type OpenCase } from './case-desk.js';
import { held } from './engagement-clock.js';
import { EngagementMoves } from './engagement-moves.js';
import { EngagementReader } from './engagement-reader.js';
import { clockAt } from './waits.store.js';

type Input = RouteInput<typeof stepHqApproval>;

const MILESTONE = { approved: 'record_hq_approval', refused: 'record_hq_refusal' } as const;

const wrongDay = (field: string, code: string): DomainError =>
  new DomainError('request.invalid', { faults: [{ pointer: `/body/${field}`, code }] });

/** 总部审批: the enterprise's own stage. Nobody can hurry a head office abroad, so the bank's clock stands meanwhile. */
@Injectable()
export class HqApprovalService {
  constructor(
    private readonly commands: Commands,
    private readonly desk: CaseDesk,
    private readonly moves: EngagementMoves,
    private readonly reader: EngagementReader,
  ) {}

  step(caller: Caller, command: Command, input: Input): Promise<EngagementDetail> {
    const { params, version, body } = input;
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const open = await this.desk.open(tx, caller, params.id, version);
        await (body.step === 'await'
          ? this.begin(tx, open, body.expectedOn)
          : this.end(tx, open, MILESTONE[body.step], body.decidedOn));
        return { resourceId: params.id };
      },
      (tx, id) => this.reader.detail(tx, caller, id),
    );
  }

  /** Asked again it is a later day for the same decision. */
  private async begin(tx: Tx, { row, by, now }: OpenCase, expectedOn: string): Promise<void> {
    await this.moves.mark(tx, row, {
      milestone: 'await_hq_approval',
      by,
      note: { text: expectedOn },
      changes: { ...held(row, now), hqExpectedOn: expectedOn },
    });
    if (expectedOn < chinaDate(now)) throw wrongDay('expectedOn', 'in_the_past');
  }

  private async end(
    tx: Tx,
    { row, by, now }: OpenCase,
    milestone: (typeof MILESTONE)[keyof typeof MILESTONE],
    decidedOn: string,
  ): Promise<void> {
    const decided = await clockAt(tx, { ...row, hqExpectedOn: null }, now);
    await this.moves.mark(tx, row, {
      milestone,
      by,
      note: { text: decidedOn },
      changes: { hqExpectedOn: null, ...decided },
    });
    if (row.hqExpectedOn === null) {
      throw new DomainError('transition.refused', {
        params: { reason: 'hq.not_asked', action: milestone, state: row.status },
      });
    }
    if (decidedOn > chinaDate(now)) throw wrongDay('decidedOn', 'in_the_future');
  }
}
