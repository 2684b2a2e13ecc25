import fc from 'fast-check';
import type { DeclineCode } from './decline-codes.js';
import { DECLINE_CODES, DECLINE_FAMILIES } from './decline-codes.js';
import { DECLINE_REASONS, hasRepairableReason } from './decline-reasons.js';
import type { StatedReason } from './decline-statement.js';
import { DECLINE_VIEWERS, declineFaults, shownReasons } from './decline-statement.js';

const say = (code: DeclineCode, text = '2025 年末资产负债率 86%，高于本行 75% 的要求'): StatedReason => ({
  code,
  text,
});

describe('what a refusal must say', () => {
  it('accepts one to four reasons with a text each', () => {
    expect(declineFaults([say('LEVERAGE')])).toEqual([]);
    expect(declineFaults([say('LEVERAGE'), say('CASH_FLOW'), say('COLLATERAL'), say('OTHER')])).toEqual([]);
  });

  it.each<[string, StatedReason[], object[]]>([
    ['nothing', [], [{ code: 'decline.no_reason', index: null }]],
    [
      'five reasons',
      [say('LEVERAGE'), say('CASH_FLOW'), say('COLLATERAL'), say('OTHER'), say('LITIGATION')],
      [{ code: 'decline.too_many_reasons', index: null }],
    ],
    ['one twice', [say('LEVERAGE'), say('LEVERAGE')], [{ code: 'decline.reason_twice', index: 1 }]],
    ['blanks for a text', [say('OTHER', '     ')], [{ code: 'decline.text_missing', index: 0 }]],
    [
      'a text that only repeats the label',
      [say('LEVERAGE', '负债水平偏高')],
      [{ code: 'decline.text_repeats_the_label', index: 0 }],
    ],
    ['301 characters', [say('OTHER', '长'.repeat(301))], [{ code: 'decline.text_too_long', index: 0 }]],
    [
      'a hint beside a confidential reason',
      [say('COMPLIANCE_CONFIDENTIAL')],
      [{ code: 'decline.text_not_allowed', index: 0 }],
    ],
  ])('refuses %s', (_title, reasons, faults) => {
    expect(declineFaults(reasons)).toEqual(faults);
  });

  it('takes a confidential reason without a text', () => {
    expect(declineFaults([say('COMPLIANCE_CONFIDENTIAL', '')])).toEqual([]);
  });
});

describe('who is shown what', () => {
  const reasons = [say('LEVERAGE'), say('CASH_FLOW', '近三个月回款不足以覆盖到期贷款')];

  it('gives the enterprise code and text, and the bureau each family once', () => {
    expect(shownReasons(reasons, 'enterprise')).toEqual([
      { family: 'repayment', code: 'LEVERAGE', text: reasons[0]?.text },
      { family: 'repayment', code: 'CASH_FLOW', text: reasons[1]?.text },
    ]);
    expect(shownReasons(reasons, 'bureau')).toEqual([{ family: 'repayment', code: null, text: null }]);
  });

  it('never passes on a text beside a confidential reason, to anyone', () => {
    fc.assert(
      fc.property(fc.string(), fc.constantFrom(...DECLINE_VIEWERS), (text, viewer) => {
        const shown = shownReasons([{ code: 'COMPLIANCE_CONFIDENTIAL', text }], viewer);
        expect(shown).toEqual([
          {
            family: 'confidential',
            code: viewer === 'bureau' ? null : 'COMPLIANCE_CONFIDENTIAL',
            text: null,
          },
        ]);
      }),
    );
    expect(DECLINE_REASONS.COMPLIANCE_CONFIDENTIAL.zh).toBe('未通过银行内部合规审查');
  });
});

describe('the reasons', () => {
  it('are 27 codes that use every family, and repair is told in both languages', () => {
    expect(DECLINE_CODES).toHaveLength(27);
    expect(new Set(DECLINE_CODES.map((code) => DECLINE_REASONS[code].family))).toEqual(
      new Set(DECLINE_FAMILIES),
    );
    expect(hasRepairableReason(['INDUSTRY_POLICY', 'COLLATERAL'])).toBe(true);
    expect(hasRepairableReason(['INDUSTRY_POLICY', 'COMPLIANCE_CONFIDENTIAL', 'OTHER'])).toBe(false);
  });
});
