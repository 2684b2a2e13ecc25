import fc from 'fast-check';
import {
  decide,
  exposureKey,
  exposureOf,
  leftFen,
  QuotaBook,
  takenFen,
  verify,
  type LedgerState,
  type Pool,
  type QuotaCommand,
} from './index.js';
import { newPool, NOW_MS, sha256, stateOf, subjectOf, type Plain } from './testing/ledger.js';

const POOLS = ['n', 'a', 'b'] as const;
const start = (): LedgerState =>
  stateOf([
    newPool('n', { basis: 'BALANCE' }),
    newPool('a', { parentId: 'n', basis: 'BALANCE' }),
    newPool('b', { parentId: 'n', basis: 'BALANCE' }),
  ]);

const pool = fc.constantFrom(...POOLS);
const hold = fc.integer({ min: 0, max: 5 }).map((at) => `h${at}`);
const amount = fc.bigInt({ min: -1n, max: 40n });
const currency = 'CNY' as const;
const until = fc.integer({ min: -2, max: 12 }).map((at) => NOW_MS + at);
const claim = fc.constantFrom(null, null, 'loan-1');

const plain: fc.Arbitrary<Plain> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('allot' as const, 'return' as const, 'transfer' as const),
    fromPoolId: pool,
    toPoolId: pool,
    amountFen: amount,
    currency: fc.constant(currency),
    approverId: fc.constantFrom(null, 'second'),
  }),
  fc.record({
    kind: fc.constant('adjust_limit' as const),
    poolId: pool,
    limitFen: fc.bigInt({ min: 0n, max: 120n }),
    currency: fc.constant(currency),
    approverId: fc.constant(null),
  }),
  fc.record({
    kind: fc.constant('reserve' as const),
    poolId: pool,
    holdId: hold,
    subject: claim.map((claimKey) => subjectOf('c', { claimKey })),
    amountFen: amount,
    currency: fc.constant(currency),
    expiresAtMs: until,
    checks: fc.constant([]),
  }),
  fc.record({
    kind: fc.constant('report' as const),
    poolId: pool,
    holdId: hold,
    subject: claim.map((claimKey) => subjectOf('c', { claimKey })),
    amountFen: amount,
    currency: fc.constant(currency),
    keep: fc.boolean(),
  }),
  fc.record({
    kind: fc.constant('post' as const),
    poolId: pool,
    holdId: hold,
    amountFen: amount,
    currency: fc.constant(currency),
    keep: fc.boolean(),
  }),
  fc.record({
    kind: fc.constantFrom('commit' as const, 'repay' as const),
    poolId: pool,
    holdId: hold,
    amountFen: amount,
    currency: fc.constant(currency),
  }),
  fc.record({
    kind: fc.constantFrom('uncommit' as const, 'expire' as const),
    poolId: pool,
    holdId: hold,
  }),
  fc.record({ kind: fc.constant('void' as const), poolId: pool, holdId: hold, reason: fc.string() }),
  fc.record({ kind: fc.constant('extend' as const), poolId: pool, holdId: hold, expiresAtMs: until }),
  fc.record({
    kind: fc.constantFrom('freeze' as const, 'unfreeze' as const, 'close' as const),
    poolId: pool,
    approverId: fc.constantFrom(null, 'second'),
  }),
  fc.record({
    kind: fc.constant('correct' as const),
    poolId: pool,
    holdId: hold,
    corrects: fc.integer({ min: 0, max: 60 }).map((at) => ({ tenantId: 't', key: `k${at}` })),
    approverId: fc.constant('second'),
    reason: fc.string(),
  }),
);

/** Sixty at most, after quota was put in; now and then one comes again. */
const commands = fc
  .array(fc.tuple(plain, fc.integer({ min: 0, max: 9 })), { maxLength: 60 })
  .map((drawn): QuotaCommand[] => {
    const limit = { kind: 'adjust_limit', poolId: 'n', limitFen: 100n, currency, approverId: null } as const;
    const asked = { tenantId: 't', actorId: 'officer' };
    const made: QuotaCommand[] = [{ ...asked, key: 'limit', ...limit }];
    for (const [at, [one, again]] of drawn.entries()) {
      const earlier = again === 0 ? made[at % made.length] : undefined;
      made.push(earlier ?? { ...asked, key: `k${at}`, ...one });
    }
    return made;
  });

