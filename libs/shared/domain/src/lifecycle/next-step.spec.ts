import { SIDES } from './actors.js';
import { ENGAGEMENT_STATES, isEngagementTerminal } from './engagement-states.js';
import { engagementOptions } from './engagement-lifecycle.js';
import type { EngagementNextSituation, RequestSituation } from './next-step.js';
import { engagementNextStep, requestNextStep } from './next-step.js';
import { LOCALES, nextStepPhrase, nextStepSentence } from './next-step-text.js';
import { allowedRequestActions, REQUEST_STATES } from './request-lifecycle.js';
import { conclusionLimit } from './stage-limits.js';

const request = (more: Partial<RequestSituation>): RequestSituation => ({
  state: 'engaged',
  pointsToCorrect: 0,
  fittingProducts: 0,
  proposals: 0,
  liveEngagements: 1,
  papersAsked: 0,
  openOffers: 0,
  ...more,
});
const engagement = (more: Partial<EngagementNextSituation>): EngagementNextSituation => ({
  state: 'pushed',
  papersAsked: 0,
  offerOpen: false,
  offerChosen: false,
  hqApprovalAwaited: false,
  reasonsRepairable: false,
  repairTasksOpen: 0,
  ...more,
});

describe('whose move it is', () => {
  it('asks the enterprise to compare its three offers before the first of them lapses', () => {
    const step = requestNextStep(request({ openOffers: 3, firstOfferExpiryMs: 9 }), 'enterprise');
    expect(step).toEqual({
      who: 'enterprise',
      yours: true,
      what: 'compare_offers',
      params: { count: 3 },
      byMs: 9,
      otherwise: 'offer_lapses',
    });
    expect(nextStepSentence(step, 'zh', '11-27')).toBe(
      '下一步：比较 3 份报价，选择一家银行，最晚 11-27；超时报价将失效。',
    );
    expect(nextStepSentence(step, 'en', '11-27')).toBe(
      'Next: compare 3 offers and choose a bank by 11-27; otherwise the offer lapses.',
    );
  });

  it('tells the bank that its silence will count, and the enterprise that it waits for the bank', () => {
    const pushed = engagement({ dueMs: 5 });
    expect(nextStepSentence(engagementNextStep(pushed, 'bank'), 'zh', '今天 17:30')).toBe(
      '下一步：受理或婉拒，最晚 今天 17:30；超时将记为未答复。',
    );
    expect(nextStepSentence(engagementNextStep(pushed, 'enterprise'), 'en', '17:30')).toBe(
      'Waiting for the bank to take it up or decline by 17:30; otherwise it is recorded as no answer.',
    );
  });

  it('asks the bank to confirm a changed need before anything else', () => {
    const changed = engagement({ state: 'due_diligence', needChanged: true, papersAsked: 2 });
    expect(engagementNextStep(changed, 'bank')).toMatchObject({
      who: 'bank',
      yours: true,
      what: 'confirm_need',
    });
    expect(nextStepSentence(engagementNextStep(changed, 'enterprise'), 'zh')).toBe(
      '等待银行：企业变更了需求，请确认继续办理或退出。',
    );
    // A bank that has not taken the case up agreed to nothing yet.
    expect(engagementNextStep(engagement({ needChanged: true }), 'bank').what).toBe('answer_push');
  });

  it('counts the open tasks of a repair, and waits for another side when only its tasks are left', () => {
    const repairing = (repairOwners: EngagementNextSituation['repairOwners']) =>
      engagement({
        state: 'repairing',
        repairTasksOpen: repairOwners?.length ?? 0,
        repairOwners: repairOwners ?? [],
      });
    expect(engagementNextStep(repairing(['bank', 'enterprise']), 'enterprise')).toMatchObject({
      who: 'enterprise',
      what: 'finish_repair',
      params: { count: 2 },
    });
    expect(engagementNextStep(repairing(['bureau']), 'bureau')).toMatchObject({
      who: 'bureau',
      yours: true,
      what: 'help_repair',
    });
    expect(engagementNextStep(repairing([]), 'enterprise').what).toBe('send_again');
  });

  it('is short in a list: the act, and whose it is when it is not the reader’s', () => {
    const pushed = engagement({ dueMs: 5 });
    expect(nextStepPhrase(engagementNextStep(pushed, 'bank'), 'zh')).toBe('受理或婉拒');
    expect(nextStepPhrase(engagementNextStep(pushed, 'bureau'), 'zh')).toBe('银行：受理或婉拒');
    expect(nextStepPhrase(engagementNextStep(pushed, 'bank'), 'en')).toBe('Take it up or decline');
    expect(nextStepPhrase(engagementNextStep(pushed, 'bureau'), 'en')).toBe(
      'The bank: take it up or decline',
    );
  });

  it('turns to the enterprise while papers, head office or an offer wait for it', () => {
    expect(engagementNextStep(engagement({ state: 'due_diligence', papersAsked: 2 }), 'bank')).toMatchObject({
      who: 'enterprise',
      yours: false,
      what: 'answer_supplement',
      params: { count: 2 },
    });
    const review = { state: 'credit_review', offerOpen: true } as const;
    expect(engagementNextStep(engagement(review), 'enterprise').what).toBe('choose_offer');
    expect(engagementNextStep(engagement({ ...review, hqApprovalAwaited: true }), 'bank').what).toBe(
      'obtain_hq_approval',
    );
    expect(engagementNextStep(engagement({ ...review, offerChosen: true }), 'bank')).toMatchObject({
      who: 'bank',
      what: 'decide_credit',
    });
  });

  it('shows a silent bank that it may still answer, and the enterprise that it may go elsewhere', () => {
    const silent = engagement({ state: 'no_response' });
    expect(engagementNextStep(silent, 'bank').what).toBe('answer_late');
    expect(engagementNextStep(silent, 'enterprise')).toMatchObject({ who: 'enterprise', yours: true });
  });

  it('waits for the bureau to finish what it began for an enterprise', () => {
    const draft = request({ state: 'draft', draftedBy: 'bureau' });
    expect(requestNextStep(draft, 'bureau')).toMatchObject({
      who: 'bureau',
      yours: true,
      what: 'finish_draft',
    });
    expect(nextStepSentence(requestNextStep(draft, 'enterprise'), 'zh')).toBe(
      '等待商务部门：填完并提交需求。',
    );
  });

  it('does not call closed what its enterprise may still close, nor names a way that is not there', () => {
    const funded = requestNextStep(request({ state: 'funded' }), 'enterprise');
    expect(nextStepSentence(funded, 'zh')).toBe('资金已全部到位，核对无误后可办结需求。');
    expect(allowedRequestActions('funded', 'enterprise')).toContain('close');
    const declined = engagement({ state: 'declined', reasonsRepairable: true });
    expect(nextStepSentence(engagementNextStep(declined, 'enterprise'), 'zh')).toBe(
      '下一步：按原因补强、申请复议，或另选银行。',
    );
  });

  it('asks a bank for its own part of a repair, by its own hour, and the enterprise for its', () => {
    const repairing = engagement({
      state: 'repairing',
      repairTasksOpen: 2,
      repairOwners: ['bank', 'enterprise'],
      dueMs: 9,
    });
    const ownTasks = { open: 1, dueMs: 3 };
    expect(engagementNextStep({ ...repairing, ownTasks }, 'bank')).toMatchObject({
      who: 'bank',
      yours: true,
      what: 'help_repair',
      params: { count: 1 },
      byMs: 3,
    });
    expect(engagementNextStep({ ...repairing, ownTasks: { open: 1, dueMs: 9 } }, 'enterprise')).toMatchObject(
      {
        yours: true,
        what: 'finish_repair',
        byMs: 9,
      },
    );
  });

  it('threatens with nothing where no hour is set', () => {
    expect(engagementNextStep(engagement({}), 'bank')).toEqual({
      who: 'bank',
      yours: true,
      what: 'answer_push',
      params: {},
    });
  });

  it('leaves no state without a sentence, and says "nothing" only where nothing can follow', () => {
    for (const state of ENGAGEMENT_STATES) {
      for (const viewer of SIDES) {
        const step = engagementNextStep(engagement({ state, dueMs: 1 }), viewer);
        expect(step.who === null).toBe(isEngagementTerminal(state));
        for (const locale of LOCALES) expect(nextStepSentence(step, locale)).not.toMatch(/\{|undefined/);
      }
    }
    for (const state of REQUEST_STATES) {
      const step = requestNextStep(request({ state, openOffers: 1 }), 'bureau');
      for (const locale of LOCALES) expect(nextStepSentence(step, locale)).not.toMatch(/\{|undefined/);
      if (step.who === 'bureau') expect(allowedRequestActions(state, 'bureau')).not.toEqual([]);
    }
  });

  it('never waits for a bank that can do nothing', () => {
    for (const state of ENGAGEMENT_STATES) {
      if (engagementNextStep(engagement({ state }), 'bank').who !== 'bank') continue;
      const options = (['officer', 'reviewer', 'approver'] as const).flatMap((actor) =>
        engagementOptions({ state, facts: {} }, actor),
      );
      expect(options).not.toEqual([]);
    }
  });
});

describe('the limit for a conclusion', () => {
  it('is ten working days up to a year and thirty days for projects and longer terms', () => {
    expect(conclusionLimit(12, false)).toBe('conclude');
    expect(conclusionLimit(13, false)).toBe('conclude_long_term');
    expect(conclusionLimit(6, true)).toBe('conclude_long_term');
  });
});
