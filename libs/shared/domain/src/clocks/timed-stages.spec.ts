import { makeCalendar, publishedHolidayYears } from '../calendar/index.js';
import type { ClockEvent } from './countdown.js';
import { tryPolicy, type TriedStage } from './policy-trial.js';
import { DEFAULT_SERVICE_POLICY, type ServicePolicy } from './service-policy.js';
import { dueUnder, timedStages } from './timed-stages.js';

const calendar = makeCalendar(publishedHolidayYears());
const at = (text: string): number => Date.parse(`${text}:00+08:00`);
const event = (text: string, action: string, to: ClockEvent['to']): ClockEvent => ({
  atMs: at(text),
  action,
  to,
});
const asOfMs = at('2026-03-31T09:00');

describe('the stages of a case under a time limit', () => {
  it('begin and end where its history says, papers interrupting and not ending them', () => {
    const history = [
      event('2026-03-02T09:00', 'push', 'pushed'),
      event('2026-03-02T11:00', 'accept', 'accepted'),
      event('2026-03-02T17:00', 'record_contact', 'contacted'),
      event('2026-03-03T09:00', 'record_completeness', 'contacted'),
      event('2026-03-03T10:00', 'ask_supplement', 'contacted'),
      event('2026-03-10T10:00', 'mark_incomplete', 'incomplete'),
      event('2026-03-11T10:00', 'answer_supplement', 'incomplete'),
      event('2026-03-11T10:00', 'resume', 'contacted'),
      event('2026-03-12T10:00', 'decline', 'declined'),
      event('2026-03-13T10:00', 'appeal', 'appealed'),
    ];
    const none = { waits: [], isSilence: false };
    expect(timedStages(history)).toEqual([
      { stage: 'accept', beganMs: at('2026-03-02T09:00'), endedMs: at('2026-03-02T11:00'), ...none },
      { stage: 'first_contact', beganMs: at('2026-03-02T11:00'), endedMs: at('2026-03-02T17:00'), ...none },
      {
        stage: 'conclude',
        beganMs: at('2026-03-03T09:00'),
        endedMs: at('2026-03-12T10:00'),
        waits: [{ fromMs: at('2026-03-03T10:00'), toMs: at('2026-03-11T10:00') }],
        isSilence: false,
      },
      {
        stage: 'answer_supplement',
        beganMs: at('2026-03-03T10:00'),
        endedMs: at('2026-03-11T10:00'),
        ...none,
      },
      { stage: 'decide_appeal', beganMs: at('2026-03-13T10:00'), endedMs: null, ...none },
    ]);
  });

  it('come again with a second push, and one that silence ended says so', () => {
    const history = [
      event('2026-03-02T09:00', 'push', 'pushed'),
      event('2026-03-03T09:00', 'record_silence', 'no_response'),
      event('2026-03-04T09:00', 'accept', 'accepted'),
      event('2026-03-04T15:00', 'decline', 'declined'),
      event('2026-03-10T09:00', 'begin_repair', 'repairing'),
      event('2026-03-11T09:00', 're_push', 're_pushed'),
    ];
    expect(timedStages(history).map((one) => [one.stage, one.endedMs, one.isSilence])).toEqual([
      ['accept', at('2026-03-03T09:00'), true],
      ['accept', null, false],
      ['first_contact', at('2026-03-04T15:00'), false],
    ]);
  });

  it('are due later by what the enterprise took, and not at all sooner for it', () => {
    const stage = { beganMs: at('2026-03-02T09:00'), waits: [] };
    const due = (waits: readonly { fromMs: number; toMs: number | null }[]) =>
      new Date(dueUnder(DEFAULT_SERVICE_POLICY, 'accept', { ...stage, waits }, { calendar, asOfMs }));
    // One working day of seven hours from Monday nine o'clock: its end.
    expect(due([])).toEqual(new Date(at('2026-03-02T17:30')));
    // Monday 10:00 to Tuesday 10:00 was the enterprise's: six hours were left, 10–12, 13:30–17:30.
    expect(due([{ fromMs: at('2026-03-02T10:00'), toMs: at('2026-03-03T10:00') }])).toEqual(
      new Date(at('2026-03-03T17:30')),
    );
    // What was asked for after the time was up changes nothing.
    expect(due([{ fromMs: at('2026-03-03T10:00'), toMs: null }])).toEqual(new Date(at('2026-03-02T17:30')));
    // Still waited for: the six hours run from now, Tuesday the 31st nine o'clock.
    expect(due([{ fromMs: at('2026-03-02T10:00'), toMs: null }])).toEqual(new Date(at('2026-03-31T16:30')));
  });
});

describe('a policy tried on what has been', () => {
  const answerIn = (amount: number, more: Partial<ServicePolicy> = {}): ServicePolicy => ({
    ...DEFAULT_SERVICE_POLICY,
    limits: { ...DEFAULT_SERVICE_POLICY.limits, accept: { amount, unit: 'working_day' } },
    ...more,
  });
  const answered = (ended: string | null, more: Partial<TriedStage> = {}, isSilence = false): TriedStage => ({
    stage: 'accept',
    programmeId: null,
    timed: {
      beganMs: at('2026-03-02T09:00'),
      endedMs: ended === null ? null : at(ended),
      waits: [],
      isSilence,
    },
    ...more,
  });
  const trial = (considered: ServicePolicy, present = DEFAULT_SERVICE_POLICY) => ({
    present: () => present,
    considered,
    calendar,
    asOfMs,
  });

  it('counts what was late and what would have been, and says what nobody can know', () => {
    const stages = [
      answered('2026-03-02T15:00'),
      answered('2026-03-03T15:00'),
      answered('2026-03-05T15:00'),
      answered(null),
      // The limit of one day ended it on Monday evening: under two days an answer may have come on Tuesday.
      answered('2026-03-02T17:30', {}, true),
    ];
    expect(tryPolicy(stages, trial(answerIn(2)))).toEqual([
      { stage: 'accept', lateness: { stages: 5, lateNow: 4, lateThen: 2, unknownThen: 1 } },
    ]);
    expect(tryPolicy(stages, trial(answerIn(1)))).toEqual([
      { stage: 'accept', lateness: { stages: 5, lateNow: 4, lateThen: 4, unknownThen: 0 } },
    ]);
  });

  it('looks at the stages it would govern and at no others', () => {
    const stages = [
      answered(null),
      answered(null, { programmeId: 'a' }),
      answered(null, { programmeId: 'b' }),
    ];
    const counted = (considered: ServicePolicy, present?: ServicePolicy) =>
      tryPolicy(stages, trial(considered, present))[0]?.lateness.stages;
    expect(counted(answerIn(2, { programmeId: 'a' }))).toBe(1);
    expect(counted(answerIn(2))).toBe(3);
    // Where each tool has a version of its own, one for all governs none.
    expect(counted(answerIn(2), answerIn(1, { id: 'v', programmeId: 'a' }))).toBeUndefined();
  });
});
