import type { MatchProduct } from '@yinqi/domain/matching';
import { productOf, productText } from './percolated-product.js';

it('keeps a product with amounts beyond what JSON’s numbers hold', () => {
  const product: MatchProduct = {
    id: 'p-1',
    version: 3,
    lender: { institutionId: 'b-1', type: 'CITY_COMMERCIAL', localLegalPerson: true, province: '320000' },
    published: true,
    confirmedOn: '2026-11-01',
    clauses: [
      [
        { attribute: 'amount', op: 'between', operand: { min: 1n, max: 2n ** 53n - 1n } },
        { attribute: 'termMonths', op: 'lte', operand: 12 },
        { attribute: 'enterpriseLists', op: 'subsetOf', operand: ['n'] },
      ],
      [{ attribute: 'revenue', op: 'gte', operand: 5n }],
    ],
    facility: {
      code: 'OWN-FUNDS',
      mechanism: 'OWN',
      open: true,
      lenders: { bankTypes: [], institutionIds: [], localLegalPersonOnly: false, provinces: [] },
    },
    preferredLists: [],
  };
  expect(productOf(productText(product))).toEqual(product);
});
