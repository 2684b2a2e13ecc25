import { Injectable } from '@nestjs/common';
import type { ClaimBatchDetail, decideClaimBatch } from '@yinqi/contracts/claim-batches';
import type { RouteInput } from '@yinqi/contracts/route';
import { decideLine, type LineFault, type LineStep } from '@yinqi/domain/claims';
import type { QuotaCommand } from '@yinqi/domain/quota';
import { CaseHoldsStore } from '../facilities/facilities.public.js';
import type { Caller } from '../platform/database/caller.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors/domain-error.js';
import type { Command } from '../platform/http/api-request.js';
import { batchOvertaken, lineRefusal } from './batch-refusals.js';
import { BatchKeeper } from './batch-keeper.js';
import type { Decision } from './claim-decisions.store.js';
import { ClaimLedger, decisionKey } from './claim-ledger.js';
import { ClaimRecords } from './claim-records.js';
import { moneyOf } from './claim-views.js';
import type { ClaimRow } from './claims.store.js';
import { wordsOf, type SaidOfLine } from './line-words.js';

type Decided = {
  readonly line: ClaimRow;
  readonly decision: Decision;
  readonly steps: readonly LineStep[];
};

const FAULTS = { not_reduced: 'claim.not_reduced', rest_due: 'claim.rest_due' } as const satisfies Record<
  LineFault,
  string
>;

/** The holder's word on a batch, line by line: reimbursed in full or in part and posted, or refused and given back. */
@Injectable()
export class ClaimDecisionsService {
  constructor(
    private readonly database: Database,
    private readonly holds: CaseHoldsStore,
    private readonly ledger: ClaimLedger,
    private readonly records: ClaimRecords,
    private readonly keeper: BatchKeeper,
  ) {}

  async decide(
    caller: Caller,
    command: Command,
    { params, body, version }: RouteInput<typeof decideClaimBatch>,
  ): Promise<ClaimBatchDetail> {
    const { id } = params;
    const found = await this.ledger.prepare(caller, command, async (tx) => {
      const batch = await this.records.findBatch(tx, id);
      if (batch.version !== version) throw batchOvertaken(batch, true);
      if (batch.state !== 'submitted') throw new DomainError('claim.batch_not_submitted');
      return { batch, said: wordsOf(body, await this.records.linesOf(tx, caller, id)) };
    });
    if (found === undefined) return this.records.readBatch(caller, id);
    const { batch, said } = found;
    const nowMs = this.records.now().getTime();
    const decided = said.map((one) => decidedLine(one, nowMs));
    const commands = await this.commands(caller, decided);
    const refused = await this.ledger.post(
      caller,
      command,
      commands.map((one) => one.command),
      (tx) =>
        this.keeper.decide(
          tx,
          caller,
          batch,
          decided.map(({ decision }) => decision),
        ),
    );
    const now = await this.records.batchRow(caller, id);
    // Of two who decide at once the ledger takes one; what it took the other for does not matter.
    if (now.version !== version && now.decided_by !== caller.accountId) throw batchOvertaken(now, true);
    if (refused) throw lineRefusal(refused, commands[refused.index]?.line);
    return this.records.readBatch(caller, id);
  }

  /** A line that no longer holds anything can only be refused, and then there is nothing to give back. */
  private async commands(
    caller: Caller,
    decided: readonly Decided[],
  ): Promise<readonly { readonly line: ClaimRow; readonly command: QuotaCommand }[]> {
    const ids = decided.map(({ line }) => line.id);
    const live = await this.database.asService('app_poster', (tx) => this.holds.live(tx, ids));
    return decided.flatMap(({ line, steps }) => {
      const holds = live.some(({ id }) => id === line.id);
      return steps
        .filter(({ kind }) => kind !== 'void' || holds)
        .map((step) => ({ line, command: commandOf(line, step, caller) }));
    });
  }
}

function decidedLine({ line, word, note }: SaidOfLine, nowMs: number): Decided {
  const result = decideLine(moneyOf(line), word, { maturesOn: line.matures_on, nowMs });
  if (!result.ok) throw new DomainError(FAULTS[result.fault], { params: { number: line.number } });
  const { after, askedFen, reimbursedFen, steps } = result;
  const decision = {
    claim: line,
    after,
    askedFen,
    reimbursedFen,
    rest: word.kind === 'reduce' ? word.rest : null,
    reason: word.kind === 'reimburse' ? null : word.reason,
    note,
  };
  return { line, decision, steps };
}

function commandOf(line: ClaimRow, step: LineStep, { organisationId, accountId }: Caller): QuotaCommand {
  const { id: holdId, pool_id: poolId, currency, round } = line;
  const on = { tenantId: organisationId, actorId: accountId, poolId, holdId };
  // One key for either word, so that the second of two cannot be posted beside the first.
  const key = decisionKey(holdId, round);
  switch (step.kind) {
    case 'post':
      return { ...on, ...step, key, currency };
    case 'void':
      return { ...on, ...step, key };
    case 'uncommit':
    case 'extend':
      return { ...on, ...step, key: `claim-keep-${step.kind}-${holdId}-${String(round)}` };
  }
}
