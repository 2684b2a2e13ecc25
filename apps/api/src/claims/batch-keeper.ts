import { Injectable } from '@nestjs/common';
import { openFen } from '@yinqi/domain/claims';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors/domain-error.js';
import type { Done } from '../platform/http/commands.js';
import { batchOvertaken } from './batch-refusals.js';
import { ClaimBatchesStore, type BatchRow } from './claim-batches.store.js';
import { ClaimDecisionsStore, type Decision } from './claim-decisions.store.js';
import { ClaimLedger } from './claim-ledger.js';
import { moneyOf } from './claim-views.js';
import { ClaimsStore, type BatchScope, type ClaimRow } from './claims.store.js';

/** The steps of a batch as they are written, each on the version that was looked at or not at all. */
@Injectable()
export class BatchKeeper {
  constructor(
    private readonly batches: ClaimBatchesStore,
    private readonly claims: ClaimsStore,
    private readonly decisions: ClaimDecisionsStore,
    private readonly ledger: ClaimLedger,
    private readonly clock: Clock,
  ) {}

  async open(tx: Tx, caller: Caller, { id, number, first, claimIds }: OpenedBatch): Promise<Done> {
    const { facility_id, pool_id, bank_id } = first;
    const scope = { facility_id, pool_id, bank_id };
    const unit_position = await this.batches.positionOfPool(tx, pool_id);
    const batch = { ...scope, id, number, unit_position, opened_by_name: caller.displayName };
    await this.batches.insert(tx, batch, this.clock.now());
    await this.fill(tx, id, scope, claimIds);
    return { resourceId: id };
  }

  async change(tx: Tx, batch: BatchRow, claimIds: readonly string[]): Promise<Done> {
    if (!(await this.batches.touch(tx, batch.id, batch.version)))
      throw await this.overtaken(tx, batch, false);
    await this.fill(tx, batch.id, batch, claimIds);
    return { resourceId: batch.id };
  }

  /** What it asks for must still be what was made firm with it: a rest grows when the part before it is taken back. */
  async submit(tx: Tx, caller: Caller, batch: BatchRow, lines: readonly ClaimRow[]): Promise<Done> {
    const { id, version } = batch;
    const now = this.clock.now();
    const isFirst = await this.batches.submit(tx, id, version, caller.displayName, now);
    const asked = lines.reduce((sum, line) => sum + openFen(moneyOf(line)), 0n);
    const submitted = isFirst ? await this.claims.submitOf(tx, id, now) : undefined;
    if (submitted?.lines !== lines.length || BigInt(submitted.asked_fen) !== asked) {
      throw await this.overtaken(tx, batch, false);
    }
    await this.ledger.tellBatch(tx, id, batch);
    return { resourceId: id };
  }

  async decide(tx: Tx, caller: Caller, batch: BatchRow, decisions: readonly Decision[]): Promise<Done> {
    const { id, version } = batch;
    const now = this.clock.now();
    const by = { id: caller.accountId, name: caller.displayName };
    if (!(await this.batches.decide(tx, id, version, by, now))) throw await this.overtaken(tx, batch, true);
    const written = await this.decisions.write(tx, id, decisions, now);
    if (written !== decisions.length) throw await this.overtaken(tx, batch, true);
    await this.ledger.tellBatch(tx, id, batch);
    return { resourceId: id };
  }

  private async fill(tx: Tx, id: string, scope: BatchScope, claimIds: readonly string[]): Promise<void> {
    const ids = [...new Set(claimIds)];
    if ((await this.claims.putInto(tx, id, scope, ids)) !== ids.length) {
      throw new DomainError('claim.line_unfit');
    }
  }

  private async overtaken(tx: Tx, batch: BatchRow, isHolder: boolean): Promise<DomainError> {
    return batchOvertaken((await this.batches.find(tx, batch.id)) ?? batch, isHolder);
  }
}

type OpenedBatch = {
  readonly id: string;
  readonly number: string;
  /** Any of its lines: all are of one tool and one pool. */
  readonly first: ClaimRow;
  readonly claimIds: readonly string[];
};
