import fc from 'fast-check';
import { DOSSIER_FIELD_NAMES } from '../disclosure/index.js';
import { DECLINE_CODES } from './decline-codes.js';
import { DECLINE_REASONS, hasRepairableReason } from './decline-reasons.js';
import { isRepairDone, repairTasksFor } from './repair-templates.js';

describe('the tasks of a repair', () => {
  it('asks the bank what it could not verify before the enterprise supplies it', () => {
    expect(repairTasksFor(['UNVERIFIABLE_INFORMATION']).map(({ owner }) => owner)).toEqual([
      'bank',
      'enterprise',
    ]);
  });

  it('gives the enterprise the words the reason itself carries, and the place in its dossier', () => {
    expect(repairTasksFor(['LEVERAGE'])).toEqual([
      {
        reason: 'LEVERAGE',
        owner: 'enterprise',
        zh: '说明增资或还款安排，上传股东决议或还款凭证。',
        en: 'Explain a capital increase or repayments, with the shareholders’ resolution or receipts.',
        field: 'totalLiabilitiesFen',
      },
    ]);
  });

  it('adds nothing for a reason nothing can be done about', () => {
    expect(repairTasksFor(['INDUSTRY_POLICY', 'COMPLIANCE_CONFIDENTIAL'])).toEqual([]);
  });

  it('has a task for every repairable reason and only for those, each once', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...DECLINE_CODES), { maxLength: 8 }), (codes) => {
        const tasks = repairTasksFor(codes);
        expect(tasks.length > 0).toBe(hasRepairableReason(codes));
        const ofEnterprise = tasks.filter(({ owner }) => owner === 'enterprise').map(({ reason }) => reason);
        expect(ofEnterprise).toEqual([
          ...new Set(codes.filter((code) => DECLINE_REASONS[code].repair !== null)),
        ]);
        for (const { field } of tasks) if (field !== null) expect(DOSSIER_FIELD_NAMES).toContain(field);
      }),
    );
  });

  it('is done when every task is, and never without one', () => {
    const dueAt = '2026-11-25T01:00:00.000Z';
    const own = { owner: 'enterprise', dueAt, doneAt: '2026-11-22T01:00:00.000Z' } as const;
    const atMs = Date.parse(dueAt) - 1;
    expect(isRepairDone([], atMs)).toBe(false);
    expect(isRepairDone([own, { ...own, doneAt: null }], atMs)).toBe(false);
    expect(isRepairDone([own, own], atMs)).toBe(true);
  });

  it('does not wait for a bank or a bureau whose time has passed, but for the enterprise', () => {
    const dueAt = '2026-11-25T01:00:00.000Z';
    const own = { owner: 'enterprise', dueAt, doneAt: '2026-11-22T01:00:00.000Z' } as const;
    const bank = { owner: 'bank', dueAt, doneAt: null } as const;
    expect(isRepairDone([bank, own], Date.parse(dueAt) - 1)).toBe(false);
    expect(isRepairDone([bank, own], Date.parse(dueAt))).toBe(true);
    expect(isRepairDone([bank, { ...own, doneAt: null }], Date.parse(dueAt))).toBe(false);
  });
});
