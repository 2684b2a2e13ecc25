import fc from 'fast-check';
import { makeCalendar, publishedHolidayYears, workingMinutesBetween } from '../calendar/index.js';
import {
  colourOf,
  DEFAULT_LADDER,
  isRedAfter,
  ladderFaults,
  rehearse,
  stepInstant,
  stepsReached,
  type LadderStep,
} from './index.js';

const calendar = makeCalendar(publishedHolidayYears());
const at = (text: string): number => Date.parse(`${text}:00+08:00`);
const officer = (atMinutes: number): LadderStep => ({ level: 'officer', atMinutes });
const letter = (colour: 'blue' | 'yellow' | 'red', atMinutes: number): LadderStep => ({
  level: 'letter',
  colour,
  atMinutes,
});

describe('when a step falls due', () => {
  // Friday 2026-11-20, 10:00; office hours 09:00–12:00 and 13:30–17:30.
  const due = at('2026-11-20 10:00');

  it('counts working time after the deadline', () => {
    // 120 minutes until 12:00, 240 until 17:30 on Friday: 60 of 420 are left for Monday from 09:00.
    expect(stepInstant(letter('yellow', 420), due, calendar)).toBe(at('2026-11-23 10:00'));
  });

  it('counts working time before it, over lunch, night and rest days', () => {
    // 60 minutes back to 09:00 on Friday; 60 more before Thursday's 17:30.
    expect(stepInstant(officer(-120), due, calendar)).toBe(at('2026-11-19 16:30'));
    // Tuesday 2026-02-24 is the first working day after the Spring Festival: 60 minutes back to 09:00, and 60 more
    // before the end of the last one, Saturday 2026-02-14 (调休).
    expect(stepInstant(officer(-120), at('2026-02-24 10:00'), calendar)).toBe(at('2026-02-14 16:30'));
  });

  it('comes exactly as far from the deadline as it says', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: at('2020-02-01 00:00'), max: at('2026-11-30 00:00') }),
        fc.integer({ min: -4_200, max: 4_200 }),
        (dueMs, atMinutes) => {
          const instant = stepInstant(officer(atMinutes), dueMs, calendar);
          expect(workingMinutesBetween(dueMs, instant, calendar).minutes).toBe(atMinutes);
        },
      ),
      { numRuns: 300 },
    );
  });

  it('comes in the order of the ladder', () => {
    expect(stepsReached(DEFAULT_LADDER, due, at('2026-11-19 16:29'), calendar)).toBe(0);
    expect(stepsReached(DEFAULT_LADDER, due, at('2026-11-19 16:30'), calendar)).toBe(1);
    expect(stepsReached(DEFAULT_LADDER, due, due, calendar)).toBe(2);
    // 210 minutes after 10:00: 120 until noon, 90 from 13:30.
    expect(stepsReached(DEFAULT_LADDER, due, at('2026-11-20 15:00'), calendar)).toBe(3);
    expect(stepsReached(DEFAULT_LADDER, due, at('2027-01-20 15:00'), calendar)).toBe(5);
  });
});

describe('a ladder', () => {
  it('may be empty, and the default is sound', () => {
    expect(ladderFaults([])).toEqual([]);
    expect(ladderFaults(DEFAULT_LADDER)).toEqual([]);
  });

  it.each<[string, readonly LadderStep[], number]>([
    ['not_ascending', [officer(0), { level: 'branch', atMinutes: 0 }], 1],
    ['level_before_lower', [{ level: 'branch', atMinutes: 0 }, officer(60)], 1],
    ['colour_before_lower', [letter('red', 60), letter('yellow', 120)], 1],
    ['colour_before_lower', [letter('red', 60), letter('red', 120)], 1],
    ['blue_after_deadline', [letter('blue', 60)], 0],
    ['late_colour_before_deadline', [letter('yellow', -60)], 0],
    ['out_of_range', [officer(-4_201)], 0],
    ['out_of_range', [officer(0.5)], 0],
    ['too_many_steps', Array.from({ length: 13 }, (_, step) => officer(step)), 12],
  ])('is refused: %s', (code, steps, index) => {
    expect(ladderFaults(steps)).toEqual([{ index, code }]);
  });
});

it('rehearses on what has been: each step counts the stages that lasted until it', () => {
  const dueMs = at('2026-11-20 10:00');
  const stages = ['2026-11-19 15:00', '2026-11-20 09:00', '2026-11-20 16:00', '2026-11-23 10:00'].map(
    (ended) => ({ dueMs, endedMs: at(ended) }),
  );
  // Steps come at 16:30 the day before, at 10:00, at 15:00, on Monday at 10:00 and three days late.
  expect(rehearse(DEFAULT_LADDER, stages, calendar)).toEqual([3, 2, 2, 1, 0]);
});

it('names the colour a case has', () => {
  const due = at('2026-11-20 10:00');
  expect([colourOf(false, due, due - 1), colourOf(false, due, due), colourOf(true, due, due)]).toEqual([
    'blue',
    'yellow',
    'red',
  ]);
  expect([4, 5].map((taken) => isRedAfter(DEFAULT_LADDER, taken))).toEqual([false, true]);
});
