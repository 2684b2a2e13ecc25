import { IMPORT_FAULTS, IMPORT_FIELDS, IMPORT_WARNINGS } from '@yinqi/contracts/imports';
import { CURRENCIES } from '@yinqi/domain/money';
import { FAULT_KINDS, SURVEY_FIELDS, WARNING_KINDS, type SurveyNeed } from '@yinqi/domain/survey';
import fc from 'fast-check';
import { decodeNeed, encodeNeed } from './stored-need.js';

const MONEY = [
  'totalInvestment',
  'registeredCapital',
  'paidInCapital',
  'tradeVolume',
  'exports',
  'foreignDebtUsed',
];
const amount = fc.bigInt({ min: -(10n ** 16n), max: 10n ** 16n });
const currency = fc.constantFrom(...CURRENCIES);

const valueOf = (field: string): fc.Arbitrary<unknown> => {
  if (field === 'currency') return currency;
  if (field.endsWith('Fen')) return fc.option(amount);
  if (MONEY.includes(field)) return fc.option(fc.record({ fen: amount, currency }));
  // Digits in a text stay a text: a serial number is no amount.
  return fc.option(fc.oneof(fc.string(), fc.stringMatching(/^\d{1,18}n?$/), fc.boolean(), fc.integer()));
};
const need = fc.record(Object.fromEntries(SURVEY_FIELDS.map((field) => [field, valueOf(field)])));

it('comes back from JSON as it was', () => {
  fc.assert(
    fc.property(need, (values) => {
      const kept = values as unknown as SurveyNeed; // of each field's kind, made above
      const stored = JSON.parse(JSON.stringify(encodeNeed(kept))) as ReturnType<typeof encodeNeed>; // written a line above
      expect(decodeNeed(stored)).toEqual(kept);
    }),
  );
});

describe('the contract', () => {
  it('names exactly the columns of the survey', () => {
    expect([...IMPORT_FIELDS].sort()).toEqual([...SURVEY_FIELDS].sort());
  });

  it('names every kind of fault and warning, and those of the registers besides', () => {
    expect(IMPORT_FAULTS).toEqual([...FAULT_KINDS, 'elsewhere']);
    expect(IMPORT_WARNINGS).toEqual([...WARNING_KINDS, 'registered']);
  });
});
