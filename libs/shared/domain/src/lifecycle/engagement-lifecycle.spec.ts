import fc from 'fast-check';
import { ACTORS } from './actors.js';
import type { EngagementFacts, EngagementSituation } from './engagement-lifecycle.js';
import {
  actionWhenRequestEnds,
  allowedEngagementActions,
  decideEngagement,
  decideEngagementUndo,
  decideMilestone,
  disbursementAction,
  engagementOptions,
  REQUEST_ENDS,
} from './engagement-lifecycle.js';
import type { EngagementState } from './engagement-states.js';
import {
  CONTESTED_STATES,
  ENGAGEMENT_INITIAL_STATES,
  ENGAGEMENT_STATES,
  isEngagementLive,
  isEngagementTerminal,
  RESUMABLE_STATES,
} from './engagement-states.js';
import { ENGAGEMENT_ACTIONS, ENGAGEMENT_GUARDS, ENGAGEMENT_TRANSITIONS } from './engagement-table.js';
import { appealWindow } from './stage-limits.js';

// Object.fromEntries loses the key type; the keys are exactly the guards.
const ALL_FACTS = Object.fromEntries(ENGAGEMENT_GUARDS.map((guard) => [guard, true])) as EngagementFacts;
const at = (state: EngagementState, facts: EngagementFacts = {}): EngagementSituation => ({ state, facts });

const successors = (state: EngagementState): EngagementState[] =>
  ENGAGEMENT_TRANSITIONS.filter((row) => row.from.includes(state)).flatMap((row) =>
    row.to === '@stage_before' ? [...RESUMABLE_STATES] : [row.to],
  );

function reachableFrom(start: readonly EngagementState[]): Set<EngagementState> {
  const seen = new Set<EngagementState>(start);
  for (const state of seen) for (const next of successors(state)) seen.add(next);
  return seen;
}

