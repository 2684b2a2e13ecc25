import { checkRule, countClauses } from '@yinqi/domain/matching';
import { HIERARCHIES } from '../facilities/facilities.public.js';
import { FACILITIES } from './facilities.data.js';

describe('the seeded facilities', () => {
  it.each(FACILITIES)(
    '$code has borrower conditions that read, and few enough to combine',
    ({ borrower }) => {
      const checked = checkRule(borrower, HIERARCHIES);
      expect(checked).toMatchObject({ ok: true });
      // Sixteen alternatives in all leave a product at least five of its own.
      expect(checked.ok && countClauses(checked.rule) <= 3).toBe(true);
    },
  );

  it('keep the two quotas of the 1.5 trillion apart from the earlier special relending', () => {
    const totals = Object.fromEntries(FACILITIES.map(({ code, totalYi }) => [code, totalYi]));
    // 5,000 + 10,000 = 15,000 亿元; the 3,000 亿元 are another tool (1.8 trillion in all).
    expect((totals['PBOC-RELENDING-2020'] ?? 0) + (totals['PBOC-INCLUSIVE-2020'] ?? 0)).toBe(15_000);
    expect(totals['PBOC-SPECIAL-2020']).toBe(3000);
    expect(totals['EXIM-NEW-2020']).toBe(5700);
  });

  it('say in both languages what is unverified of those that are', () => {
    for (const { verified, note, noteEn } of FACILITIES) {
      if (verified) continue;
      expect(note).toContain('未核实');
      expect(noteEn).toContain('not verified');
    }
  });
});
