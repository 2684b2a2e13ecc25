import { Injectable } from '@nestjs/common';
import { allotmentsChanged } from '@yinqi/contracts/events';
import type { Caller } from '../../platform/database/caller.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { DomainError, notFound } from '../../platform/errors/domain-error.js';
import type { Command } from '../../platform/http/api-request.js';
import { Commands, type Done } from '../../platform/http/commands.js';
import { announceAll } from '../../platform/live/live.js';
import { publish } from '../../platform/outbox/outbox.js';
import { refusalOf } from './allotment-refusals.js';
import { QuotaPoster } from '../ledger/quota-poster.js';
import { commandOf, type Postable, type Recorded } from './allotment-posting.js';
import { CorrectionFollowers } from './correction-followers.js';
import { PoolOpeningsStore, type StoredPool } from './pool-openings.store.js';

/** A second sending arrived while the first was under way: what it would have posted is undone. */
class SentTwice extends Error {}

/** Where allotments become entries: the record of who agreed and the entry commit together, or neither does. */
@Injectable()
export class AllotmentLedger {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly poster: QuotaPoster,
    private readonly pools: PoolOpeningsStore,
    private readonly followers: CorrectionFollowers,
  ) {}

  /** Posts once per command; what the ledger refuses is thrown in the contract's words. */
  async post(
    caller: Caller,
    command: Command,
    { allotment, approverId }: { readonly allotment: Recorded; readonly approverId: string | null },
    record: (tx: Tx) => Promise<Done>,
  ): Promise<void> {
    const { kind } = allotment;
    if (kind === 'conditions') {
      await this.setConditions(caller, command, allotment, record);
      return;
    }
    await this.postEntry(caller, command, { allotment: { ...allotment, kind }, approverId }, record);
  }

  /** What guards a pool moves nothing in it: the record of who agreed is all there is. */
  private async setConditions(
    caller: Caller,
    command: Command,
    allotment: Recorded,
    record: (tx: Tx) => Promise<Done>,
  ): Promise<void> {
    await this.database.asCaller(caller, (tx) =>
      this.commands.once(tx, caller, command, async () => {
        if (!(await this.pools.setConditions(tx, allotment.pool_id, allotment))) {
          throw new DomainError('allotment.overtaken');
        }
        return record(tx);
      }),
    );
  }

  private async postEntry(
    caller: Caller,
    command: Command,
    { allotment, approverId }: { readonly allotment: Postable; readonly approverId: string | null },
    record: (tx: Tx) => Promise<Done>,
  ): Promise<void> {
    const posting = await this.database.asCaller(caller, async (tx) => {
      const pool = await this.pools.find(tx, allotment.pool_id);
      if (!pool) throw notFound();
      const { entry_version: version } = allotment;
      const corrected = version === null ? undefined : await this.pools.posting(tx, pool.id, version);
      return commandOf(allotment, pool, approverId, corrected);
    });
    try {
      const result = await this.poster.postWith(caller, [posting], async (tx) => {
        const { isNew } = await this.commands.once(tx, caller, command, record);
        if (!isNew) throw new SentTwice();
        if (posting.kind === 'correct') {
          const { holdId, corrects, reason } = posting;
          await this.followers.tell(tx, { holdId, key: corrects.key, reason });
        }
      });
      if (result.outcome === 'rejected') throw refusalOf(result.rejection);
    } catch (error) {
      if (!(error instanceof SentTwice)) throw error;
    }
  }

  /** People are told; open pages of the holder, and of the bank and the area whose pools these are, read again. */
  async tell(tx: Tx, allotment: Recorded): Promise<void> {
    const ids = [allotment.pool_id, allotment.other_pool_id].filter((id) => id !== null);
    const pools = await Promise.all(ids.map((id) => this.pools.find(tx, id)));
    await publish(tx, allotmentsChanged, { allotmentIds: [allotment.id] });
    await announceAll(
      tx,
      pools
        .filter((pool): pool is StoredPool => pool !== undefined)
        .map((pool) => ({
          hint: { kind: 'allotment' as const, id: allotment.id },
          audience: {
            organisationIds: [allotment.organisation_id],
            bank: pool.bank_id === null ? undefined : { id: pool.bank_id, branchPosition: null },
            unitPosition: pool.unit_position,
          },
        })),
    );
  }
}
