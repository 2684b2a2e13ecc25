import fc from 'fast-check';
import type { LoanNote } from './loan-row.js';
import { matchLoans, type FundedCase, type KnownNote, type LoanMatch } from './match-loans.js';

const WAN = 1_000_000n;
const loan = (row: number, wan: bigint, more: Partial<LoanNote> = {}): LoanNote => ({
  row,
  uscc: 'A',
  borrower: null,
  noteNumber: `JJ-${row}`,
  contractNumber: null,
  amountFen: wan * WAN,
  currency: 'CNY',
  annualRateBp: 345,
  disbursedOn: '2026-11-10',
  maturesOn: '2027-11-10',
  balance: null,
  ...more,
});
const funded = (id: string, wan: bigint, more: Partial<FundedCase> = {}): FundedCase => ({
  id,
  uscc: 'A',
  currency: 'CNY',
  state: 'contracted',
  contractNumber: `HT-${id}`,
  approvedFen: wan * WAN,
  disbursedFen: 0n,
  approvedOn: '2026-11-01',
  approvedUntil: '2027-10-31',
  ...more,
});
const sure = (caseId: string): LoanMatch => ({ kind: 'sure', caseId });

describe('laying notes of a list to cases', () => {
  it('takes the one case of the enterprise with room for the amount and a day within the approval', () => {
    expect(
      matchLoans([loan(2, 2_000n)], [funded('a', 3_000n), funded('b', 9_000n, { uscc: 'B' })], []).get(2),
    ).toEqual(sure('a'));
  });

  it('counts what the list itself lays to a case: the third note finds no room', () => {
    // 3,000 approved: 2,000 on the 10th and 1,000 on the 11th fill it, whatever row they stand in.
    const loans = [
      loan(2, 500n, { disbursedOn: '2026-11-12' }),
      loan(3, 1_000n, { disbursedOn: '2026-11-11' }),
      loan(4, 2_000n),
    ];
    const matches = matchLoans(loans, [funded('a', 3_000n)], []);
    expect(matches.get(4)).toEqual(sure('a'));
    expect(matches.get(3)).toEqual(sure('a'));
    expect(matches.get(2)).toEqual({
      kind: 'doubtful',
      candidates: [{ caseId: 'a', doubts: ['above_rest'] }],
    });
  });

  it('lets the contract decide between two cases that both fit, and asks where it does not', () => {
    const cases = [funded('a', 3_000n), funded('b', 3_000n)];
    expect(matchLoans([loan(2, 1_000n, { contractNumber: 'HT-b' })], cases, []).get(2)).toEqual(sure('b'));
    expect(matchLoans([loan(2, 1_000n)], cases, []).get(2)).toEqual({
      kind: 'doubtful',
      candidates: [
        { caseId: 'a', doubts: ['several_cases'] },
        { caseId: 'b', doubts: ['several_cases'] },
      ],
    });
  });

  it('knows a note that was reported before, and doubts one that was reported otherwise', () => {
    const known: KnownNote[] = [
      { noteNumber: 'JJ-2', caseId: 'a', amountFen: 1_000n * WAN, disbursedOn: '2026-11-10' },
    ];
    const cases = [funded('a', 3_000n, { disbursedFen: 1_000n * WAN })];
    expect(matchLoans([loan(2, 1_000n)], cases, known).get(2)).toEqual({ kind: 'known', caseId: 'a' });
    expect(matchLoans([loan(2, 1_001n)], cases, known).get(2)).toEqual({
      kind: 'doubtful',
      candidates: [{ caseId: 'a', doubts: ['reported_otherwise'] }],
    });
  });

  it.each([
    ['other_currency', { currency: 'USD' }, {}],
    ['other_contract', { contractNumber: 'HT-x' }, {}],
    ['not_contracted', {}, { state: 'approved' }],
    ['ended', {}, { state: 'not_taken' }],
    ['before_approval', { disbursedOn: '2026-10-31' }, {}],
    ['after_approval', { disbursedOn: '2027-11-01', maturesOn: '2028-11-01' }, {}],
    ['above_rest', {}, { disbursedFen: 2_500n * WAN }],
  ] as const)('asks a person where it is %s', (doubt, note, one) => {
    expect(matchLoans([loan(2, 1_000n, note)], [funded('a', 3_000n, one)], []).get(2)).toEqual({
      kind: 'doubtful',
      candidates: [{ caseId: 'a', doubts: [doubt] }],
    });
  });

  it('leaves alone the loans of those who have no approved case', () => {
    expect(matchLoans([loan(2, 1_000n, { uscc: 'Z' })], [funded('a', 3_000n)], []).get(2)).toEqual({
      kind: 'none',
    });
  });

  const codes = fc.constantFrom('A', 'B', 'C');
  const days = fc.integer({ min: 1, max: 28 }).map((day) => `2026-11-${String(day).padStart(2, '0')}`);
  const loansOf = fc
    .array(fc.record({ uscc: codes, wan: fc.bigInt(1n, 900n), disbursedOn: days, note: fc.nat(30) }), {
      maxLength: 20,
    })
    .map((drawn) =>
      drawn.map(({ uscc, wan, disbursedOn, note }, index) =>
        loan(index + 2, wan, { uscc, disbursedOn, noteNumber: `JJ-${index}-${note}` }),
      ),
    );
  const casesOf = fc
    .array(
      fc.record({
        uscc: codes,
        wan: fc.bigInt(1n, 2_000n),
        paid: fc.bigInt(0n, 500n),
        state: fc.constantFrom('contracted', 'partially_disbursed', 'approved', 'disbursed'),
        approvedOn: days,
      }),
      { maxLength: 6 },
    )
    .map((drawn) =>
      drawn.map(({ wan, paid, ...more }, index) =>
        funded(`c${index}`, wan, { ...more, disbursedFen: paid * WAN }),
      ),
    );

  it('answers every note once, whatever the order of rows and cases', () => {
    const shuffled = fc
      .tuple(loansOf, casesOf)
      .chain(([loans, cases]) =>
        fc.tuple(
          fc.constant(loans),
          fc.constant(cases),
          fc.shuffledSubarray(loans, { minLength: loans.length, maxLength: loans.length }),
        ),
      );
    fc.assert(
      fc.property(shuffled, ([loans, cases, other]) => {
        const matches = matchLoans(loans, cases, []);
        expect([...matches.keys()].sort((a, b) => a - b)).toEqual(loans.map(({ row }) => row));
        for (const { row } of loans) expect(matchLoans(other, cases, []).get(row)).toEqual(matches.get(row));
      }),
    );
  });

  it('lays to a case only notes of its enterprise within its approval, and never more than its room', () => {
    fc.assert(
      fc.property(loansOf, casesOf, (loans, cases) => {
        const matches = matchLoans(loans, cases, []);
        for (const one of cases) {
          const laid = loans.filter(({ row }) => {
            const match = matches.get(row);
            return match?.kind === 'sure' && match.caseId === one.id;
          });
          expect(laid.every((note) => note.uscc === one.uscc && note.disbursedOn >= one.approvedOn)).toBe(
            true,
          );
          const sum = laid.reduce((total, { amountFen }) => total + amountFen, 0n);
          expect(sum === 0n || sum <= one.approvedFen - one.disbursedFen).toBe(true);
        }
      }),
    );
  });

  it('finds nothing more to record once what was sure is known', () => {
    fc.assert(
      fc.property(loansOf, casesOf, (loans, cases) => {
        const matches = matchLoans(loans, cases, []);
        const known = loans.flatMap((note): KnownNote[] => {
          const match = matches.get(note.row);
          return match?.kind === 'sure' ? [{ ...note, caseId: match.caseId }] : [];
        });
        const paid = (id: string): bigint =>
          known.filter(({ caseId }) => caseId === id).reduce((sum, { amountFen }) => sum + amountFen, 0n);
        const after = cases.map((one) => ({ ...one, disbursedFen: one.disbursedFen + paid(one.id) }));
        const again = matchLoans(loans, after, known);
        for (const { row } of loans) {
          if (matches.get(row)?.kind === 'sure') expect(again.get(row)?.kind).toBe('known');
        }
      }),
    );
  });
});
