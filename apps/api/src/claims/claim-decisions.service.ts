import { Injectable } from '@nestjs/common';
import type { ClaimBatchDetail, decideClaimBatch } from '@yinqi/contracts/claim-batches';
import type { RouteInput } from '@yinqi/contracts/route';
import type { QuotaCommand } from '@yinqi/domain/quota';
import { CaseHoldsStore } from '../facilities/facilities.public.js';
import type { Caller } from '../platform/database/caller.js';
import { Database } from '../platform/database/database.js';
import { DomainError } from '../platform/errors/domain-error.js';
import type { Command } from '../platform/http/api-request.js';
import { batchOvertaken, lineRefusal } from './batch-refusals.js';
import { BatchKeeper, type Rejected } from './batch-keeper.js';
import { ClaimLedger } from './claim-ledger.js';
import { ClaimRecords } from './claim-records.js';
import type { ClaimRow } from './claims.store.js';

type Posted = { readonly line: ClaimRow; readonly command: QuotaCommand };

/** The holder's word on a batch, line by line: reimbursed and posted, or refused with a reason and its quota given back. */
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
    const { rejected } = body;
    const found = await this.ledger.prepare(caller, command, async (tx) => {
      const batch = await this.records.findBatch(tx, id);
      if (batch.version !== version) throw batchOvertaken(batch, true);
      if (batch.state !== 'submitted') throw new DomainError('claim.batch_not_submitted');
      const lines = await this.records.linesOf(tx, caller, id);
      refuseUnknown(rejected, lines);
      return { batch, lines };
    });
    if (found === undefined) return this.records.readBatch(caller, id);
    const { batch, lines } = found;
    const posted = await this.posted(caller, lines, rejected);
    const refused = await this.ledger.post(
      caller,
      command,
      posted.map((one) => one.command),
      (tx) => this.keeper.decide(tx, caller, batch, { lines, rejected }),
    );
    const now = await this.records.batchRow(caller, id);
    // Of two who decide at once the ledger takes one; what it took the other for does not matter.
    if (now.version !== version && now.decided_by !== caller.accountId) throw batchOvertaken(now, true);
    if (refused) throw lineRefusal(refused, posted[refused.index]?.line);
    return this.records.readBatch(caller, id);
  }

  /** A line that no longer holds anything can only be refused, and then there is nothing to give back. */
  private async posted(
    caller: Caller,
    lines: readonly ClaimRow[],
    rejected: Rejected,
  ): Promise<readonly Posted[]> {
    const ids = lines.map(({ id }) => id);
    const live = await this.database.asService('app_poster', (tx) => this.holds.live(tx, ids));
    return lines.flatMap((line): readonly Posted[] => {
      const refusal = rejected.find(({ claimId }) => claimId === line.id);
      if (refusal === undefined) return [{ line, command: postCommand(line, caller) }];
      const holds = live.some(({ id }) => id === line.id);
      return holds ? [{ line, command: voidCommand(line, caller, refusal.reason) }] : [];
    });
  }
}

function refuseUnknown(rejected: Rejected, lines: readonly ClaimRow[]): void {
  const named = new Set(rejected.map(({ claimId }) => claimId));
  const isFit =
    named.size === rejected.length && [...named].every((id) => lines.some((line) => line.id === id));
  if (!isFit) throw new DomainError('claim.line_unfit');
}

const onHold = ({ id, pool_id }: ClaimRow, { organisationId, accountId }: Caller) => ({
  // One key for either word, so that the second of two cannot be posted beside the first.
  tenantId: organisationId,
  key: `claim-decide-${id}`,
  actorId: accountId,
  poolId: pool_id,
  holdId: id,
});

const postCommand = (line: ClaimRow, caller: Caller): QuotaCommand => ({
  ...onHold(line, caller),
  kind: 'post',
  amountFen: BigInt(line.amount_fen),
  currency: line.currency,
  keep: false,
});

const voidCommand = (line: ClaimRow, caller: Caller, reason: string): QuotaCommand => ({
  ...onHold(line, caller),
  kind: 'void',
  reason,
});
