import type { RequestRow } from '../../financing-requests/financing-requests.public.js';
import { digestOf, draftFacts, factsOf } from './match-facts.js';

const NOBODY = { facts: {} };

const request = (more: Partial<RequestRow> = {}): RequestRow => ({
  id: '3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  number: 'XQ-2026-1102-0001',
  enterpriseId: '3f2504e0-4f89-41d3-9a0c-0305e82c3302',
  unitPosition: 17,
  status: 'submitted',
  amountFen: 3_200_000_000n,
  currency: 'CNY',
  termMonths: 12,
  purpose: 'working_capital',
  purposeText: null,
  financingMode: null,
  rateCeilingBp: null,
  neededBy: null,
  collateral: ['real_estate'],
  collateralText: null,
  firstLoan: null,
  exportCreditInsured: null,
  parentGuarantee: null,
  intendedBanks: [],
  remarks: null,
  contactName: null,
  contactPhone: null,
  willingToShare: false,
  source: { kind: 'form' },
  returnItems: [],
  contentVersion: 1,
  version: 1,
  submittedAt: '2026-11-01T17:00:00.000Z',
  verifyDueAt: '2026-11-04T01:00:00.000Z',
  verifyProvisional: false,
  verifiedAt: null,
  matchedAt: null,
  createdAt: '2026-10-30T01:00:00.000Z',
  updatedAt: '2026-11-02T01:00:00.000Z',
  draftedBy: 'enterprise',
  expiresAt: null,
  updatedBy: '周宁',
  ...more,
});

it('dates a need by the day it was submitted in China', () => {
  // 17:00 UTC on the first is one in the morning of the second.
  expect(factsOf(request(), NOBODY).amount).toEqual({
    value: { fen: 3_200_000_000n, currency: 'CNY' },
    source: '融资需求申报',
    date: '2026-11-02',
    provenance: 'declared',
  });
});

it('names the sheet and row of an imported need, and the day it was filled in', () => {
  const source = {
    kind: 'import' as const,
    batchId: '3f2504e0-4f89-41d3-9a0c-0305e82c3303',
    sheet: '摸底表',
    row: 7,
    filledOn: '2026-10-15',
    name: null,
    uscc: null,
  };
  expect(factsOf(request({ source }), NOBODY).termMonths).toMatchObject({
    source: '摸底表 第7行',
    date: '2026-10-15',
  });
});

it('leaves out what was not answered, so that it counts as unknown', () => {
  const facts = factsOf(request({ purpose: null, collateral: [], amountFen: null }), NOBODY);
  expect(Object.keys(facts).sort()).toEqual(['currency', 'termMonths']);
});

it('takes a parent’s guarantee for a security on offer', () => {
  const { collateral } = factsOf(request({ parentGuarantee: true }), NOBODY);
  expect(collateral?.value).toEqual({ members: ['real_estate', 'parent_guarantee'], complete: true });
});

it('holds securities for incomplete where a word of the sheet could not be read', () => {
  const { collateral } = factsOf(request({ collateralText: '房产抵押、渔船抵押' }), NOBODY);
  expect(collateral?.value).toEqual({ members: ['real_estate'], complete: false });
});

it('passes on of an enterprise only what a rule may speak of', () => {
  const said = { source: '档案', date: '2026-10-01', provenance: 'official' } as const;
  const facts = {
    foundedOn: { value: '2015-03-01', ...said },
    taxGrade: { value: 'A', ...said },
    mainLenders: { value: '示例银行', ...said },
  };
  expect(Object.keys(factsOf(request(), { facts }))).toEqual(
    expect.arrayContaining(['foundedOn', 'taxGrade']),
  );
  expect(factsOf(request(), { facts })).not.toHaveProperty('mainLenders');
});

it('counts codes it does not know as not answered while a form is being written', () => {
  const facts = draftFacts(
    { purpose: 'gambling', collateral: ['real_estate', 'yacht'] },
    NOBODY,
    '2026-11-02',
  );
  expect(facts.purposes).toBeUndefined();
  expect(facts.collateral?.value).toEqual({ members: ['real_estate'], complete: true });
});

it('gives equal facts one digest in whatever order they were gathered, and other facts another', () => {
  const facts = factsOf(request(), NOBODY);
  const turned = Object.fromEntries(Object.entries(facts).reverse());
  expect(digestOf(turned)).toBe(digestOf(facts));
  expect(digestOf(factsOf(request({ termMonths: 13 }), NOBODY))).not.toBe(digestOf(facts));
});