describe('the life of an engagement', () => {
  it('walks from a proposal to the money', () => {
    const steps = [
      ['push', 'signatory', 'pushed'],
      ['accept', 'officer', 'accepted'],
      ['record_contact', 'officer', 'contacted'],
      ['start_due_diligence', 'officer', 'due_diligence'],
      ['submit_to_review', 'officer', 'credit_review'],
      ['approve', 'approver', 'approved'],
      ['sign_contract', 'officer', 'contracted'],
      ['disburse_part', 'officer', 'partially_disbursed'],
      ['disburse_part', 'officer', 'partially_disbursed'],
      ['disburse_in_full', 'officer', 'disbursed'],
      ['close', 'system', 'closed'],
    ] as const;
    let state: EngagementState = 'proposed';
    for (const [action, actor, to] of steps) {
      expect(decideEngagement(at(state, ALL_FACTS), action, actor)).toEqual({ ok: true, to });
      state = to;
    }
  });

  it('sends nothing to a bank that no consent names, whoever asks', () => {
    const facts: EngagementFacts = { ...ALL_FACTS, consent_given: false };
    for (const state of ENGAGEMENT_STATES) {
      for (const actor of ACTORS) {
        const actions = allowedEngagementActions(at(state, facts), actor);
        for (const action of ['push', 'reveal', 're_push', 'accept'] as const) {
          expect(actions).not.toContain(action);
        }
      }
    }
    expect(decideEngagement(at('proposed', facts), 'push', 'system')).toEqual({
      ok: false,
      code: 'guard.consent_given',
    });
  });

  it('approves only a chosen offer, and only by the approver', () => {
    expect(decideEngagement(at('credit_review'), 'approve', 'approver')).toEqual({
      ok: false,
      code: 'guard.offer_chosen',
    });
    expect(decideEngagement(at('credit_review', { offer_chosen: true }), 'approve', 'officer')).toEqual({
      ok: false,
      code: 'transition.not_by_this_actor',
    });
    expect(decideEngagement(at('credit_review', { offer_chosen: true }), 'approve', 'approver')).toEqual({
      ok: true,
      to: 'approved',
    });
  });

  it('records silence only on a push, and takes a late answer while the request is open', () => {
    expect(decideEngagement(at('pushed'), 'record_silence', 'system')).toEqual({
      ok: false,
      code: 'guard.answer_overdue',
    });
    expect(decideEngagement(at('accepted', ALL_FACTS), 'record_silence', 'system').ok).toBe(false);
    const facts: EngagementFacts = { request_open: true, consent_given: true, another_person: true };
    // After a second push the late answer is another person's too.
    expect(
      decideEngagement(at('no_response', { ...facts, another_person: false }), 'accept', 'officer').ok,
    ).toBe(false);
    expect(decideEngagement(at('no_response', facts), 'accept', 'officer')).toEqual({
      ok: true,
      to: 'accepted',
    });
    expect(
      decideEngagement(at('no_response', { ...facts, request_open: false }), 'accept', 'officer'),
    ).toEqual({ ok: false, code: 'guard.request_open' });
  });

  it('returns an incomplete case to the stage it was in', () => {
    for (const stageBefore of RESUMABLE_STATES) {
      const situation: EngagementSituation = { state: 'incomplete', stageBefore, facts: {} };
      expect(decideEngagement(situation, 'resume', 'enterprise')).toEqual({ ok: true, to: stageBefore });
    }
    expect(decideEngagement(at('incomplete'), 'resume', 'enterprise')).toEqual({
      ok: false,
      code: 'transition.stage_before_unknown',
    });
    expect(
      decideEngagement({ state: 'incomplete', stageBefore: 'approved', facts: {} }, 'resume', 'enterprise')
        .ok,
    ).toBe(false);
  });

  it('gives a second look at the same bank to another officer', () => {
    const facts: EngagementFacts = { request_open: true, consent_given: true, reasons_given: true };
    expect(engagementOptions(at('re_pushed', facts), 'officer')).toEqual(
      expect.arrayContaining([
        { action: 'accept', blockedBy: 'another_person' },
        { action: 'decline', blockedBy: 'another_person' },
      ]),
    );
  });

  it('opens the ways out of a refusal for 28 days and closes it after', () => {
    const day = 86_400_000;
    const base: EngagementFacts = { request_open: true, reasons_repairable: true };
    const inTime = at('declined', { ...base, ...appealWindow(0, 28 * day - 1) });
    expect(allowedEngagementActions(inTime, 'signatory')).toEqual(['begin_repair', 'appeal', 'mediate']);
    expect(allowedEngagementActions(inTime, 'system')).toEqual([]);
    const late = at('declined', { ...base, ...appealWindow(0, 28 * day) });
    expect(allowedEngagementActions(late, 'signatory')).toEqual([]);
    expect(allowedEngagementActions(late, 'system')).toEqual(['close_declined']);
  });

  it('lets a mediator recommend and never overrule', () => {
    const reached = ENGAGEMENT_TRANSITIONS.filter((row) => row.by.includes('mediator')).map((row) => row.to);
    expect(new Set(reached)).toEqual(new Set(['re_pushed', 'closed']));
  });

  it('sends a case again only with a written recommendation, and decides an appeal by somebody else', () => {
    const facts: EngagementFacts = { ...ALL_FACTS, recommendation_written: false };
    expect(decideEngagement(at('mediation', facts), 're_push', 'mediator')).toEqual({
      ok: false,
      code: 'guard.recommendation_written',
    });
    const same: EngagementFacts = { ...ALL_FACTS, another_person: false };
    for (const action of ['uphold', 'overturn'] as const) {
      expect(decideEngagement(at('appealed', same), action, 'reviewer')).toEqual({
        ok: false,
        code: 'guard.another_person',
      });
    }
  });

  it('lets a bank step back from a need that was changed, and from no other', () => {
    expect(decideEngagement(at('due_diligence', { need_changed: true }), 'step_back', 'officer')).toEqual({
      ok: true,
      to: 'withdrawn',
    });
    expect(decideEngagement(at('due_diligence'), 'step_back', 'officer')).toEqual({
      ok: false,
      code: 'guard.need_changed',
    });
  });

  it('allows offers from acceptance to credit review, and the choice to the signatory alone', () => {
    const offering = ENGAGEMENT_STATES.filter((state) => decideMilestone(state, 'send_offer', 'officer').ok);
    expect(offering).toEqual(['accepted', 'contacted', 'due_diligence', 'credit_review']);
    expect(ACTORS.filter((actor) => decideMilestone('accepted', 'choose_offer', actor).ok)).toEqual([
      'signatory',
    ]);
  });

  it('undoes an acceptance, never an approval', () => {
    const accepted = { action: 'accept', from: 'pushed', to: 'accepted', atMs: 0, userId: 'u' } as const;
    expect(decideEngagementUndo('accepted', accepted, 'u', 9_999)).toEqual({ ok: true, to: 'pushed' });
    const approved = {
      action: 'approve',
      from: 'credit_review',
      to: 'approved',
      atMs: 0,
      userId: 'u',
    } as const;
    expect(decideEngagementUndo('approved', approved, 'u', 1)).toEqual({
      ok: false,
      code: 'undo.not_undoable',
    });
  });

  it('completes an engagement when the reported money reaches or passes the approval', () => {
    // 3,000万 approved: 1,000万 paid, 1,999万 more leaves 1万; 2,000万 more fills it; 2,500万 more passes it.
    expect(disbursementAction(3_000n, 1_000n, 1_999n)).toBe('disburse_part');
    expect(disbursementAction(3_000n, 1_000n, 2_000n)).toBe('disburse_in_full');
    expect(disbursementAction(3_000n, 1_000n, 2_500n)).toBe('disburse_in_full');
  });
});

