import fc from 'fast-check';
import { effectOf, type Room } from './index.js';

const fen = fc.bigInt({ min: 0n, max: 10n ** 15n });
const room: fc.Arbitrary<Room> = fc
  .tuple(fen, fen)
  .map(([leftFen, inUse]) => ({ limitFen: leftFen + inUse, leftFen }));
const movement = fc.record({
  kind: fc.constantFrom('allot', 'return', 'transfer'),
  amountFen: fc.bigInt({ min: 1n, max: 10n ** 15n }),
});

describe('what a movement of quota does', () => {
  it('leaves the limit above as it is when a part is allotted, and opens the pool below with that part', () => {
    const effect = effectOf({ kind: 'allot', amountFen: 30n }, { limitFen: 100n, leftFen: 80n });
    expect(effect.pool.after).toEqual({ limitFen: 100n, leftFen: 50n });
    expect(effect.other).toEqual({
      before: { limitFen: 0n, leftFen: 0n },
      after: { limitFen: 30n, leftFen: 30n },
    });
  });

  it('takes what is returned from the pool below and frees it above', () => {
    const above = { limitFen: 100n, leftFen: 50n };
    const effect = effectOf({ kind: 'return', amountFen: 20n }, { limitFen: 30n, leftFen: 25n }, above);
    expect(effect.pool.after).toEqual({ limitFen: 10n, leftFen: 5n });
    expect(effect.other?.after).toEqual({ limitFen: 100n, leftFen: 70n });
  });

  it('never takes away what is in use', () => {
    // 60 in use of 100: a limit of 59 does not cover them, 60 does.
    const pool = { limitFen: 100n, leftFen: 40n };
    expect(effectOf({ kind: 'adjust', limitFen: 59n }, pool).isCovered).toBe(false);
    expect(effectOf({ kind: 'adjust', limitFen: 60n }, pool).isCovered).toBe(true);
    expect(effectOf({ kind: 'transfer', amountFen: 41n }, pool).isCovered).toBe(false);
  });

  it('moves what is free and makes none', () => {
    fc.assert(
      fc.property(movement, room, room, (move, pool, other) => {
        const effect = effectOf(move, pool, other);
        const before = pool.leftFen + other.leftFen;
        expect(effect.pool.after.leftFen + (effect.other?.after.leftFen ?? 0n)).toBe(before);
      }),
    );
  });

  it('leaves what is in use and allotted as it was, but for the part that is allotted or returned', () => {
    fc.assert(
      fc.property(movement, room, room, (move, pool, other) => {
        const { pool: here, other: there } = effectOf(move, pool, other);
        const inUse = (one: Room | undefined): bigint => (one ? one.limitFen - one.leftFen : 0n);
        const grown = inUse(here.after) - inUse(here.before) + inUse(there?.after) - inUse(there?.before);
        const by = { allot: move.amountFen, return: -move.amountFen, transfer: 0n };
        expect(grown).toBe(by[move.kind]);
      }),
    );
  });
});
