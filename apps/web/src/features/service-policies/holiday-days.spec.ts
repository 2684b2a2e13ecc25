import { daysOf } from './holiday-days.js';
import { draftOf, faultsOf, termsOf } from './policy-draft.js';
import { DEFAULT_SERVICE_POLICY } from '@yinqi/domain/clocks';

describe('holidays as they are typed', () => {
  it('are single days and runs, in order and each once', () => {
    expect(daysOf('2027-02-05..2027-02-07、2027-01-01\n2027-02-06')).toEqual({
      days: ['2027-01-01', '2027-02-05', '2027-02-06', '2027-02-07'],
    });
    expect(daysOf('  ')).toEqual({ days: [] });
  });

  it('name what cannot be read', () => {
    expect(daysOf('2027-01-01 1月2日')).toEqual({ unreadable: '1月2日' });
    expect(daysOf('2027-02-30')).toEqual({ unreadable: '2027-02-30' });
    expect(daysOf('2027-02-07..2027-02-05')).toEqual({ unreadable: '2027-02-07..2027-02-05' });
  });
});

describe('a version as it is typed', () => {
  const present = {
    id: null,
    programmeId: null,
    effectiveFrom: null,
    state: 'in_force' as const,
    limits: DEFAULT_SERVICE_POLICY.limits,
    officeHours: [
      { from: '09:00', to: '12:00' },
      { from: '13:30', to: '17:30' },
    ],
    note: null,
    createdByName: null,
    createdAt: null,
  };
  const draft = { ...draftOf(present), effectiveFrom: '2026-12-01', note: '试点' };

  it('begins as a copy of the one in force', () => {
    expect(faultsOf(draft, '2026-11-22')).toEqual([]);
    expect(termsOf(draft)).toEqual({
      programmeId: null,
      limits: DEFAULT_SERVICE_POLICY.limits,
      officeHours: present.officeHours,
    });
  });

  it('is refused with wrong figures, hours out of order, a day that is not to come, and without grounds', () => {
    const wrong = {
      ...draft,
      amounts: { ...draft.amounts, verify: '0', accept: '11' },
      hours: '13:30-17:30 9:00-12:00',
      effectiveFrom: '2026-11-22',
      note: ' ',
    };
    expect(faultsOf(wrong, '2026-11-22')).toEqual(['verify', 'answer', 'hours', 'from', 'note']);
  });
});
