import { monthsOf, trialFormOf, trialOf, trialWith, type Asked } from './trial-state.js';

const ASKED: Asked = {
  amountFen: '3200000000',
  currency: 'CNY',
  termMonths: 12,
  collateral: ['unsecured'],
  exportCreditInsured: null,
  parentGuarantee: null,
};

describe('a trial', () => {
  it('is nothing while nothing differs, in whatever order securities were ticked', () => {
    const asked: Asked = { ...ASKED, collateral: ['land', 'real_estate'] };
    expect(trialOf(asked, trialFormOf(asked))).toEqual({});
    expect(trialOf(asked, { ...trialFormOf(asked), collateral: ['real_estate', 'land'] })).toEqual({});
  });

  it('asks for what differs, and leaves out what cannot be read yet', () => {
    const form = { ...trialFormOf(ASKED), amountFen: '0', termMonths: '2x' };
    expect(trialOf(ASKED, form)).toEqual({});
    expect(trialOf(ASKED, { ...form, amountFen: '80000000', termMonths: '24' })).toEqual({
      amountFen: '80000000',
      termMonths: 24,
    });
    expect(['0', '481', '', ' 36 '].map(monthsOf)).toEqual([undefined, undefined, undefined, 36]);
  });

  it('answers with a security the question that goes with it', () => {
    const collateral = ['unsecured', 'parent_guarantee', 'export_credit_insurance'] as const;
    expect(trialOf(ASKED, { ...trialFormOf(ASKED), collateral })).toEqual({
      collateral,
      parentGuarantee: true,
      exportCreditInsured: true,
    });
  });

  it('opens the question again when a parent’s guarantee is taken back', () => {
    const asked: Asked = { ...ASKED, parentGuarantee: true };
    expect(trialFormOf(asked).collateral).toEqual(['unsecured', 'parent_guarantee']);
    expect(trialOf(asked, { ...trialFormOf(asked), collateral: ['unsecured'] })).toEqual({
      collateral: ['unsecured'],
      parentGuarantee: null,
    });
  });

  it('follows a suggestion from the request as it stands, never into another purpose', () => {
    const form = trialWith(ASKED, [
      { kind: 'amount', fromFen: '3200000000', toFen: '3000000000', currency: 'CNY' },
      { kind: 'guarantee', add: 'standby_lc' },
    ]);
    expect(form && trialOf(ASKED, form)).toEqual({
      amountFen: '3000000000',
      collateral: ['unsecured', 'standby_lc'],
    });
    expect(trialWith(ASKED, [{ kind: 'purpose', to: 'project' }])).toBeUndefined();
  });
});
