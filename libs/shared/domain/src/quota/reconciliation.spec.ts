import fc from 'fast-check';
import { bridgeOf, isOpenItem, isRepairable, type Tallies, type Tally } from './reconciliation-sums.js';
import {
  reconcile,
  RECONCILIATION_OUTCOMES,
  RECONCILIATION_WINDOW_DAYS,
  type LedgerMovement,
  type Reconciled,
  type StatementLine,
} from './reconciliation.js';

const WAN = 1_000_000n;
const nobody = { number: null, contractNumber: null, uscc: null, bank: null };
const line = (row: number, wan: bigint, more: Partial<StatementLine> = {}): StatementLine => ({
  ...nobody,
  row,
  on: '2026-11-10',
  amountFen: wan * WAN,
  ...more,
});
const movement = (id: string, wan: bigint, more: Partial<LedgerMovement> = {}): LedgerMovement => ({
  ...nobody,
  id,
  on: '2026-11-10',
  amountFen: wan * WAN,
  ...more,
});

function tallyOf(reconciled: readonly Reconciled<StatementLine, LedgerMovement>[]): Tallies {
  const tally = (outcome: Reconciled<StatementLine, LedgerMovement>['outcome']): Tally => {
    const pile = reconciled.filter((one) => one.outcome === outcome);
    return {
      statementFen: pile.reduce((sum, one) => sum + ('line' in one ? one.line.amountFen : 0n), 0n),
      ledgerFen: pile.reduce((sum, one) => sum + ('movement' in one ? one.movement.amountFen : 0n), 0n),
    };
  };
  return {
    matched: tally('matched'),
    differing: tally('differing'),
    only_statement: tally('only_statement'),
    only_ledger: tally('only_ledger'),
  };
}

/** What became of each line and movement, as `2=a matched`. */
const told = (lines: readonly StatementLine[], movements: readonly LedgerMovement[]): string[] =>
  reconcile(lines, movements).map((one) => {
    const row = 'line' in one ? String(one.line.row) : '';
    const id = 'movement' in one ? one.movement.id : '';
    const how = one.outcome === 'differing' ? one.differences.join('+') : one.outcome;
    return `${row}=${id} ${how}`;
  });

