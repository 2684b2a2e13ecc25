import { randomUUID } from 'node:crypto';
import type { QuotaCommand } from '@yinqi/domain/quota';
import type { QuotaPoster } from '../src/facilities/ledger/quota-poster.js';
import { SystemClock } from '../src/platform/clock/clock.js';
import { PosterProcess } from './support/poster-process.js';
import { committedHold, faultIn, QuotaWorld, reserveCommand } from './support/quota-world.js';
import { createTestDatabase, type TestDatabase } from './support/test-database.js';

const PROCESSES = 3;
const RACES = 40;
const CLIENTS = 64;
/** Each client asks so often: 960 askings for 500 places. */
const ASKINGS = 15;
const PLACES = 500;
const HOLDS = 600;

const tallied = (codes: readonly string[]): Record<string, number> => {
  const counts: Record<string, number> = {};
  for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
  return counts;
};

describe('races for a quota between processes', () => {
  let database: TestDatabase;
  let world: QuotaWorld;
  let opener: QuotaPoster;
  let writers: readonly PosterProcess[];

  beforeAll(async () => {
    database = await createTestDatabase();
    world = await QuotaWorld.open(database, new SystemClock());
    opener = await world.poster();
    writers = await Promise.all(
      Array.from({ length: PROCESSES }, () => PosterProcess.start(database.apiUrl)),
    );
  });
  afterAll(async () => {
    await Promise.all(writers.map((writer) => writer.stop()));
    await world.close();
    await database.drop();
  });

  /** Sent at once, each sending to the next process. */
  const sendAll = (commands: readonly QuotaCommand[], first: number): Promise<string[]> =>
    Promise.all(
      commands.map((command, at) => {
        const writer = writers[(first + at) % PROCESSES];
        if (!writer) throw new RangeError('a writer for each');
        return writer.post(command);
      }),
    );
  const poolOf = async (id: string) =>
    (
      await database.rows<{ reserved: string; used: string; version: string }>(
        'select reserved_fen::text as reserved, used_fen::text as used, version::text from quota_pool where id = $1',
        [id],
      )
    )[0];

  it(`gives ${PLACES} places to ${CLIENTS} clients, never one more, ${RACES} times`, async () => {
    const counts: Record<string, number> = {};
    for (let race = 0; race < RACES; race += 1) {
      // Room for 500 of 100 fen; three in ten sendings go to two processes at once.
      const pool = await world.pool(opener, { limitFen: BigInt(PLACES) * 100n });
      const given = new Set<string>();
      const client = async (_: unknown, mine: number): Promise<void> => {
        for (let asking = 0; asking < ASKINGS; asking += 1) {
          const command = reserveCommand(pool);
          const codes = await sendAll((mine + asking) % 10 < 3 ? [command, command] : [command], mine);
          const { accepted = 0, replayed = 0 } = tallied(codes);
          for (const code of codes) counts[code] = (counts[code] ?? 0) + 1;
          expect(accepted).toBeLessThanOrEqual(1);
          // What the second sending is told is what the first one did.
          expect(accepted + replayed).toBe(accepted * codes.length);
          if (accepted === 1) given.add(command.key);
        }
      };
      await Promise.all(Array.from({ length: CLIENTS }, client));
      expect(given.size).toBe(PLACES);
      expect(await poolOf(pool.id)).toEqual({ reserved: '50000', used: '0', version: '501' });
    }
    // 64 × 15 × 1.3 sendings a race, and nothing but these three answers.
    expect(Object.keys(counts).sort()).toEqual(['accepted', 'pool.insufficient', 'replayed']);
    expect(counts['accepted']).toBe(RACES * PLACES);
  }, 3_600_000);

  it(`uses a hold or gives it up, never both, of ${HOLDS} holds`, async () => {
    const pool = await world.pool(opener);
    let used = 0n;
    for (let at = 0; at < HOLDS; at += 1) {
      const on = await committedHold(opener, pool);
      const use = {
        ...on,
        kind: 'post',
        amountFen: 80n,
        currency: 'CNY',
        keep: false,
        key: randomUUID(),
      } as const;
      const giveUp = { ...on, kind: 'void', reason: '客户放弃', key: randomUUID() } as const;
      // 101 of 100 fen, and nothing at all.
      const tooMuch = { ...use, amountFen: 101n, key: randomUUID() };
      const nothing = { ...use, amountFen: 0n, key: randomUUID() };
      const sent = [use, giveUp, tooMuch, nothing, use, giveUp, tooMuch, use, giveUp];
      if (at % 2 === 1) sent.reverse();
      const codes = await sendAll(sent, at);
      const of = (command: QuotaCommand) => tallied(codes.filter((_, index) => sent[index] === command));
      const [uses, voids] = [of(use)['accepted'] ?? 0, of(giveUp)['accepted'] ?? 0];
      expect({ hold: at, effects: uses + voids }).toEqual({ hold: at, effects: 1 });
      // Of three sendings of what was done, two hear that it was; of the other all three that the hold has ended.
      expect(of(uses === 1 ? use : giveUp)).toEqual({ accepted: 1, replayed: 2 });
      expect(of(uses === 1 ? giveUp : use)).toEqual({ 'hold.ended': 3 });
      for (const wrong of [tooMuch, nothing]) expect(of(wrong)).not.toHaveProperty('accepted');
      if (uses === 1) used += 80n;
    }
    expect(await poolOf(pool.id)).toMatchObject({ reserved: '0', used: String(used) });
    expect(used).toBeGreaterThan(0n);
    expect(used).toBeLessThan(BigInt(HOLDS) * 80n);
  }, 3_600_000);

  it('leaves a book that can be worked out again', async () => {
    expect(await faultIn(database)).toBeUndefined();
    const [{ entries } = { entries: 0 }] = await database.rows<{ entries: number }>(
      'select count(*)::int as entries from quota_entry',
    );
    // The limits of 41 pools, what the races gave, and each hold's beginning, approval and end.
    expect(entries).toBe(RACES + 1 + RACES * PLACES + 3 * HOLDS);
  });
});
