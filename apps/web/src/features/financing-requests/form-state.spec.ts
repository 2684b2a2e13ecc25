import type { RequestContent } from '@yinqi/contracts/financing-requests';
import {
  changedFields,
  contentOfForm,
  faultsOf,
  formOf,
  stepOfField,
  withAnswer,
  withCollateral,
  type FormState,
} from './form-state.js';

const EMPTY: RequestContent = {
  purpose: null,
  amountFen: null,
  currency: 'CNY',
  termMonths: null,
  neededBy: null,
  rateCeilingBp: null,
  collateral: [],
  firstLoan: null,
  exportCreditInsured: null,
  parentGuarantee: null,
  remarks: null,
  contactName: null,
  contactPhone: null,
  willingToShare: false,
};
const TODAY = '2026-11-22';
const FULL: FormState = {
  ...formOf(EMPTY),
  purpose: 'working_capital',
  amountFen: '3200000000',
  termMonths: '12',
  neededBy: '2026-12-31',
  contactName: '沈予安',
  contactPhone: '13800000001',
};

describe('the request form', () => {
  it('says what is missing in the order of its pages', () => {
    expect(faultsOf(formOf(EMPTY), TODAY).map(({ field }) => field)).toEqual([
      'purpose',
      'amountFen',
      'termMonths',
      'neededBy',
      'contactName',
      'contactPhone',
    ]);
    expect(faultsOf(FULL, TODAY)).toEqual([]);
  });

  it.each([
    ['termMonths', '481', 'unreadable'],
    ['termMonths', '一年', 'unreadable'],
    ['neededBy', '2026-02-30', 'unreadable'],
    ['neededBy', '2026-11-21', 'past'],
    ['rateCeilingBp', '面议', 'unreadable'],
    ['rateCeilingBp', '101', 'unreadable'],
    ['contactPhone', '12345', 'unreadable'],
  ] as const)('finds %s = %s %s', (field, value, code) => {
    expect(faultsOf({ ...FULL, [field]: value }, TODAY)).toEqual([{ field, code }]);
  });

  it('takes no amount of nothing', () => {
    expect(faultsOf({ ...FULL, amountFen: '0' }, TODAY)).toEqual([{ field: 'amountFen', code: 'missing' }]);
  });

  it('takes today as a day on which money can still come', () => {
    expect(faultsOf({ ...FULL, neededBy: TODAY }, TODAY)).toEqual([]);
  });

  it('reads a rate as basis points and shows it again as it was typed', () => {
    // 4.5 % = 450 basis points
    expect(contentOfForm({ ...FULL, rateCeilingBp: '4.5' })).toMatchObject({ rateCeilingBp: 450 });
    expect(formOf({ ...EMPTY, rateCeilingBp: 450 }).rateCeilingBp).toBe('4.5');
  });

  it('does not save what it cannot read, but saves everything else', () => {
    const content = contentOfForm({ ...FULL, termMonths: 'x', contactPhone: '123' });
    expect(content).not.toHaveProperty('termMonths');
    expect(content).not.toHaveProperty('contactPhone');
    expect(content).toMatchObject({ amountFen: '3200000000', contactName: '沈予安' });
  });

  it('answers from the security ticked what would else be asked twice, and declares nothing else', () => {
    expect(withCollateral(FULL, ['export_credit_insurance'])).toEqual({
      collateral: ['export_credit_insurance'],
      exportCreditInsured: true,
    });
    expect(withCollateral(FULL, ['real_estate'])).toEqual({ collateral: ['real_estate'] });
  });

  it('does not offer a guarantee that is denied', () => {
    const offering: FormState = { ...FULL, collateral: ['real_estate', 'parent_guarantee'] };
    expect(withAnswer(offering, 'parentGuarantee', false)).toEqual({
      parentGuarantee: false,
      collateral: ['real_estate'],
    });
    expect(withAnswer(offering, 'parentGuarantee', null)).toEqual({ parentGuarantee: null });
  });

  it('says what is on record, no more: what was prefilled can be seen, changed and taken back', () => {
    const prefilled = formOf({ ...EMPTY, exportCreditInsured: true });
    expect(contentOfForm(prefilled)).toMatchObject({ exportCreditInsured: true, parentGuarantee: null });
    expect(changedFields(prefilled, { ...prefilled, exportCreditInsured: null })).toEqual({
      exportCreditInsured: null,
    });
  });

  it('sends only what changed; a blank takes the answer back', () => {
    expect(changedFields(FULL, { ...FULL, termMonths: '24' })).toEqual({ termMonths: 24 });
    expect(changedFields(FULL, { ...FULL, contactName: '  ' })).toEqual({ contactName: null });
    expect(changedFields(FULL, { ...FULL, contactName: '沈予安 ' })).toEqual({});
  });

  it('knows on which page each field stands', () => {
    expect(stepOfField('neededBy')).toBe('need');
    expect(stepOfField('collateral')).toBe('terms');
    expect(stepOfField('contactPhone')).toBe('contact');
  });
});