describe('a statement laid to the ledger', () => {
  it('never lays a repayment to the loan it was made on, though both bear its number', () => {
    const lines = [line(2, 300n, { number: 'JJ-1' })];
    const movements = [movement('a', 290n, { number: 'JJ-1' }), movement('b', -50n, { number: 'JJ-1' })];
    expect(told(lines, movements)).toEqual(['2=a amount', '=b only_ledger']);
    expect(told(lines, movements.slice(1))).toEqual(['2= only_statement', '=b only_ledger']);
  });

  it('goes by the number first, whoever is named and whatever else would fit', () => {
    const lines = [line(2, 300n, { number: 'JJ-1', uscc: 'A' })];
    const movements = [
      movement('a', 300n, { uscc: 'A' }),
      movement('b', 300n, { number: 'JJ-1', uscc: 'A', on: '2026-11-12' }),
    ];
    expect(told(lines, movements)).toEqual(['2=b matched', '=a only_ledger']);
  });

  it('says where a number stands with another amount, on another day or for another enterprise', () => {
    // Four days are more than the window of three.
    const late = { number: 'JJ-1', on: '2026-11-14' };
    expect(told([line(2, 300n, late)], [movement('a', 301n, { number: 'JJ-1' })])).toEqual([
      '2=a amount+day',
    ]);
    const ofA = line(2, 300n, { number: 'JJ-1', uscc: 'A' });
    expect(told([ofA], [movement('a', 300n, { number: 'JJ-1', uscc: 'B' })])).toEqual(['2=a party']);
  });

  it('lays the tranches of one contract by amount and day, and what is left over to one another', () => {
    const contract = { contractNumber: 'HT-1' };
    const lines = [
      line(2, 500n, { ...contract, on: '2026-11-01' }),
      line(3, 200n, contract),
      line(4, 90n, contract),
    ];
    const movements = [
      movement('a', 200n, contract),
      movement('b', 500n, { ...contract, on: '2026-11-02' }),
      movement('c', 100n, contract),
    ];
    expect(told(lines, movements)).toEqual(['2=b matched', '3=a matched', '4=c amount']);
  });

  it('goes by party, amount and day where no number helps, and takes another amount for another loan', () => {
    const lines = [
      line(2, 300n, { uscc: 'A' }),
      line(3, 300n, { uscc: 'A', on: '2026-11-20' }),
      line(4, 70n, { uscc: 'A' }),
      line(5, 80n, { uscc: 'B', bank: '甲' }),
    ];
    const movements = [
      movement('a', 300n, { uscc: 'A', bank: '甲', on: '2026-11-13' }),
      movement('b', 300n, { uscc: 'A', bank: '甲', on: '2026-11-15' }),
      movement('c', 71n, { uscc: 'A', bank: '甲' }),
      movement('d', 80n, { uscc: 'B', bank: '乙' }),
    ];
    expect(told(lines, movements)).toEqual([
      '2=a matched',
      '3=b day',
      '4= only_statement',
      '5= only_statement',
      '=c only_ledger',
      '=d only_ledger',
    ]);
  });

  it('prefers the day itself to a day near by', () => {
    const lines = [line(2, 5n, { bank: '甲', on: '2026-11-12' })];
    const movements = [
      movement('a', 5n, { bank: '甲', on: '2026-11-11' }),
      movement('b', 5n, { bank: '甲', on: '2026-11-12' }),
    ];
    expect(told(lines, movements)).toEqual(['2=b matched', '=a only_ledger']);
  });

  it('explains the gap between both closing balances', () => {
    // Statement 100 + 30 + 20 = 150, ledger 90 + 31 + 7 = 128: −10 at the start, +1 differing, −20 and +7 alone.
    const lines = [line(2, 30n, { number: 'A' }), line(3, 20n, { number: 'B' })];
    const movements = [movement('a', 31n, { number: 'A' }), movement('c', 7n, { number: 'C' })];
    const tallies = tallyOf(reconcile(lines, movements));
    expect(bridgeOf(tallies, { statementFen: 100n * WAN, ledgerFen: 90n * WAN })).toEqual({
      statementClosingFen: 150n * WAN,
      openingGapFen: -10n * WAN,
      differingFen: 1n * WAN,
      onlyStatementFen: 20n * WAN,
      onlyLedgerFen: 7n * WAN,
      ledgerClosingFen: 128n * WAN,
    });
  });
});