const poolsOf = (state: LedgerState): readonly Pool[] => [...state.pools.values()];

describe('whatever is asked, in whatever order', () => {
  it('no pool gives more than it has, nothing is negative, and the book can be worked out again', () => {
    fc.assert(
      fc.property(commands, (asked) => {
        const { next, entries } = decide(start(), asked, NOW_MS, sha256);
        for (const one of poolsOf(next)) {
          expect(takenFen(one) - one.excessFen).toBeLessThanOrEqual(one.limitFen);
          expect(
            [one.allottedFen, one.reservedFen, one.committedFen, one.usedFen].every((fen) => fen >= 0n),
          ).toBe(true);
          expect(one.excessFen).toBeLessThanOrEqual(one.usedFen);
          expect(leftFen(one) === 0n || one.excessFen === 0n).toBe(true);
        }
        expect(verify(poolsOf(next), entries, sha256)).toBeUndefined();
      }),
      { numRuns: 400 },
    );
  });

  it('no promise takes a customer beyond what one may have of the whole tool, whichever pools it stands in', () => {
    const limitFen = 50n;
    fc.assert(
      fc.property(commands, (asked) => {
        let state: LedgerState = {
          ...start(),
          toolLimits: new Map([['facility', limitFen]]),
          exposures: new Map([[exposureKey('facility', 'c'), 0n]]),
        };
        for (const command of asked) {
          const { results, next } = decide(state, [command], NOW_MS, sha256);
          state = next;
          // Worked out from the holds of all pools.
          const exposure = [...next.holds.values()].reduce((sum, one) => sum + exposureOf(one), 0n);
          expect(next.exposures.get(exposureKey('facility', 'c'))).toBe(exposure);
          if (command.kind === 'reserve' && results[0]?.outcome === 'accepted') {
            expect(exposure).toBeLessThanOrEqual(limitFen);
          }
        }
      }),
    );
  });

  it('nothing is promised beneath a pool that is stopped, and what is promised goes on', () => {
    fc.assert(
      fc.property(commands, (asked) => {
        let state = start();
        const stopped = (id: string | null): boolean => {
          const one = state.pools.get(id ?? '');
          return one !== undefined && (one.state !== 'open' || stopped(one.parentId));
        };
        for (const command of asked) {
          const { results, next } = decide(state, [command], NOW_MS, sha256);
          const isDone = results[0]?.outcome === 'accepted';
          if (isDone && command.kind === 'reserve') expect(stopped(command.poolId)).toBe(false);
          if (isDone && command.kind === 'allot') expect(stopped(command.toPoolId)).toBe(false);
          state = next;
          for (const one of poolsOf(state)) expect(one.aboveState !== 'open').toBe(stopped(one.parentId));
        }
      }),
    );
  });

  it('a batch decides as its commands would one after the other', () => {
    fc.assert(
      fc.property(commands, (asked) => {
        const together = decide(start(), asked, NOW_MS, sha256);
        let state = start();
        const results = asked.map((command) => {
          const alone = decide(state, [command], NOW_MS, sha256);
          state = alone.next;
          return alone.results[0];
        });
        expect(together.results).toEqual(results);
        expect(together.next).toEqual(state);
      }),
    );
  });

  it('everything asked again changes nothing and answers the same', () => {
    fc.assert(
      fc.property(commands, (asked) => {
        const first = decide(start(), asked, NOW_MS, sha256);
        const done = asked.filter((_, at) => first.results[at]?.outcome === 'accepted');
        const again = decide(first.next, done.toReversed(), NOW_MS + 5, sha256);
        expect(again.entries).toEqual([]);
        expect(again.changed).toEqual({ pools: [], holds: [] });
        expect(again.results.every(({ outcome }) => outcome === 'replayed')).toBe(true);
      }),
    );
  });

  it('what is rolled back was never there', () => {
    fc.assert(
      fc.property(commands, commands, (kept, undone) => {
        const book = new QuotaBook(start(), sha256);
        for (const command of kept) book.decide(command, NOW_MS);
        const before = { state: book.state, entries: [...book.entries] };
        const mark = book.mark();
        for (const command of undone) book.decide({ ...command, key: `undone-${command.key}` }, NOW_MS);
        book.rollback(mark);
        expect({ state: book.state, entries: [...book.entries] }).toEqual(before);
      }),
    );
  });
});
