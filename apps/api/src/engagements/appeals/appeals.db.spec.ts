import type { Call } from '@yinqi/contracts/client';
import { declineEngagement } from '@yinqi/contracts/engagement-commands';
import { getEngagement, listEngagements, type EngagementDetail } from '@yinqi/contracts/engagements';
import { withdrawConsent } from '@yinqi/contracts/disclosure';
import {
  appealRefusal,
  askMediation,
  concludeMediation,
  decideAppeal,
  endMediation,
} from '@yinqi/contracts/refusal-commands';
import type { BankStaff } from '../../../test/support/bank-staff.js';
import { CaseWorld } from '../../../test/support/case-world.js';

const of = (seen: EngagementDetail) => ({ params: { id: seen.id }, version: seen.version });
const GROUNDS = '单体口径资产负债率为 61%，请按单体口径复核。';
const RECOMMENDATION = '建议银行按单体口径重新核算负债，并由另一名客户经理办理。';

describe('an appeal against a refusal', () => {
  let at: CaseWorld;
  let bank: BankStaff;
  let reviewer: Call;

  const declined = async (as: Call = bank.officer) => {
    const { applicant, seen } = await at.pushed(bank);
    const after = await as(declineEngagement, {
      ...of(seen),
      body: { reasons: [{ code: 'LEVERAGE', text: '资产负债率连续两年高于 80%' }] },
    });
    at.installation.clock.advance(10_000);
    await at.installation.settled();
    return { applicant, seen: after };
  };

  beforeAll(async () => {
    at = await CaseWorld.open();
    bank = await at.bank('示例银行甲');
    reviewer = await at.installation.signIn(
      await at.world.account('bank', bank.bank.id, ['officer', 'reviewer']),
    );
  });
  afterAll(() => at.close());

  it('waits ten working days in nobody’s hands, in the pile of the credit desk', async () => {
    const { applicant, seen } = await declined();
    const appealed = await applicant.finance(appealRefusal, { ...of(seen), body: { grounds: GROUNDS } });
    expect(appealed).toMatchObject({
      status: 'appealed',
      officerName: null,
      // 10 × 7 office hours.
      minutesLeft: 4200,
      review: { kind: 'appeal', grounds: GROUNDS, outcome: null },
      nextStep: { who: 'bank', what: 're_examine' },
    });
    // The bureau reads that it was filed, not what it says of the bank's reasons.
    const forBureau = await at.bureau(getEngagement, { params: { id: seen.id } });
    expect(forBureau.review).toMatchObject({ kind: 'appeal', grounds: null });
    const { items } = await reviewer(listEngagements, {
      query: { stage: 'credit', tab: 'unclaimed', search: seen.requestNumber },
    });
    expect(items).toMatchObject([{ id: seen.id, secondLook: { mayDecide: true } }]);
  });

  it('is decided by somebody other than who declined: upheld, the case closes', async () => {
    const { applicant, seen } = await declined(reviewer);
    const appealed = await applicant.finance(appealRefusal, { ...of(seen), body: { grounds: GROUNDS } });
    const decision = { outcome: 'uphold' as const, statement: '合并口径下负债率仍高于本行上限。' };
    await expect(reviewer(decideAppeal, { ...of(appealed), body: decision })).rejects.toMatchObject({
      params: { reason: 'guard.another_person' },
    });
    const upheld = await bank.approver(decideAppeal, { ...of(appealed), body: decision });
    expect(upheld).toMatchObject({
      status: 'closed',
      review: { outcome: 'uphold', statement: decision.statement, decidedByName: expect.any(String) },
    });
    expect(upheld.events.slice(-2).map(({ action }) => action)).toEqual(['uphold', 'close_appeal']);
  });

  it('goes back into review when it is overturned, and the request is engaged again', async () => {
    const { applicant, seen } = await declined();
    const appealed = await applicant.finance(appealRefusal, { ...of(seen), body: { grounds: GROUNDS } });
    // The papers were complete three weeks ago: the ten days of then are long over.
    await at.world.insert(`update engagement set complete_since = $2 where id = $1`, [
      seen.id,
      new Date(at.installation.clock.now().getTime() - 21 * 86_400_000),
    ]);
    const overturned = await bank.approver(decideAppeal, {
      ...of(appealed),
      body: { outcome: 'overturn', statement: '按单体口径复核，负债率符合要求。' },
    });
    expect(overturned).toMatchObject({
      status: 'credit_review',
      mine: true,
      // Ten working days of seven hours from the decision.
      minutesLeft: 4200,
      review: { outcome: 'overturn' },
    });
    expect(await at.requestStatus(applicant)).toBe('engaged');
  });

  it('lets one of two people decide, and tells the other who and what', async () => {
    const { applicant, seen } = await declined();
    const appealed = await applicant.finance(appealRefusal, { ...of(seen), body: { grounds: GROUNDS } });
    const decide = (call: Call, outcome: 'uphold' | 'overturn') =>
      call(decideAppeal, { ...of(appealed), body: { outcome, statement: '复议后的书面意见如上所述。' } });
    const outcomes = await Promise.allSettled([
      decide(reviewer, 'uphold'),
      decide(bank.approver, 'overturn'),
    ]);
    expect(outcomes.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const [lost] = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
    expect(lost).toMatchObject({ code: 'resource.version_conflict', params: { who: expect.any(String) } });
  });

  it('needs the officer’s superior, and is the enterprise’s alone to file', async () => {
    const { applicant, seen } = await declined(reviewer);
    const appealed = await applicant.finance(appealRefusal, { ...of(seen), body: { grounds: GROUNDS } });
    await expect(
      bank.officer(decideAppeal, {
        ...of(appealed),
        body: { outcome: 'overturn', statement: '经办人员不能决定复议。' },
      }),
    ).rejects.toMatchObject({ params: { reason: 'transition.not_by_this_actor' } });
  });

  it('is not taken once the 28 days are over', async () => {
    const { applicant, seen } = await declined();
    await at.world.insert(
      `update engagement_event set at = at - interval '28 days' where engagement_id = $1 and action = 'decline'`,
      [seen.id],
    );
    await expect(
      applicant.finance(appealRefusal, { ...of(seen), body: { grounds: GROUNDS } }),
    ).rejects.toMatchObject({ params: { reason: 'guard.within_appeal_window' } });
  });

  describe('and mediation', () => {
    let mediator: Call;
    beforeAll(async () => {
      mediator = await at.installation.signIn(
        await at.world.account('bureau', at.world.unitId('320000'), ['mediator']),
      );
    });
    const mediated = async () => {
      const { applicant, seen } = await declined();
      const asked = await applicant.finance(askMediation, { ...of(seen), body: { grounds: GROUNDS } });
      return { applicant, asked };
    };

    it('recommends in writing and cannot overrule: another officer of the bank looks again', async () => {
      const { asked } = await mediated();
      expect(asked).toMatchObject({
        status: 'mediation',
        review: { kind: 'mediation' },
        nextStep: { who: 'bureau', what: 'mediate', otherwise: 'flagged_late' },
      });
      const seen = await mediator(getEngagement, { params: { id: asked.id } });
      expect(seen.options.map(({ action }) => action)).toEqual(['re_push', 'end_mediation']);
      const sent = await mediator(concludeMediation, {
        ...of(asked),
        body: { outcome: 're_push', recommendation: RECOMMENDATION },
      });
      expect(sent).toMatchObject({
        status: 're_pushed',
        review: { outcome: 're_push', statement: RECOMMENDATION },
      });
      const atBank = await reviewer(getEngagement, { params: { id: asked.id } });
      expect(atBank.secondLook).toMatchObject({ mayDecide: true });
      expect(atBank.review?.statement).toBe(RECOMMENDATION);
    });

    it('sends nothing without a consent that still holds', async () => {
      const { applicant, asked } = await mediated();
      await applicant.signatory(withdrawConsent, { params: { id: asked.consent?.id ?? '' } });
      await expect(
        mediator(concludeMediation, {
          ...of(asked),
          body: { outcome: 're_push', recommendation: RECOMMENDATION },
        }),
      ).rejects.toMatchObject({ code: 'engagement.consent_missing' });
    });

    it('closes with the recommendation, or with the enterprise’s word', async () => {
      const { asked } = await mediated();
      const closed = await mediator(concludeMediation, {
        ...of(asked),
        body: { outcome: 'close', recommendation: RECOMMENDATION },
      });
      expect(closed).toMatchObject({ status: 'closed', review: { outcome: 'close' } });
      const again = await mediated();
      expect(await again.applicant.finance(endMediation, of(again.asked))).toMatchObject({
        status: 'closed',
        review: { outcome: 'ended', statement: null },
      });
    });
  });
});
