import { ENGAGEMENT_STATES } from './engagement-states.js';
import { ENGAGEMENT_TRANSITIONS } from './engagement-table.js';
import { FORWARD_ACTIONS, forwardActionOf, isDeclinable } from './work-moves.js';
import { pileOfState, WORK_PILES } from './work-piles.js';

describe('the piles of a bank’s work', () => {
  it('hold every state exactly once', () => {
    expect(Object.values(WORK_PILES).flat().sort()).toEqual([...ENGAGEMENT_STATES].sort());
    for (const state of ENGAGEMENT_STATES) expect(WORK_PILES[pileOfState(state)]).toContain(state);
  });

  it('hold a repair to which the bank owes a part where answers are due, and no other', () => {
    expect(pileOfState('repairing', true)).toBe('answer');
    expect(pileOfState('repairing')).toBe('ended');
    for (const state of ENGAGEMENT_STATES.filter((one) => one !== 'repairing'))
      expect(pileOfState(state, true)).toBe(pileOfState(state));
  });

  it('know one way ahead at most, and the table has it', () => {
    for (const state of ENGAGEMENT_STATES) {
      const ways = FORWARD_ACTIONS.filter((action) =>
        ENGAGEMENT_TRANSITIONS.some((row) => row.action === action && row.from.includes(state)),
      );
      expect(ways.length).toBeLessThanOrEqual(1);
      expect(forwardActionOf(state)).toBe(ways[0]);
    }
    expect(forwardActionOf('no_response')).toBe('accept');
    expect(forwardActionOf('disbursed')).toBe('close');
    expect(forwardActionOf('credit_review')).toBeUndefined();
  });

  it('say no up to the credit decision', () => {
    expect(ENGAGEMENT_STATES.filter(isDeclinable)).toEqual([
      'revealed',
      'pushed',
      're_pushed',
      'accepted',
      'contacted',
      'due_diligence',
      'credit_review',
    ]);
  });
});
