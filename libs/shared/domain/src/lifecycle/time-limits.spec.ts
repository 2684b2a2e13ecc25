import { decideEngagement } from './engagement-lifecycle.js';
import { ENGAGEMENT_STATES, isResumable, type EngagementState } from './engagement-states.js';
import { timeLimitOf, type TimedCase } from './time-limits.js';

const DAY_MS = 86_400_000;
const timed = (state: EngagementState, more: Partial<TimedCase> = {}): TimedCase => ({
  state,
  stageSinceMs: 1_000,
  ...more,
});
const all = { dueMs: 2_000, papersDueMs: 3_000, approvalUntilMs: 4_000 };

describe('what the platform does when time is up', () => {
  it('takes silence for an outcome before the bank has taken the case up, and at no other time', () => {
    const silent = ENGAGEMENT_STATES.filter(
      (state) => timeLimitOf(timed(state, { dueMs: 2_000 }))?.action === 'record_silence',
    );
    expect([...silent].sort()).toEqual(['pushed', 're_pushed']);
    expect(timeLimitOf(timed('pushed', { dueMs: 2_000 }))?.atMs).toBe(2_000);
  });

  it('never ends a case a bank is working on for being late', () => {
    const working: EngagementState[] = [
      'revealed',
      'accepted',
      'contacted',
      'due_diligence',
      'credit_review',
    ];
    for (const state of working) expect(timeLimitOf(timed(state, { dueMs: 2_000 }))).toBeNull();
  });

  it('waits for papers first: what the bank owes stands still meanwhile', () => {
    for (const state of ENGAGEMENT_STATES) {
      const limit = timeLimitOf(timed(state, { papersDueMs: 3_000 }));
      expect(limit?.action === 'mark_incomplete').toBe(isResumable(state));
    }
    expect(timeLimitOf(timed('pushed', all))).toEqual({
      atMs: 3_000,
      action: 'mark_incomplete',
      guard: 'supplement_overdue',
    });
  });

  it('closes a refusal 28 days after it, and a repair at its own deadline or with the same window', () => {
    expect(timeLimitOf(timed('declined', all))?.atMs).toBe(1_000 + 28 * DAY_MS);
    expect(timeLimitOf(timed('declined', all), 30)?.atMs).toBe(1_000 + 30 * DAY_MS);
    expect(timeLimitOf(timed('repairing', all))?.atMs).toBe(2_000);
    expect(timeLimitOf(timed('repairing'))?.atMs).toBe(1_000 + 28 * DAY_MS);
  });

  it('lets an approval lapse by its own date, unknown where none was recorded', () => {
    expect(timeLimitOf(timed('contracted', all))).toMatchObject({ atMs: 4_000, action: 'lapse' });
    expect(timeLimitOf(timed('partially_disbursed', all))).toMatchObject({
      atMs: 4_000,
      action: 'lapse_rest',
    });
    expect(timeLimitOf(timed('approved'))).toBeNull();
  });

  it('makes only moves that the table grants to the platform under that very condition', () => {
    for (const state of ENGAGEMENT_STATES) {
      for (const papersDueMs of [undefined, 3_000]) {
        const limit = timeLimitOf(
          timed(state, {
            dueMs: 1,
            approvalUntilMs: 1,
            ...(papersDueMs === undefined ? {} : { papersDueMs }),
          }),
        );
        if (limit === null) continue;
        const facts = limit.guard === null ? {} : { [limit.guard]: true };
        expect({ state, ok: decideEngagement({ state, facts }, limit.action, 'system').ok }).toEqual({
          state,
          ok: true,
        });
      }
    }
  });
});
