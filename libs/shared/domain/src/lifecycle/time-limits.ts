import type { EngagementState } from './engagement-states.js';
import { isResumable } from './engagement-states.js';
import type { EngagementAction, EngagementGuard } from './engagement-table.js';
import { DEFAULT_STAGE_LIMITS } from './stage-limits.js';

const DAY_MS = 86_400_000;

/** What the clock of a case depends on, beside its state. */
export interface TimedCase {
  readonly state: EngagementState;
  readonly stageSinceMs: number;
  /** Until when the present stage is to be answered; absent while the other side is waited for. */
  readonly dueMs?: number;
  /** The latest time for papers still missing, as long as the case waits for them. */
  readonly papersDueMs?: number;
  readonly approvalUntilMs?: number;
}

export interface TimeLimit {
  readonly atMs: number;
  /** What the platform does then, and the condition of the table that is established by the time being up. */
  readonly action: EngagementAction;
  readonly guard: EngagementGuard | null;
}

/**
 * The moment at which the platform itself moves a case on; null where lateness is a flag and nothing more. Silence is
 * an outcome only before the bank has taken the case up: afterwards no clock ends what a bank is working on.
 */
export function timeLimitOf(
  timed: TimedCase,
  windowDays: number = DEFAULT_STAGE_LIMITS.appeal.amount,
): TimeLimit | null {
  const { state, stageSinceMs, dueMs, papersDueMs, approvalUntilMs } = timed;
  const limit = (
    atMs: number | undefined,
    action: EngagementAction,
    guard: EngagementGuard | null,
  ): TimeLimit | null => (atMs === undefined ? null : { atMs, action, guard });
  if (papersDueMs !== undefined && isResumable(state)) {
    return limit(papersDueMs, 'mark_incomplete', 'supplement_overdue');
  }
  const windowEndMs = stageSinceMs + windowDays * DAY_MS;
  switch (state) {
    case 'pushed':
    case 're_pushed':
      return limit(dueMs, 'record_silence', 'answer_overdue');
    case 'declined':
      return limit(windowEndMs, 'close_declined', 'appeal_window_passed');
    case 'repairing':
      return limit(dueMs ?? windowEndMs, 'abandon_repair', null);
    case 'upheld':
      return limit(stageSinceMs, 'close_appeal', null);
    case 'approved':
    case 'contracted':
      return limit(approvalUntilMs, 'lapse', 'approval_expired');
    case 'partially_disbursed':
      return limit(approvalUntilMs, 'lapse_rest', 'approval_expired');
    default:
      return null;
  }
}
