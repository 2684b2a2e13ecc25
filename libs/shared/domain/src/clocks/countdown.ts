import {
  addWorkingMinutes,
  workingMinutesBetween,
  type OfficeHours,
  type WorkingCalendar,
} from '../calendar/index.js';
import type { EngagementState, Side } from '../lifecycle/index.js';
import { isEngagementTerminal, isEngagementUnsent, isResumable } from '../lifecycle/index.js';

/** What of a case's history its clock depends on, in the order in which it happened; what was undone is left out. */
export interface ClockEvent {
  readonly atMs: number;
  readonly action: string;
  readonly to: EngagementState;
}

/** A stretch of time in which one side had the move; the last one is open while the case is. */
export interface Turn {
  readonly side: Exclude<Side, 'system'>;
  readonly fromMs: number;
  readonly toMs: number | null;
}

/** States in which the enterprise is waited for, whatever papers are open. */
const ENTERPRISE_STATES: readonly EngagementState[] = ['incomplete', 'repairing'];
/** Nobody's clock runs: the case rests, or a loan lives with the bank. */
const RESTING_STATES: readonly EngagementState[] = ['no_response', 'declined', 'upheld', 'disbursed'];

function sideOf(state: EngagementState, waits: number): Turn['side'] | null {
  if (isEngagementUnsent(state) || isEngagementTerminal(state) || RESTING_STATES.includes(state)) return null;
  if (ENTERPRISE_STATES.includes(state)) return 'enterprise';
  if (state === 'mediation') return 'bureau';
  // Papers, the head office, a choice or a consent is missing: the bank waits with its judgement.
  return waits > 0 && isResumable(state) ? 'enterprise' : 'bank';
}

type Wait = 'headOffice' | 'choice' | 'consent';
/** A standby's bank waits too: what becomes of it is the enterprise's choice. */
const BEGINS_WAIT: Readonly<Record<string, Wait>> = {
  await_hq_approval: 'headOffice',
  send_offer: 'choice',
  revive_offer: 'choice',
  end_consent: 'consent',
};
const ENDS_WAIT: Readonly<Record<string, Wait>> = {
  record_hq_approval: 'headOffice',
  record_hq_refusal: 'headOffice',
  choose_offer: 'choice',
  withdraw_offer: 'choice',
  lapse_offer: 'choice',
  // What was offered was for the need as it had been.
  confirm_need: 'choice',
  renew_consent: 'consent',
  re_push: 'consent',
};

/** A stretch between two entries of the history. */
export interface Stretch {
  readonly state: EngagementState;
  readonly side: Turn['side'] | null;
  readonly fromMs: number;
  readonly toMs: number | null;
}

/**
 * Whose move it was, from the history alone. Waiting for the enterprise stops the bank's time and the reverse; that an
 * officer puts a case aside stops nothing, because nothing of it stands in the history.
 */
export function stretchesOf(history: readonly ClockEvent[]): readonly Stretch[] {
  let waits = 0;
  const awaited = new Set<Wait>();
  return history.map(({ atMs, action, to }, index) => {
    if (action === 'ask_supplement') waits += 1;
    if (action === 'answer_supplement') waits = Math.max(0, waits - 1);
    const begun = BEGINS_WAIT[action];
    if (begun !== undefined) awaited.add(begun);
    const over = ENDS_WAIT[action];
    if (over !== undefined) awaited.delete(over);
    // Who resumes has the papers, or goes on without them.
    if (action === 'resume') waits = 0;
    return {
      state: to,
      side: sideOf(to, waits + awaited.size),
      fromMs: atMs,
      toMs: history[index + 1]?.atMs ?? null,
    };
  });
}

/** Stretches of one side that follow each other are one turn of it. */
export function turnsOf(history: readonly ClockEvent[]): readonly Turn[] {
  const turns: Turn[] = [];
  for (const { side, fromMs, toMs } of stretchesOf(history)) {
    if (side === null) continue;
    const before = turns.at(-1);
    if (before?.side === side && before.toMs === fromMs) turns[turns.length - 1] = { ...before, toMs };
    else turns.push({ side, fromMs, toMs });
  }
  return turns;
}

export type MinutesUsed = Readonly<Record<Turn['side'], number>>;

/** Working minutes each side has had the move for, up to an instant. */
export function minutesUsed(
  turns: readonly Turn[],
  asOfMs: number,
  calendar: WorkingCalendar,
  officeHours?: OfficeHours,
): MinutesUsed {
  const used = { bank: 0, enterprise: 0, bureau: 0 };
  for (const { side, fromMs, toMs } of turns) {
    const untilMs = Math.max(fromMs, Math.min(toMs ?? asOfMs, asOfMs));
    used[side] += workingMinutesBetween(fromMs, untilMs, calendar, officeHours).minutes;
  }
  return used;
}

/** What is left of a running time when the other side begins to be waited for; negative when it was over. */
const minutesLeftAt = (
  pausedMs: number,
  dueMs: number,
  calendar: WorkingCalendar,
  officeHours?: OfficeHours,
): number => workingMinutesBetween(pausedMs, dueMs, calendar, officeHours).minutes;

/** The time that was left runs on from an instant; one that was over stays over. */
export function resumedDue(
  paused: { readonly pausedMs: number; readonly dueMs: number },
  resumedMs: number,
  calendar: WorkingCalendar,
  officeHours?: OfficeHours,
): { readonly dueMs: number; readonly provisional: boolean; readonly workingMinutes: number | null } {
  const left = minutesLeftAt(paused.pausedMs, paused.dueMs, calendar, officeHours);
  if (left <= 0) return { dueMs: paused.dueMs, provisional: false, workingMinutes: null };
  const { instant, provisional } = addWorkingMinutes(resumedMs, left, calendar, officeHours);
  return { dueMs: instant, provisional, workingMinutes: left };
}