describe('the engagement table', () => {
  it('holds at most one row for an action in a state, and an actor for every row', () => {
    for (const row of ENGAGEMENT_TRANSITIONS) expect(row.by.length).toBeGreaterThan(0);
    for (const state of ENGAGEMENT_STATES) {
      for (const action of ENGAGEMENT_ACTIONS) {
        const rows = ENGAGEMENT_TRANSITIONS.filter(
          (row) => row.action === action && row.from.includes(state),
        );
        expect(rows.length).toBeLessThanOrEqual(1);
      }
    }
  });

  it('uses every guard it names', () => {
    const used = new Set(ENGAGEMENT_TRANSITIONS.flatMap((row) => row.guards ?? []));
    expect([...used].sort()).toEqual([...ENGAGEMENT_GUARDS].sort());
  });

  it('reaches every state, leaves no terminal state and lets every other one end', () => {
    expect([...reachableFrom(ENGAGEMENT_INITIAL_STATES)].sort()).toEqual([...ENGAGEMENT_STATES].sort());
    for (const state of ENGAGEMENT_STATES) {
      if (isEngagementTerminal(state)) expect(successors(state)).toEqual([]);
      else expect([...reachableFrom([state])].some(isEngagementTerminal)).toBe(true);
    }
  });

  it('counts each state exactly once as live, contested, disbursed or ended', () => {
    const contested: readonly EngagementState[] = CONTESTED_STATES;
    for (const state of ENGAGEMENT_STATES) {
      const kinds = [
        isEngagementLive(state),
        contested.includes(state),
        isEngagementTerminal(state),
        state === 'disbursed',
      ];
      expect(kinds.filter(Boolean)).toHaveLength(1);
    }
  });

  it('ends every engagement that can still end when its request does', () => {
    for (const state of ENGAGEMENT_STATES) {
      for (const end of REQUEST_ENDS) {
        const action = actionWhenRequestEnds(state, end);
        if (action === null) {
          expect(isEngagementTerminal(state) || state === 'disbursed').toBe(true);
          continue;
        }
        const facts: EngagementFacts = { request_ended: true, nothing_left: end === 'closed' };
        const decision = decideEngagement(at(state, facts), action, 'system');
        expect(decision.ok && isEngagementTerminal(decision.to)).toBe(true);
      }
    }
  });

  it('takes a report of money paid after the end of an approved case, and leaves its state', () => {
    for (const state of ['disbursed', 'closed', 'not_taken'] as const) {
      expect(decideMilestone(state, 'report_disbursement', 'officer')).toEqual({ ok: true, to: state });
      expect(decideMilestone(state, 'report_disbursement', 'enterprise').ok).toBe(false);
    }
    // While the case runs, a disbursement is a move of its own.
    expect(decideMilestone('contracted', 'report_disbursement', 'officer').ok).toBe(false);
  });

  it('never leaves the table on a random walk, and every undo leads back where it came from', () => {
    const move = fc.record({
      // Half of the moves are drawn from what is possible, so that walks get far; the rest try anything.
      pick: fc.option(fc.nat(20)),
      action: fc.constantFrom(...ENGAGEMENT_ACTIONS),
      actor: fc.constantFrom(...ACTORS),
      missing: fc.option(fc.constantFrom(...ENGAGEMENT_GUARDS), { freq: 3 }),
    });
    let ended = 0;
    fc.assert(
      fc.property(
        fc.constantFrom(...ENGAGEMENT_INITIAL_STATES),
        fc.array(move, { minLength: 40, maxLength: 120 }),
        (start, moves) => {
          let state: EngagementState = start;
          let stageBefore: EngagementState = 'pushed';
          for (const { pick, action: drawn, actor, missing } of moves) {
            const facts: EngagementFacts = missing === null ? ALL_FACTS : { ...ALL_FACTS, [missing]: false };
            const situation: EngagementSituation = { state, stageBefore, facts };
            const allowed = allowedEngagementActions(situation, actor);
            const action = pick === null ? drawn : (allowed[pick % Math.max(allowed.length, 1)] ?? drawn);
            const decision = decideEngagement(situation, action, actor);
            expect(decision.ok).toBe(allowed.includes(action));
            if (!decision.ok) continue;
            expect(isEngagementTerminal(state)).toBe(false);
            expect(successors(state)).toContain(decision.to);
            const last = { action, from: state, to: decision.to, atMs: 0, userId: 'u' };
            const undone = decideEngagementUndo(decision.to, last, 'u', 0);
            expect(undone.ok ? undone.to : state).toBe(state);
            if (decision.to === 'incomplete') stageBefore = state;
            state = decision.to;
          }
          if (isEngagementTerminal(state)) ended += 1;
        },
      ),
    );
    expect(ended).toBeGreaterThan(0);
  });
});
