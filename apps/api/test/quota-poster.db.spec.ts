import { randomUUID } from 'node:crypto';
import type { PostingResult } from '@yinqi/domain/quota';
import pg from 'pg';
import type { QuotaPoster } from '../src/facilities/ledger/quota-poster.js';
import { ManualClock } from '../src/platform/clock/clock.js';
import type { Caller } from '../src/platform/database/caller.js';
import { DomainError } from '../src/platform/errors/domain-error.js';
import { committedHold, faultIn, posted, QuotaWorld, reserveCommand } from './support/quota-world.js';
import { createTestDatabase, type TestDatabase } from './support/test-database.js';

const NOW = new Date('2026-11-02T02:00:00Z');

const codeOf = (result: PostingResult): string =>
  result.outcome === 'done' ? (result.results[0]?.outcome ?? '') : result.rejection.code;

const tally = (results: readonly PostingResult[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const result of results) counts[codeOf(result)] = (counts[codeOf(result)] ?? 0) + 1;
  return counts;
};

describe('the poster of the quota ledger', () => {
  let database: TestDatabase;
  let world: QuotaWorld;
  let poster: QuotaPoster;
  let another: QuotaPoster;

  beforeAll(async () => {
    database = await createTestDatabase();
    world = await QuotaWorld.open(database, new ManualClock(NOW));
    poster = await world.poster();
    another = await world.poster();
  });
  afterAll(async () => {
    await world.close();
    await database.drop();
  });

  const balances = async (poolId: string): Promise<Record<string, string>> => {
    const [row] = await database.rows<Record<string, string>>(
      `select limit_fen as limit, reserved_fen as reserved, used_fen as used, version from quota_pool where id = $1`,
      [poolId],
    );
    return row ?? {};
  };
  const entriesOf = (poolId: string): Promise<{ version: string; kind: string; transaction: string }[]> =>
    database.rows(
      'select version, kind, xmin::text as transaction from quota_entry where pool_id = $1 order by version',
      [poolId],
    );
  const callerOf = (bankId: string): Caller => ({
    accountId: randomUUID(),
    displayName: '经办',
    sessionId: randomUUID(),
    organisationId: bankId,
    side: 'bank',
    roles: ['officer'],
    permissions: new Set(),
    unit: { lo: 1, hi: 2 },
    bankId,
    isHeadOffice: true,
  });

  it('commits together what arrives together, each on its own line', async () => {
    const pool = await world.pool(poster);
    const commands = Array.from({ length: 40 }, () => reserveCommand(pool));
    const results = await Promise.all(commands.map((command) => poster.post([command])));
    expect(tally(results)).toEqual({ accepted: 40 });
    // 40 × 100 fen, after the entry that set the limit.
    expect(await balances(pool.id)).toEqual({
      limit: '100000000',
      reserved: '4000',
      used: '0',
      version: '41',
    });
    const entries = await entriesOf(pool.id);
    expect(entries.map(({ version }) => Number(version))).toEqual(
      Array.from({ length: 41 }, (_, at) => at + 1),
    );
    expect(new Set(entries.slice(1).map(({ transaction }) => transaction)).size).toBe(1);
  });

  it('answers what was sent again with the first answer, at once, later and from another process', async () => {
    const pool = await world.pool(poster);
    const command = reserveCommand(pool);
    const [first, second] = await Promise.all([poster.post([command]), poster.post([command])]);
    const later = await another.post([command]);
    expect([first, second, later].map(codeOf)).toEqual(['accepted', 'replayed', 'replayed']);
    const hashes = [first, second, later].map((one) =>
      one.outcome === 'done' ? one.results[0]?.entries[0]?.hash : undefined,
    );
    expect(new Set(hashes).size).toBe(1);
    expect(codeOf(await poster.post([{ ...command, amountFen: 101n }]))).toBe('key.conflict');
    expect((await balances(pool.id))['version']).toBe('2');
  });

  it('never gives more than there is, whichever of two processes is asked', async () => {
    // Room for 500 of 100 fen; 64 callers ask 15 times each, three in ten sent twice at once to both processes.
    const pool = await world.pool(poster, { limitFen: 50_000n });
    const accepted = new Set<string>();
    const callers = Array.from({ length: 64 }, async (_, caller) => {
      for (let at = 0; at < 15; at += 1) {
        const command = reserveCommand(pool);
        const mine = caller % 2 === 0 ? poster : another;
        const twice = (caller + at) % 10 < 3 ? [poster, another] : [mine];
        const results = await Promise.all(twice.map((one) => one.post([command])));
        expect(results.filter((result) => codeOf(result) === 'accepted').length).toBeLessThanOrEqual(1);
        if (results.some(({ outcome }) => outcome === 'done')) accepted.add(command.key);
      }
    });
    await Promise.all(callers);
    expect(accepted.size).toBe(500);
    expect(await balances(pool.id)).toMatchObject({ reserved: '50000', version: '501' });
  });

  it('lets one hold be used or given up, never both, however often it is sent', async () => {
    const pool = await world.pool(poster);
    for (let round = 0; round < 10; round += 1) {
      const common = await committedHold(poster, pool);
      const use = {
        ...common,
        kind: 'post',
        amountFen: 80n,
        currency: 'CNY',
        keep: false,
        key: randomUUID(),
      } as const;
      const giveUp = { ...common, kind: 'void', reason: '客户放弃', key: randomUUID() } as const;
      const tooMuch = { ...use, amountFen: 101n, key: randomUUID() };
      const sent = [use, giveUp, tooMuch, use, giveUp, use, giveUp];
      if (round % 2 === 1) sent.reverse();
      const results = await Promise.all(
        sent.map((command, at) => (at % 2 === 0 ? poster : another).post([command])),
      );
      // Of seven sendings one has an effect; the amount that is too large is refused before or after it.
      expect(tally(results)).toMatchObject({ accepted: 1 });
      expect(tally(results.filter((_, at) => sent[at] === tooMuch))).not.toMatchObject({ accepted: 1 });
    }
    const [sums] = await database.rows<{ posted: string; held: string }>(
      'select sum(posted_fen)::text as posted, sum(held_fen)::text as held from quota_hold where pool_id = $1',
      [pool.id],
    );
    expect(await balances(pool.id)).toMatchObject({ reserved: sums?.held, used: sums?.posted });
  });

  it('keeps one claim of a bill, wherever two pools are asked for it at once', async () => {
    const [one, two] = [await world.pool(poster), await world.pool(poster)];
    const claims = [one, two].map((pool) => {
      const command = reserveCommand(pool);
      return { ...command, subject: { ...command.subject, claimKey: 'HP-2026-0001' } };
    });
    const results = await Promise.all(
      claims.map((command, at) => (at === 0 ? poster : another).post([command])),
    );
    expect(results.map(codeOf).sort()).toEqual(['accepted', 'claim.already_live']);
  });

  it('refuses a key that another process used for another pool at the same moment', async () => {
    const [one, two] = [await world.pool(poster), await world.pool(poster)];
    const key = randomUUID();
    const tenantId = one.bank.id;
    const results = await Promise.all([
      poster.post([reserveCommand(one, { key, tenantId })]),
      another.post([reserveCommand(two, { key, tenantId })]),
    ]);
    expect(results.map(codeOf).sort()).toEqual(['accepted', 'key.conflict']);
  });

  it('makes nobody wait for a pool that somebody else keeps, but those who ask for it', async () => {
    const [kept, free] = [await world.pool(poster), await world.pool(poster)];
    const keeper = new pg.Client({ connectionString: database.adminUrl });
    await keeper.connect();
    try {
      await keeper.query('begin');
      await keeper.query('select 1 from quota_pool where id = $1 for update', [kept.id]);
      const asked = [kept, free, kept].map((pool) => poster.post([reserveCommand(pool)]));
      const [first, beside, last] = await Promise.allSettled(asked);
      // 55P03: lock not available; whoever asked over HTTP hears that the platform is busy.
      for (const blocked of [first, last]) {
        expect(blocked).toMatchObject({ status: 'rejected', reason: { code: '55P03' } });
      }
      expect(beside).toMatchObject({ status: 'fulfilled', value: { outcome: 'done' } });
    } finally {
      await keeper.end();
    }
    expect(codeOf(await poster.post([reserveCommand(kept)]))).toBe('accepted');
  });

  it('holds a customer to the limit for one', async () => {
    const pool = await world.pool(poster, { singleCustomerLimitFen: 250n });
    const customerId = randomUUID();
    const results = await Promise.all(
      [poster, another, poster].map((one) => one.post([reserveCommand(pool, { customerId })])),
    );
    expect(results.map(codeOf).sort()).toEqual(['accepted', 'accepted', 'customer.limit_exceeded']);
    expect(codeOf(await poster.post([reserveCommand(pool)]))).toBe('accepted');
  });

  it('holds a customer to what one may have of the whole tool, in whichever pools and processes it is asked', async () => {
    const facility = 'PBOC-REDISCOUNT';
    const tool = await world.pool(poster, { facility, limitFen: 100_000n, singleCustomerLimitFen: 500n });
    const bankPool = () => world.pool(poster, { facility, parentId: tool.id, limitFen: 10_000n });
    // Each process writes other pools, so that no pool's lock keeps them apart.
    const ofProcess = [
      { process: poster, pools: [await bankPool(), await bankPool()] },
      { process: another, pools: [await bankPool(), await bankPool()] },
    ];
    // One round after the other, each with a customer of its own: two batches do not meet every time.
    for (let round = 0; round < 8; round += 1) {
      const customerId = randomUUID();
      const results = await Promise.all(
        ofProcess.flatMap(({ process, pools }) =>
          pools.flatMap((pool) =>
            Array.from({ length: 16 }).flatMap((_, at) => {
              const command = reserveCommand(pool, { customerId, amountFen: 10n });
              // Every third is sent twice at once.
              return (at % 3 === 0 ? [command, command] : [command]).map((one) => process.post([one]));
            }),
          ),
        ),
      );
      const codes = results.map(codeOf);
      // 500 ÷ 10 = 50 of the 64, however they fell out.
      expect(codes.filter((code) => code === 'accepted')).toHaveLength(50);
      expect(new Set(codes.filter((code) => code !== 'accepted'))).toEqual(
        new Set(['replayed', 'customer.limit_exceeded']),
      );
      const [held] = await database.rows<{ fen: string }>(
        'select sum(held_fen) as fen from quota_hold where customer_id = $1',
        [customerId],
      );
      expect(held?.fen).toBe('500');
    }
    // Another customer has its own room.
    const pool = await bankPool();
    expect(codeOf(await another.post([reserveCommand(pool, { amountFen: 10n })]))).toBe('accepted');
  });

  it('gives nothing more below a pool from the moment it is frozen, whichever process is asked', async () => {
    const facility = 'PBOC-SPECIAL-2020';
    const root = await world.pool(poster, { facility, limitFen: 1_000_000n });
    const middle = await world.pool(poster, { facility, parentId: root.id, limitFen: 500_000n });
    const leaf = await world.pool(poster, { facility, parentId: middle.id, limitFen: 100_000n });
    const asked = { tenantId: root.bank.id, actorId: 'holder', approverId: null } as const;
    const state = (kind: 'freeze' | 'unfreeze', process = poster) =>
      posted(process, [{ kind, poolId: root.id, key: randomUUID(), ...asked }]);
    const held = reserveCommand(leaf, { amountFen: 10n });
    await posted(poster, [held]);
    for (let round = 0; round < 6; round += 1) {
      let isFrozen = false;
      const late: string[] = [];
      const ask = async (process: QuotaPoster) => {
        for (let at = 0; at < 12; at += 1) {
          // What is asked after the freeze was acknowledged is refused; what was asked before may be either.
          const wasFrozen = isFrozen;
          const code = codeOf(await process.post([reserveCommand(leaf, { amountFen: 10n })]));
          if (wasFrozen) late.push(code);
        }
      };
      const freeze = state('freeze', round % 2 === 0 ? poster : another).then(() => (isFrozen = true));
      await Promise.all([ask(poster), ask(another), freeze]);
      expect(new Set(late)).toEqual(new Set(['pool.frozen']));
      // In the book nothing stands below the freeze that came after it.
      const [row] = await database.rows<{ count: number }>(
        `select count(*)::int as count from quota_entry e where e.pool_id = $1 and e.kind = 'reserve'
           and e.at > (select max(f.at) from quota_entry f where f.pool_id = $2 and f.kind = 'freeze')`,
        [leaf.id, root.id],
      );
      expect(row?.count).toBe(0);
      // A promise made before goes on; one below the pool in between is stopped as well.
      if (round === 0) {
        const { poolId, holdId, amountFen } = held;
        const common = { tenantId: leaf.bank.id, actorId: 'officer', poolId, holdId };
        await posted(poster, [{ ...common, kind: 'commit', key: randomUUID(), amountFen, currency: 'CNY' }]);
        expect(codeOf(await another.post([reserveCommand(middle)]))).toBe('pool.frozen');
      }
      await state('unfreeze');
      expect(codeOf(await another.post([reserveCommand(leaf, { amountFen: 10n })]))).toBe('accepted');
    }
  });

  describe('with a transition', () => {
    const receiptOf =
      (caller: Caller, key: string) => (tx: Parameters<Parameters<QuotaPoster['postWith']>[2]>[0]) =>
        tx
          .execute(
            `insert into command_receipt (organisation_id, key, route, body_hash) values ($1, $2, 'test', 'x')`,
            [caller.organisationId, key],
          )
          .then(() => undefined);
    const receipts = async (key: string): Promise<number> =>
      (await database.rows('select 1 from command_receipt where key = $1', [key])).length;

    it('commits both under the caller’s own rights', async () => {
      const pool = await world.pool(poster);
      const caller = callerOf(pool.bank.id);
      const key = randomUUID();
      const seen: unknown[] = [];
      const result = await poster.postWith(caller, [reserveCommand(pool, { key })], async (tx) => {
        seen.push(...(await tx.rows('select current_user::text as role, current_bank() as bank')));
        await receiptOf(caller, key)(tx);
      });
      expect(codeOf(result)).toBe('accepted');
      expect(seen).toEqual([{ role: 'app_bank', bank: pool.bank.id }]);
      expect(await receipts(key)).toBe(1);
    });

    it('undoes the posting with the transition that fails, and neither for the neighbours', async () => {
      const pool = await world.pool(poster);
      const caller = callerOf(pool.bank.id);
      const keys = [randomUUID(), randomUUID(), randomUUID()];
      const sent = keys.map((key, at) =>
        poster.postWith(caller, [reserveCommand(pool, { key, amountFen: 10n })], async (tx) => {
          await receiptOf(caller, key)(tx);
          if (at === 1) throw new DomainError('resource.version_conflict', { params: { version: 7 } });
        }),
      );
      const [first, stale, last] = await Promise.allSettled(sent);
      expect([first?.status, last?.status]).toEqual(['fulfilled', 'fulfilled']);
      expect(stale).toMatchObject({ status: 'rejected', reason: { code: 'resource.version_conflict' } });
      expect(await Promise.all(keys.map(receipts))).toEqual([1, 0, 1]);
      // The versions have no gap where the third followed the first.
      expect(await balances(pool.id)).toMatchObject({ reserved: '20', version: '3' });
    });

    it('survives a transition that breaks a rule of the database', async () => {
      const pool = await world.pool(poster);
      const caller = callerOf(pool.bank.id);
      const broken = poster.postWith(caller, [reserveCommand(pool)], async (tx) => {
        await tx.rows('select 1 from enterprise');
      });
      const beside = poster.post([reserveCommand(pool)]);
      await expect(broken).rejects.toThrow('permission denied');
      expect(codeOf(await beside)).toBe('accepted');
      expect(await balances(pool.id)).toMatchObject({ reserved: '100', version: '2' });
    });

    it('is not run when the posting is refused, nor again when it was done', async () => {
      const pool = await world.pool(poster, { limitFen: 100n });
      const caller = callerOf(pool.bank.id);
      const command = reserveCommand(pool);
      let runs = 0;
      const count = (): Promise<void> => Promise.resolve(void (runs += 1));
      expect(codeOf(await poster.postWith(caller, [reserveCommand(pool, { amountFen: 101n })], count))).toBe(
        'pool.insufficient',
      );
      expect(codeOf(await poster.postWith(caller, [command], count))).toBe('accepted');
      expect(codeOf(await another.postWith(caller, [command], count))).toBe('replayed');
      expect(runs).toBe(1);
    });
  });

  it('leaves a book that can be recomputed from its entries', async () => {
    expect(await faultIn(database)).toBeUndefined();
    const [{ entries } = { entries: 0 }] = await database.rows<{ entries: number }>(
      'select count(*)::int as entries from quota_entry',
    );
    expect(entries).toBeGreaterThan(500);
  });

  it('lets nobody touch an entry, not even its owner', async () => {
    for (const sql of [
      'update quota_entry set amount_fen = 1',
      'delete from quota_entry',
      'truncate quota_entry cascade',
    ]) {
      await expect(database.rows(sql)).rejects.toThrow('quota_entry is append-only');
    }
  });
});
