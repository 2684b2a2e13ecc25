import { makeCalendar, makeOfficeHours, publishedHolidayYears } from '../calendar/index.js';
import { DEFAULT_STAGE_LIMITS } from '../lifecycle/index.js';
import {
  deadlineOf,
  DEFAULT_SERVICE_POLICY,
  POLICY_STAGES,
  policyInForce,
  servicePolicyFaults,
  type ServicePolicy,
} from './service-policy.js';

const calendar = makeCalendar(publishedHolidayYears());
const beijing = (text: string): number => Date.parse(`${text}:00+08:00`);
const policy = (id: string, programmeId: string | null, from: string): ServicePolicy => ({
  ...DEFAULT_SERVICE_POLICY,
  id,
  programmeId,
  effectiveFromMs: beijing(`${from}T00:00`),
});

describe('the policy a stage is measured by', () => {
  const all = policy('all', null, '2026-03-01');
  const newer = policy('newer', null, '2026-06-01');
  const own = policy('own', 'facility', '2026-04-01');
  const policies = [newer, all, own];
  const at = (programme: string | null, text: string) => policyInForce(policies, programme, beijing(text)).id;

  it('is the newest one of its beginning, to the minute', () => {
    expect(at(null, '2026-02-28T23:59')).toBeNull();
    expect(at(null, '2026-03-01T00:00')).toBe('all');
    expect(at(null, '2026-05-31T23:59')).toBe('all');
    expect(at(null, '2026-06-01T00:00')).toBe('newer');
  });

  it('is the programme’s own where there is one, however new the one for all', () => {
    expect(at('facility', '2026-03-15T10:00')).toBe('all');
    expect(at('facility', '2026-07-01T10:00')).toBe('own');
    expect(at('another', '2026-07-01T10:00')).toBe('newer');
  });
});

describe('deadlines', () => {
  it('of the platform are those of the stages', () => {
    for (const stage of POLICY_STAGES) {
      const { amount, unit } = DEFAULT_STAGE_LIMITS[stage];
      expect(DEFAULT_SERVICE_POLICY.limits[stage]).toEqual({ amount, unit });
    }
  });

  it('count working days by the office hours of the policy', () => {
    // Fri 2026-09-18 16:00; the office closes at 17:30, Sunday 09-20 is worked (调休), a day has 7 × 60 minutes.
    const from = beijing('2026-09-18T16:00');
    expect(deadlineOf(DEFAULT_SERVICE_POLICY, 'accept', from, calendar)).toEqual({
      // 90 minutes on Friday, the other 330 on Sunday: 180 to noon and 150 from 13:30.
      dueMs: beijing('2026-09-20T16:00'),
      provisional: false,
      workingMinutes: 420,
    });
    const short = { ...DEFAULT_SERVICE_POLICY, officeHours: makeOfficeHours([['09:00', '12:00']]) };
    // Mornings only: a working day has 180 minutes and begins on Sunday at nine.
    expect(deadlineOf(short, 'accept', from, calendar)).toMatchObject({
      dueMs: beijing('2026-09-20T12:00'),
      workingMinutes: 180,
    });
  });

  it('say so where a year’s holidays are not known, and not where calendar days are counted', () => {
    const from = beijing('2026-12-30T10:00');
    expect(deadlineOf(DEFAULT_SERVICE_POLICY, 'first_contact', from, calendar).provisional).toBe(true);
    expect(deadlineOf(DEFAULT_SERVICE_POLICY, 'conclude_long_term', from, calendar)).toEqual({
      dueMs: from + 30 * 86_400_000,
      provisional: false,
      workingMinutes: null,
    });
  });
});

describe('times before they become a version', () => {
  const hours = [['09:00', '12:00']] as const;

  it('are whole days within a year, in hours that follow each other', () => {
    const { limits } = DEFAULT_SERVICE_POLICY;
    expect(servicePolicyFaults(limits, hours)).toEqual([]);
    const wrong = { ...limits, verify: { amount: 0, unit: 'working_day' as const } };
    expect(servicePolicyFaults(wrong, [['12:00', '09:00']])).toEqual([
      { field: 'verify', fault: 'not_a_whole_number' },
      { field: 'officeHours', fault: 'hours_not_in_order' },
    ]);
  });

  it('leave a bank no more than ten days to say anything', () => {
    const limits = { ...DEFAULT_SERVICE_POLICY.limits, accept: { amount: 11, unit: 'working_day' as const } };
    expect(servicePolicyFaults(limits, hours)).toEqual([{ field: 'accept', fault: 'answer_too_long' }]);
  });
});
