import fc from 'fast-check';
import { ACTORS } from './actors.js';
import type { RequestState } from './request-lifecycle.js';
import {
  allowedRequestActions,
  decideRequest,
  isRequestTerminal,
  REQUEST_ACTIONS,
  REQUEST_INITIAL_STATES,
  REQUEST_OPEN_STATES,
  REQUEST_STATES,
  REQUEST_TRANSITIONS,
} from './request-lifecycle.js';

const successors = (state: RequestState): RequestState[] =>
  REQUEST_TRANSITIONS.filter((row) => row.from.includes(state)).flatMap((row) =>
    row.to === '@stage_before' ? [] : [row.to],
  );

function reachableFrom(start: readonly RequestState[]): Set<RequestState> {
  const seen = new Set<RequestState>(start);
  for (const state of seen) for (const next of successors(state)) seen.add(next);
  return seen;
}

describe('the life of a request', () => {
  it('walks from draft to closed when everything goes well', () => {
    const steps = [
      ['submit', 'enterprise', 'submitted'],
      ['verify', 'bureau', 'verified'],
      ['match_found', 'system', 'matched'],
      ['engage', 'system', 'engaged'],
      ['fund_part', 'system', 'partially_funded'],
      ['fund_in_full', 'system', 'funded'],
      ['close', 'system', 'closed'],
    ] as const;
    let state: RequestState = 'draft';
    for (const [action, actor, to] of steps) {
      const decision = decideRequest(state, action, actor);
      expect(decision).toEqual({ ok: true, to });
      state = to;
    }
  });

  it('refuses a push-side move before verification, and a verification by the enterprise itself', () => {
    expect(decideRequest('submitted', 'engage', 'system')).toEqual({
      ok: false,
      code: 'transition.not_from_this_state',
    });
    expect(decideRequest('submitted', 'verify', 'signatory')).toEqual({
      ok: false,
      code: 'transition.not_by_this_actor',
    });
  });

  it('offers the bureau exactly its five moves on a submitted request', () => {
    expect(allowedRequestActions('submitted', 'bureau')).toEqual([
      'verify',
      'return',
      'reject',
      'mark_duplicate',
      'undo_import',
    ]);
    expect(allowedRequestActions('submitted', 'officer')).toEqual([]);
  });

  it('lets an expired request live on only as a new draft', () => {
    expect(successors('expired')).toEqual(['draft']);
  });

  it('can withdraw and expire every open state', () => {
    for (const state of REQUEST_OPEN_STATES) {
      expect(decideRequest(state, 'withdraw', 'enterprise')).toEqual({ ok: true, to: 'withdrawn' });
      expect(decideRequest(state, 'expire', 'system')).toEqual({ ok: true, to: 'expired' });
    }
  });

  it('offers no undo: what the bureau decides is told to banks and matching at once', () => {
    expect(REQUEST_TRANSITIONS.filter((row) => row.undoable === true)).toEqual([]);
  });
});

describe('the request table', () => {
  it('holds at most one row for an action in a state, and an actor for every row', () => {
    for (const row of REQUEST_TRANSITIONS) expect(row.by.length).toBeGreaterThan(0);
    for (const state of REQUEST_STATES) {
      for (const action of REQUEST_ACTIONS) {
        const rows = REQUEST_TRANSITIONS.filter((row) => row.action === action && row.from.includes(state));
        expect(rows.length).toBeLessThanOrEqual(1);
      }
    }
  });

  it('reaches every state, leaves no terminal state and lets every other one end', () => {
    expect([...reachableFrom(REQUEST_INITIAL_STATES)].sort()).toEqual([...REQUEST_STATES].sort());
    for (const state of REQUEST_STATES) {
      if (isRequestTerminal(state)) expect(successors(state)).toEqual([]);
      else expect([...reachableFrom([state])].some(isRequestTerminal)).toBe(true);
    }
  });

  it('never leaves the table on a random walk, and a refusal moves nothing', () => {
    const move = fc.record({
      action: fc.constantFrom(...REQUEST_ACTIONS),
      actor: fc.constantFrom(...ACTORS),
    });
    fc.assert(
      fc.property(
        fc.constantFrom(...REQUEST_INITIAL_STATES),
        fc.array(move, { maxLength: 60 }),
        (start, moves) => {
          let state: RequestState = start;
          for (const { action, actor } of moves) {
            const decision = decideRequest(state, action, actor);
            expect(decision.ok).toBe(allowedRequestActions(state, actor).includes(action));
            if (!decision.ok) continue;
            expect(isRequestTerminal(state)).toBe(false);
            expect(successors(state)).toContain(decision.to);
            state = decision.to;
          }
        },
      ),
    );
  });
});
