import { randomUUID } from 'node:crypto';
import {
  LedgerAudit,
  type BadRow,
  type Basis,
  type PostingResult,
  type QuotaCommand,
  type Reserve,
} from '@yinqi/domain/quota';
import { PoolOpeningsStore } from '../../src/facilities/allotments/pool-openings.store.js';
import {
  ENTRY_COLUMNS,
  entryOf,
  POOL_COLUMNS,
  poolOf,
  type EntryRow,
  type PoolRow,
} from '../../src/facilities/ledger/ledger-rows.js';
import { LedgerStore } from '../../src/facilities/ledger/ledger.store.js';

import { QuotaPoster } from '../../src/facilities/ledger/quota-poster.js';
import { sha256 } from '../../src/facilities/ledger/sha256.js';
import type { Clock } from '../../src/platform/clock/clock.js';
import { Database } from '../../src/platform/database/database.js';
import { facilityIdOf } from '../../src/seed/facilities.seed.js';
import type { TestDatabase } from './test-database.js';
import { World, type Organisation } from './world.js';

type PoolOptions = {
  readonly limitFen?: bigint;
  readonly basis?: Basis;
  readonly facility?: string;
  readonly bank?: Organisation;
  readonly parentId?: string;
  readonly singleCustomerLimitFen?: bigint;
};

const FAR_MS = Date.parse('2030-01-01T00:00:00Z');

/** Pools, and posters as several processes would have them: each with a connection of its own. */
export class QuotaWorld {
  private readonly opened: (() => Promise<void>)[] = [];

  private constructor(
    readonly world: World,
    private readonly database: Pick<TestDatabase, 'apiUrl'>,
    private readonly clock: Clock,
    private readonly seed: Database,
  ) {}

  static async open(database: Pick<TestDatabase, 'adminUrl' | 'apiUrl'>, clock: Clock): Promise<QuotaWorld> {
    const world = await World.open(database);
    await world.facilities();
    const seed = await new Database(database.adminUrl, 2).open();
    return new QuotaWorld(world, database, clock, seed);
  }

  async close(): Promise<void> {
    for (const close of this.opened) await close();
    await this.seed.close();
    await this.world.close();
  }

  /** The writer of one more process. */
  async poster(): Promise<QuotaPoster> {
    const login = await new Database(this.database.apiUrl, 1).open();
    const poster = new QuotaPoster(login, new LedgerStore(), this.clock);
    this.opened.push(async () => {
      await poster.onApplicationShutdown();
      await login.close();
    });
    return poster;
  }

  async pool(poster: QuotaPoster, options: PoolOptions = {}): Promise<{ id: string; bank: Organisation }> {
    const bank = options.bank ?? (await this.world.bank());
    const id = randomUUID();
    const unitId = this.world.unitId('320000');
    await this.seed.asService('app_seed', async (tx) => {
      const unit = await tx.first<{ lft: number }>('select lft from organisation where id = $1', [unitId]);
      await new PoolOpeningsStore().open(tx, {
        id,
        facility_id: facilityIdOf(options.facility ?? 'PBOC-RURAL-SME'),
        parent_id: options.parentId ?? null,
        level: 'bank',
        unit_id: unitId,
        unit_position: unit?.lft ?? 0,
        bank_id: bank.id,
        currency: 'CNY',
        basis: options.basis ?? 'FLOW',
        authority: 'ALLOTTED_BY_HOLDER',
        second_person_from_fen: '10000000000',
      });
      if (options.singleCustomerLimitFen === undefined) return;
      await tx.execute('update quota_pool set single_customer_limit_fen = $2 where id = $1', [
        id,
        options.singleCustomerLimitFen,
      ]);
    });
    const { limitFen = 100_000_000n, parentId } = options;
    const asked = { currency: 'CNY', tenantId: bank.id, key: randomUUID() } as const;
    const byTwo = { actorId: 'holder', approverId: 'second' };
    await posted(poster, [
      parentId === undefined
        ? { kind: 'adjust_limit', poolId: id, limitFen, ...asked, ...byTwo }
        : { kind: 'allot', fromPoolId: parentId, toPoolId: id, amountFen: limitFen, ...asked, ...byTwo },
    ]);
    return { id, bank };
  }
}

/** A reservation; a test names what it is about. */
export function reserveCommand(
  pool: { readonly id: string; readonly bank: Organisation },
  more: Partial<Reserve> & { readonly customerId?: string } = {},
): Reserve {
  const { customerId = randomUUID(), ...rest } = more;
  return {
    kind: 'reserve',
    poolId: pool.id,
    holdId: randomUUID(),
    amountFen: 100n,
    currency: 'CNY',
    subject: { customerId, bankId: pool.bank.id, engagementId: null, requestId: null, claimKey: null },
    expiresAtMs: FAR_MS,
    checks: [],
    tenantId: pool.bank.id,
    key: randomUUID(),
    actorId: 'officer',
    ...rest,
  };
}

/** A hold that may be used: reserved, and committed at the bank's approval. */
export async function committedHold(
  poster: QuotaPoster,
  pool: { readonly id: string; readonly bank: Organisation },
): Promise<{ poolId: string; holdId: string; tenantId: string; actorId: string }> {
  const { poolId, holdId, tenantId, actorId, amountFen, currency, ...reserve } = reserveCommand(pool);
  const hold = { poolId, holdId, tenantId, actorId };
  const money = { amountFen, currency };
  const commit = { ...hold, ...money, kind: 'commit', key: randomUUID() } as const;
  await posted(poster, [{ ...reserve, ...hold, ...money }, commit]);
  return hold;
}

/** Posts what must be accepted. */
export async function posted(
  poster: QuotaPoster,
  commands: readonly QuotaCommand[],
): Promise<Extract<PostingResult, { outcome: 'done' }>> {
  const result = await poster.post(commands);
  if (result.outcome === 'done') return result;
  throw new Error(`refused: ${JSON.stringify(result.rejection, (_, value: unknown) => String(value))}`);
}

/** The ledger recomputed from its entries: the first row that is not right, or nothing. */
export async function faultIn(database: Pick<TestDatabase, 'rows'>): Promise<BadRow | undefined> {
  const pools = (await database.rows<PoolRow>(`select ${POOL_COLUMNS} from quota_pool`)).map(poolOf);
  const entries = await database.rows<EntryRow>(
    `select ${ENTRY_COLUMNS} from quota_entry e order by e.pool_id, e.version`,
  );
  const audit = new LedgerAudit(pools, sha256);
  const found = entries.map((row) => audit.add(entryOf(row))).find((bad) => bad !== undefined);
  const [ofPool] = pools.flatMap((pool) => audit.comparePool(pool) ?? []);
  return found ?? audit.finish() ?? ofPool;
}
