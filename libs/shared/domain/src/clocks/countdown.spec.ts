import fc from 'fast-check';
import {
  addWorkingMinutes,
  makeCalendar,
  publishedHolidayYears,
  workingMinutesBetween,
} from '../calendar/index.js';
import { minutesUsed, resumedDue, turnsOf, type ClockEvent } from './countdown.js';

const calendar = makeCalendar(publishedHolidayYears());
const beijing = (text: string): number => Date.parse(`${text}:00+08:00`);
const event = (text: string, action: string, to: ClockEvent['to']): ClockEvent => ({
  atMs: beijing(text),
  action,
  to,
});
const usedBy = (history: readonly ClockEvent[], until: string) =>
  minutesUsed(turnsOf(history), beijing(until), calendar);

describe('whose time it was', () => {
  it('is the bank’s from the push, stops while papers are missing, and ends with the refusal', () => {
    const history = [
      event('2026-03-02T09:00', 'push', 'pushed'),
      event('2026-03-02T11:00', 'accept', 'accepted'),
      event('2026-03-02T17:00', 'ask_supplement', 'accepted'),
      event('2026-03-04T10:00', 'answer_supplement', 'accepted'),
      event('2026-03-04T11:30', 'record_contact', 'contacted'),
      event('2026-03-05T09:30', 'decline', 'declined'),
    ];
    expect(usedBy(history, '2026-03-20T09:00')).toEqual({
      // Mon 09:00–12:00 and 13:30–17:00: 180 + 210; Wed 10:00–12:00 and 13:30–17:30: 120 + 240; Thu 09:00–09:30: 30.
      bank: 390 + 360 + 30,
      // Mon 17:00–17:30: 30; Tue: 420; Wed 09:00–10:00: 60.
      enterprise: 510,
      bureau: 0,
    });
  });

  it('waits for the last of several papers', () => {
    const history = [
      event('2026-03-02T09:00', 'push', 'pushed'),
      event('2026-03-02T10:00', 'ask_supplement', 'pushed'),
      event('2026-03-02T11:00', 'ask_supplement', 'pushed'),
      event('2026-03-02T14:00', 'answer_supplement', 'pushed'),
      event('2026-03-02T15:00', 'answer_supplement', 'pushed'),
    ];
    // The enterprise: 10:00–12:00 and 13:30–15:00; the bank: 09:00–10:00 and 15:00–16:00.
    expect(usedBy(history, '2026-03-02T16:00')).toEqual({ bank: 120, enterprise: 210, bureau: 0 });
  });

  it('is the enterprise’s until its head office has decided, papers or none', () => {
    const history = [
      event('2026-03-02T09:00', 'accept', 'accepted'),
      event('2026-03-02T10:00', 'await_hq_approval', 'accepted'),
      event('2026-03-02T10:30', 'ask_supplement', 'accepted'),
      event('2026-03-02T11:00', 'answer_supplement', 'accepted'),
      event('2026-03-02T14:00', 'record_contact', 'contacted'),
      event('2026-03-02T15:00', 'record_hq_approval', 'contacted'),
    ];
    // The enterprise: 10:00–12:00 and 13:30–15:00; the bank: 09:00–10:00 and 15:00–16:00.
    expect(usedBy(history, '2026-03-02T16:00')).toEqual({ bank: 120, enterprise: 210, bureau: 0 });
  });

  it('is the enterprise’s while an offer waits for its choice, and while the consent has ended', () => {
    const history = [
      event('2026-03-02T09:00', 'accept', 'accepted'),
      event('2026-03-02T10:00', 'send_offer', 'accepted'),
      // A revised offer is the same wait.
      event('2026-03-02T10:30', 'send_offer', 'accepted'),
      event('2026-03-02T11:00', 'choose_offer', 'accepted'),
      event('2026-03-02T14:00', 'end_consent', 'accepted'),
      event('2026-03-02T15:00', 'renew_consent', 'accepted'),
    ];
    // The enterprise: 10:00–11:00 and 14:00–15:00; the bank: 9–10, 11–12, 13:30–14 and 15–16.
    expect(usedBy(history, '2026-03-02T16:00')).toEqual({ bank: 210, enterprise: 120, bureau: 0 });
  });

  it('is the enterprise’s while a case is set aside, until somebody resumes it', () => {
    const history = [
      event('2026-03-02T09:00', 'push', 'pushed'),
      event('2026-03-02T10:00', 'ask_supplement', 'pushed'),
      event('2026-03-09T10:00', 'mark_incomplete', 'incomplete'),
      event('2026-03-10T10:00', 'resume', 'pushed'),
    ];
    // Mon 10:00 to the next Mon 10:00 are five days, one more to Tuesday: 6 × 420.
    expect(usedBy(history, '2026-03-10T11:00')).toEqual({ bank: 120, enterprise: 2520, bureau: 0 });
  });

  it('runs for nobody before the push, after silence and while a refusal rests', () => {
    const history = [
      event('2026-03-02T09:00', 'propose', 'proposed'),
      event('2026-03-03T09:00', 'push', 'pushed'),
      event('2026-03-04T09:00', 'record_silence', 'no_response'),
    ];
    expect(usedBy(history, '2026-03-20T09:00')).toEqual({ bank: 420, enterprise: 0, bureau: 0 });
  });

  // The holidays of 2020 to 2026: two days of seven hours, over each of them.
  it.each([
    // 春节 2020 was extended to Sunday 02-02; the 3rd and 4th are worked.
    ['2020-01-23T17:30', '2020-02-04T17:30'],
    // 劳动节 2021 with 04-25 worked before and 05-08 after: Thu 05-06 and Fri 05-07.
    ['2021-04-30T17:30', '2021-05-07T17:30'],
    // 国庆 2022: Sat 10-08 and Sun 10-09 are worked.
    ['2022-09-30T17:30', '2022-10-09T17:30'],
    // 中秋 and 国庆 2023 to Fri 10-06: Sat 10-07 and Sun 10-08 are worked.
    ['2023-09-28T17:30', '2023-10-08T17:30'],
    // 春节 2024 to Sat 02-17: Sun 02-18 is worked, then Mon 02-19.
    ['2024-02-09T17:30', '2024-02-19T17:30'],
    // 春节 2025 to Tue 02-04: Wed and Thu.
    ['2025-01-27T17:30', '2025-02-06T17:30'],
    // 春节 2026 to Mon 02-23: Tue and Wed.
    ['2026-02-14T17:30', '2026-02-25T17:30'],
  ])('counts two working days from %s to %s', (from, until) => {
    expect(usedBy([event(from, 'push', 'pushed')], until).bank).toBe(840);
    expect(addWorkingMinutes(beijing(from), 840, calendar).instant).toBe(beijing(until));
  });
});