describe('any statement laid to any ledger', () => {
  const days = fc.integer({ min: 1, max: 12 }).map((day) => `2026-11-${String(day).padStart(2, '0')}`);
  const side = fc.record({
    on: days,
    amountFen: fc.constantFrom(1n, 2n, 3n, -1n),
    number: fc.option(fc.constantFrom('JJ-1', 'JJ-2', 'JJ-3')),
    contractNumber: fc.option(fc.constantFrom('HT-1', 'HT-2')),
    uscc: fc.option(fc.constantFrom('A', 'B')),
    bank: fc.option(fc.constantFrom('甲', '乙')),
  });
  const linesOf = fc
    .array(side, { maxLength: 14 })
    .map((drawn): StatementLine[] => drawn.map((one, index) => ({ ...one, row: index + 2 })));
  const movementsOf = fc
    .array(side, { maxLength: 14 })
    .map((drawn): LedgerMovement[] => drawn.map((one, index) => ({ ...one, id: `m${index}` })));

  it('puts every line and every movement into exactly one pile', () => {
    fc.assert(
      fc.property(linesOf, movementsOf, (lines, movements) => {
        const found = reconcile(lines, movements);
        const rows = found.flatMap((one) => ('line' in one ? [one.line.row] : []));
        const ids = found.flatMap((one) => ('movement' in one ? [one.movement.id] : []));
        expect(rows.sort((a, b) => a - b)).toEqual(lines.map(({ row }) => row));
        expect(ids.sort()).toEqual(movements.map(({ id }) => id).sort());
      }),
    );
  });

  it('finds the same whatever order both come in', () => {
    const whole = <T>(all: readonly T[]) =>
      fc.shuffledSubarray([...all], { minLength: all.length, maxLength: all.length });
    const shuffled = fc
      .tuple(linesOf, movementsOf)
      .chain((both) => fc.tuple(fc.constant(both), whole(both[0]), whole(both[1])));
    fc.assert(
      fc.property(shuffled, ([[lines, movements], otherLines, otherMovements]) => {
        expect(reconcile(otherLines, otherMovements)).toEqual(reconcile(lines, movements));
      }),
    );
  });

  it('matches only what has one amount, days within the window and no other enterprise', () => {
    fc.assert(
      fc.property(linesOf, movementsOf, (lines, movements) => {
        for (const one of reconcile(lines, movements)) {
          if (one.outcome !== 'matched') continue;
          expect(one.line.amountFen).toBe(one.movement.amountFen);
          const apart = Math.abs(Number(one.line.on.slice(-2)) - Number(one.movement.on.slice(-2)));
          expect(apart).toBeLessThanOrEqual(RECONCILIATION_WINDOW_DAYS);
          expect(
            new Set([one.line.uscc, one.movement.uscc].filter((code) => code !== null)).size,
          ).toBeLessThan(2);
        }
      }),
    );
  });

  it('leaves alone no pair that a number, a contract or a party with its amount would still lay together', () => {
    fc.assert(
      fc.property(linesOf, movementsOf, (lines, movements) => {
        const found = reconcile(lines, movements);
        const left = found.flatMap((one) => (one.outcome === 'only_statement' ? [one.line] : []));
        const alone = found.flatMap((one) => (one.outcome === 'only_ledger' ? [one.movement] : []));
        for (const one of left) {
          for (const other of alone) {
            const isSameWay = one.amountFen < 0n === other.amountFen < 0n;
            expect(isSameWay && one.number !== null && one.number === other.number).toBe(false);
            const { contractNumber } = one;
            expect(isSameWay && contractNumber !== null && contractNumber === other.contractNumber).toBe(
              false,
            );
            const isOfBoth = one.uscc !== null && one.uscc === other.uscc && one.bank === other.bank;
            expect(isOfBoth && one.bank !== null && one.amountFen === other.amountFen).toBe(false);
          }
        }
      }),
    );
  });

  it('adds up: opening and movements are closing on both sides, and the piles are all of the gap', () => {
    fc.assert(
      fc.property(linesOf, movementsOf, fc.bigInt(0n, 99n), fc.bigInt(0n, 99n), (lines, movements, a, b) => {
        const tallies = tallyOf(reconcile(lines, movements));
        const bridge = bridgeOf(tallies, { statementFen: a, ledgerFen: b });
        const sum = (all: readonly { amountFen: bigint }[]): bigint =>
          all.reduce((total, { amountFen }) => total + amountFen, 0n);
        expect(bridge.statementClosingFen).toBe(a + sum(lines));
        expect(bridge.ledgerClosingFen).toBe(b + sum(movements));
        expect(bridge.ledgerClosingFen - bridge.statementClosingFen).toBe(
          bridge.openingGapFen + bridge.differingFen + bridge.onlyLedgerFen - bridge.onlyStatementFen,
        );
        expect(tallies.matched.statementFen).toBe(tallies.matched.ledgerFen);
      }),
    );
  });
});

describe('an item of a statement', () => {
  it('is open until somebody says what it was, or a correction of it is under way', () => {
    const open = { isSettled: false, repair: null } as const;
    expect(RECONCILIATION_OUTCOMES.filter((outcome) => isOpenItem({ ...open, outcome }))).toEqual([
      'differing',
      'only_statement',
      'only_ledger',
    ]);
    expect(isOpenItem({ outcome: 'differing', isSettled: true, repair: null })).toBe(false);
    for (const repair of ['proposed', 'posted'] as const) {
      expect(isOpenItem({ outcome: 'differing', isSettled: false, repair })).toBe(false);
    }
    expect(isRepairable({ outcome: 'only_ledger', isSettled: false, repair: 'refused' })).toBe(true);
    expect(isRepairable({ ...open, outcome: 'only_statement' })).toBe(false);
  });
});
