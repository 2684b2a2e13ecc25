import { fact } from './testing/arbitraries.js';
import { applyWish } from './wish.js';

const TODAY = '2026-06-30';

describe('applyWish', () => {
  it('replaces what is asked for and leaves the rest, where it was read included', () => {
    const facts = {
      amount: fact({ fen: 500n, currency: 'USD' as const }, { provenance: 'verified' as const }),
      termMonths: fact(24),
      collateral: fact({ members: ['inventory'], complete: false }),
    };
    const wished = applyWish(
      facts,
      { amount: { fen: 300n, currency: 'USD' }, collateral: ['land', 'parent_guarantee'] },
      TODAY,
    );
    expect(wished).toEqual({
      ...facts,
      amount: { ...facts.amount, value: { fen: 300n, currency: 'USD' } },
      collateral: { ...facts.collateral, value: { members: ['land', 'parent_guarantee'], complete: false } },
    });
  });

  it('takes a value that nobody has given yet as declared on the day', () => {
    expect(applyWish({}, { termMonths: 12, collateral: [] }, TODAY)).toMatchObject({
      termMonths: { value: 12, date: TODAY, provenance: 'declared' },
      collateral: { value: { members: [], complete: true } },
    });
  });
});