describe('a time that stopped', () => {
  it('runs on with what was left', () => {
    // Due Tue 10:00, stopped Mon 16:00 with 90 + 60 minutes left; resumed Thu 14:00.
    const paused = { pausedMs: beijing('2026-03-02T16:00'), dueMs: beijing('2026-03-03T10:00') };
    expect(resumedDue(paused, beijing('2026-03-05T14:00'), calendar)).toEqual({
      dueMs: beijing('2026-03-05T16:30'),
      provisional: false,
      workingMinutes: 150,
    });
  });

  it('stays missed when it had been missed', () => {
    const paused = { pausedMs: beijing('2026-03-03T11:00'), dueMs: beijing('2026-03-03T10:00') };
    expect(resumedDue(paused, beijing('2026-03-05T14:00'), calendar).dueMs).toBe(paused.dueMs);
  });

  it('gives the bank the same minutes however often and for however long it stops', () => {
    const stretch = fc.record({
      work: fc.integer({ min: 1, max: 200 }),
      wait: fc.integer({ min: 0, max: 60 * 24 * 40 }),
    });
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 2_500 * 1440 }),
        fc.array(stretch, { maxLength: 6 }),
        (offset, pauses) => {
          const begunMs = beijing('2020-01-02T09:00') + offset * 60_000;
          let used = 0;
          let fromMs = begunMs;
          let { instant: dueMs } = addWorkingMinutes(begunMs, 4200, calendar);
          for (const { work, wait } of pauses) {
            const pausedMs = addWorkingMinutes(fromMs, work, calendar).instant;
            used += work;
            const resumedMs = pausedMs + wait * 60_000;
            dueMs = resumedDue({ pausedMs, dueMs }, resumedMs, calendar).dueMs;
            fromMs = resumedMs;
          }
          const rest = workingMinutesBetween(fromMs, dueMs, calendar).minutes;
          expect(used + rest).toBe(4200);
        },
      ),
    );
  });
});
