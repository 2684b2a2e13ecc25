import { ATTRIBUTES, PROVENANCES, type RequestFacts } from '@yinqi/domain/matching';
import { FACTS_FORM, factsFrom, factsText } from './facts-text.js';

const said = <T>(value: T) =>
  ({ value, source: '融资需求申报', date: '2026-11-20', provenance: 'declared' }) as const;

describe('facts in their kept form', () => {
  it('come back with value, date and provenance, whatever kind they are of', () => {
    const facts: RequestFacts = {
      region: said('320500'),
      amount: said({ fen: 9_007_199_254_740_993_000n, currency: 'CNY' }),
      termMonths: said(12),
      collateral: said({ members: ['real_estate', 'land'], complete: false }),
      purposes: said({ members: [], complete: true }),
      firstLoan: said(false),
      taxGrade: { ...said('A'), date: '2025-01-15', provenance: 'official' },
      foundedOn: said('2010-08-19'),
    };
    const kept = factsFrom(factsText(facts));
    const unsourced = Object.entries(facts).map(([name, fact]) => [name, { ...fact, source: '' }]);
    expect(kept).toEqual(Object.fromEntries(unsourced));
  });

  it('say nothing where nothing is known', () => {
    expect(factsFrom(factsText({}))).toEqual({});
  });

  it('stand for the same under one form: what moves the numbers below raises FACTS_FORM with them', () => {
    const numbered = [...ATTRIBUTES, 'foundedOn', ...PROVENANCES].join(' ');
    const text = factsText({
      region: said('320500'),
      amount: said({ fen: 320n, currency: 'USD' }),
      collateral: { ...said({ members: ['land'], complete: false }), provenance: 'verified' },
    });
    expect([FACTS_FORM, numbered, text]).toEqual([
      1,
      'amount termMonths collateral purposes currency rateCeilingBp region industry sizeClass holdingType ' +
        'investmentKind foreignShareBp stage taxGrade customsGrade yearsInBusiness staff revenue netProfit ' +
        'totalAssets exportValue exportShareBp debtRatioBp capacityUseBp longestOverdueDays enterpriseLists ' +
        'firstLoan foreignTrade agriculture exportCreditInsured adverseRecord foundedOn ' +
        'declared documented verified official',
      '[["2026-11-20",0,6,"320500",0,["320","USD"]],["2026-11-20",2,2,[false,"land"]]]',
    ]);
  });
});
