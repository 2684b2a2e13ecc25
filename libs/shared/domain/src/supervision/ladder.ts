import { addWorkingMinutes, workingMinutesBetween, type WorkingCalendar } from '../calendar/index.js';

/** Who hears of a case whose time runs out, from the desk upwards; `letter` is a 督办单 that a person signs. */
export const LADDER_LEVELS = ['officer', 'branch', 'head_office', 'letter'] as const;
export type LadderLevel = (typeof LADDER_LEVELS)[number];

/** 蓝 near, 黄 behind, 红 overdue. */
export const LETTER_COLOURS = ['blue', 'yellow', 'red'] as const;
export type LetterColour = (typeof LETTER_COLOURS)[number];

/** `atMinutes` is working time after the deadline; before it where negative. */
export type LadderStep =
  | { readonly level: Exclude<LadderLevel, 'letter'>; readonly atMinutes: number }
  | { readonly level: 'letter'; readonly colour: LetterColour; readonly atMinutes: number };

export const MOST_STEPS = 12;
/** Ten working days before, thirty after, of seven hours each. */
export const EARLIEST_MINUTES = -4_200;
export const LATEST_MINUTES = 12_600;

/** Where a bureau has set nothing else: the officer two hours ahead, then upwards; letters after one and three days. */
export const DEFAULT_LADDER: readonly LadderStep[] = [
  { level: 'officer', atMinutes: -120 },
  { level: 'branch', atMinutes: 0 },
  { level: 'head_office', atMinutes: 210 },
  { level: 'letter', colour: 'yellow', atMinutes: 420 },
  { level: 'letter', colour: 'red', atMinutes: 1_260 },
];

export const LADDER_FAULTS = [
  'too_many_steps',
  'out_of_range',
  'not_ascending',
  'level_before_lower',
  'colour_before_lower',
  'blue_after_deadline',
  'late_colour_before_deadline',
] as const;
export type LadderFaultCode = (typeof LADDER_FAULTS)[number];
export interface LadderFault {
  readonly index: number;
  readonly code: LadderFaultCode;
}

const rankOf = (step: LadderStep): number => LADDER_LEVELS.indexOf(step.level);
const isLetter = (step: LadderStep): step is Extract<LadderStep, { level: 'letter' }> =>
  step.level === 'letter';

function faultOf(step: LadderStep, before: readonly LadderStep[]): LadderFaultCode | undefined {
  const { atMinutes } = step;
  if (!Number.isInteger(atMinutes) || atMinutes < EARLIEST_MINUTES || atMinutes > LATEST_MINUTES)
    return 'out_of_range';
  const last = before.at(-1);
  if (last && atMinutes <= last.atMinutes) return 'not_ascending';
  if (!isLetter(step)) {
    const people = before.filter((one) => !isLetter(one));
    return people.some((one) => rankOf(one) > rankOf(step)) ? 'level_before_lower' : undefined;
  }
  const colour = LETTER_COLOURS.indexOf(step.colour);
  if (before.filter(isLetter).some((one) => LETTER_COLOURS.indexOf(one.colour) >= colour))
    return 'colour_before_lower';
  if (step.colour === 'blue') return atMinutes > 0 ? 'blue_after_deadline' : undefined;
  return atMinutes < 0 ? 'late_colour_before_deadline' : undefined;
}

/** What is wrong with a ladder, by step; none may be empty, which supervises nobody. */
export function ladderFaults(steps: readonly LadderStep[]): readonly LadderFault[] {
  if (steps.length > MOST_STEPS) return [{ index: MOST_STEPS, code: 'too_many_steps' }];
  return steps.flatMap((step, index) => {
    const code = faultOf(step, steps.slice(0, index));
    return code === undefined ? [] : [{ index, code }];
  });
}

const MINUTE_MS = 60_000;
const DAY_MS = 1_440 * MINUTE_MS;
/** No stretch of rest days comes near it, so that the search below always starts early enough. */
const LONGEST_REST_DAYS = 30;

/** The last instant with so many minutes of office hours left before a deadline. */
function instantBefore(dueMs: number, minutes: number, calendar: WorkingCalendar): number {
  const left = (ms: number): number => workingMinutesBetween(ms, dueMs, calendar).minutes;
  let early = dueMs - (LONGEST_REST_DAYS + Math.ceil(minutes / 60)) * DAY_MS;
  let late = dueMs;
  while (late - early > 1) {
    const middle = early + Math.floor((late - early) / 2);
    if (left(middle) >= minutes) early = middle;
    else late = middle;
  }
  return early;
}

/** When a step falls due, in milliseconds. */
export function stepInstant({ atMinutes }: LadderStep, dueMs: number, calendar: WorkingCalendar): number {
  return atMinutes >= 0
    ? addWorkingMinutes(dueMs, atMinutes, calendar).instant
    : instantBefore(dueMs, -atMinutes, calendar);
}

/** How many steps of a ladder have come by an instant; they come in their order. */
export function stepsReached(
  steps: readonly LadderStep[],
  dueMs: number,
  asOfMs: number,
  calendar: WorkingCalendar,
): number {
  const next = steps.findIndex((step) => stepInstant(step, dueMs, calendar) > asOfMs);
  return next < 0 ? steps.length : next;
}

/** The time a bank had for one stage of one case, and when it was done with it. */
export interface SupervisedStage {
  readonly dueMs: number;
  /** The present instant for a stage that goes on. */
  readonly endedMs: number;
}

/** How often each step would have come had the ladder been in force: for judging one before it is. */
export function rehearse(
  steps: readonly LadderStep[],
  stages: readonly SupervisedStage[],
  calendar: WorkingCalendar,
): readonly number[] {
  const counts = steps.map(() => 0);
  for (const { dueMs, endedMs } of stages) {
    const reached = stepsReached(steps, dueMs, endedMs, calendar);
    for (let at = 0; at < reached; at += 1) counts[at] = (counts[at] ?? 0) + 1;
  }
  return counts;
}

/** What a case is called: overdue once the red rung was reached, else by its deadline. */
export function colourOf(isRed: boolean, dueMs: number, asOfMs: number): LetterColour {
  if (isRed) return 'red';
  return asOfMs < dueMs ? 'blue' : 'yellow';
}

/** Whether one of the rungs taken makes a case overdue. */
export const isRedAfter = (steps: readonly LadderStep[], taken: number): boolean =>
  steps.slice(0, taken).some((step) => isLetter(step) && step.colour === 'red');
