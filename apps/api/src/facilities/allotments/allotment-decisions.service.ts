import { Injectable } from '@nestjs/common';
import type { AllotmentView, decideAllotment, withdrawAllotment } from '@yinqi/contracts/allotments';
import type { RouteInput } from '@yinqi/contracts/route';
import { answerProposal, type ProposalAct, type ProposalRefusal } from '@yinqi/domain/allotment';
import type { ErrorCode } from '@yinqi/contracts/errors';
import { Clock } from '../../platform/clock/clock.js';
import type { Caller } from '../../platform/database/caller.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import type { Command } from '../../platform/http/api-request.js';
import { Commands, type Done } from '../../platform/http/commands.js';
import { AllotmentLedger } from './allotment-ledger.js';
import { AllotmentRecords } from './allotment-records.js';
import type { AllotmentRow } from './allotments.store.js';

const REFUSED: Readonly<Record<ProposalRefusal, ErrorCode>> = {
  not_open: 'allotment.not_open',
  own_proposal: 'allotment.own_proposal',
  not_proposer: 'allotment.not_proposer',
};

type Answer = {
  readonly id: string;
  readonly version: number;
  readonly act: ProposalAct;
  readonly note: string | null;
};

/** The second person's word, or the proposer's own withdrawal; of two at once the first counts and the other is told. */
@Injectable()
export class AllotmentDecisionsService {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly ledger: AllotmentLedger,
    private readonly records: AllotmentRecords,
    private readonly clock: Clock,
  ) {}

  decide(
    caller: Caller,
    command: Command,
    { params, body, version }: RouteInput<typeof decideAllotment>,
  ): Promise<AllotmentView> {
    return this.answer(caller, command, { id: params.id, version, ...body });
  }

  withdraw(
    caller: Caller,
    command: Command,
    { params, version }: RouteInput<typeof withdrawAllotment>,
  ): Promise<AllotmentView> {
    return this.answer(caller, command, { id: params.id, version, act: 'withdraw', note: null });
  }

  private async answer(caller: Caller, command: Command, answer: Answer): Promise<AllotmentView> {
    const { id, act } = answer;
    const row = await this.database.asCaller(caller, async (tx) => {
      const found = await this.records.find(tx, id);
      if (await this.commands.earlier(tx, caller, command)) return undefined;
      check(found, answer, caller);
      return found;
    });
    if (row === undefined) return this.records.read(caller, id);
    const record = (tx: Tx): Promise<Done> => this.record(tx, caller, row, answer);
    if (act !== 'approve') {
      return this.commands.run(caller, command, record, (tx, made) => this.records.view(tx, caller, made));
    }
    await this.ledger.post(caller, command, { allotment: row, approverId: caller.accountId }, record);
    return this.database.asCaller(caller, async (tx) => {
      const now = await this.records.find(tx, id);
      // Both approved at once: the ledger took the second for the first again, and posted once.
      if (now.decided_by !== caller.accountId) throw overtaken(now);
      return this.records.view(tx, caller, id);
    });
  }

  private async record(
    tx: Tx,
    caller: Caller,
    row: AllotmentRow,
    { act, version, note }: Answer,
  ): Promise<Done> {
    const result = answerProposal({ state: row.state, proposedBy: row.proposed_by }, act, caller.accountId);
    if (!result.ok) throw new DomainError(REFUSED[result.code]);
    const decided = await this.records.decide(tx, row.id, version, {
      state: result.state,
      by: caller.accountId,
      byName: caller.displayName,
      note,
      at: this.clock.now(),
    });
    if (!decided) throw overtaken(await this.records.find(tx, row.id));
    await this.ledger.tell(tx, row);
    return { resourceId: row.id };
  }
}

const overtaken = ({ decided_by_name, decided_at }: AllotmentRow): DomainError =>
  new DomainError('resource.version_conflict', {
    params: { who: decided_by_name ?? '', when: decided_at ?? '' },
  });

/** Whoever looked at an older version learns who was first; then the rule says who may. */
function check(row: AllotmentRow, { version, act }: Answer, caller: Caller): void {
  if (row.version !== version) throw overtaken(row);
  const result = answerProposal({ state: row.state, proposedBy: row.proposed_by }, act, caller.accountId);
  if (!result.ok) throw new DomainError(REFUSED[result.code]);
}
