import { stepEngagement } from '@yinqi/contracts/engagement-commands';
import {
  approveCredit,
  cancelRest,
  recordContract,
  recordDisbursement,
  recordNotTaken,
} from '@yinqi/contracts/engagement-money';
import { getRequestEngagements, type EngagementDetail } from '@yinqi/contracts/engagements';
import {
  getFinancingRequest,
  saveFinancingRequest,
  type RequestContent,
} from '@yinqi/contracts/financing-requests';
import { answerNeedChange } from '@yinqi/contracts/handovers';
import { chooseOffer, compareOffers } from '@yinqi/contracts/offers';
import { wan, type BankStaff } from '../../test/support/bank-staff.js';
import { CaseWorld, type Applicant } from '../../test/support/case-world.js';

const of = (seen: EngagementDetail) => ({ params: { id: seen.id }, version: seen.version });
const sentOf = (seen: EngagementDetail): string => {
  const offer = seen.offers.findLast(({ status }) => status === 'sent');
  if (!offer) throw new Error('no open offer');
  return offer.id;
};

describe('what is left of a request', () => {
  let at: CaseWorld;
  let first: BankStaff;
  let second: BankStaff;

  beforeAll(async () => {
    at = await CaseWorld.open();
    first = await at.bank('示例银行甲');
    second = await at.bank('示例银行乙');
  });
  afterAll(() => at.close());

  const choose = (applicant: Applicant, offerId: string, standbyId?: string) =>
    applicant.signatory(chooseOffer, {
      params: { id: applicant.requestId },
      body: { offerId, ...(standbyId === undefined ? {} : { standbyId }) },
    });
  const compare = (applicant: Applicant) =>
    applicant.finance(compareOffers, { params: { id: applicant.requestId } });
  const revise = async (applicant: Applicant, patch: Partial<RequestContent>) => {
    const params = { id: applicant.requestId };
    const { version } = await applicant.finance(getFinancingRequest, { params });
    return applicant.finance(saveFinancingRequest, { params, version, body: patch });
  };
  const approved = async (applicant: Applicant, staff: BankStaff, amountWan: number) => {
    const seen = await at.steps(
      staff,
      await at.caseAt(applicant, staff),
      'record_contact',
      'start_due_diligence',
      'submit_to_review',
    );
    at.installation.clock.advance(10_000);
    return staff.approver(approveCredit, {
      ...of(seen),
      body: {
        amountFen: wan(amountWan),
        annualRateBp: 305,
        revolving: false,
        validUntil: at.day(180),
        conditions: null,
      },
    });
  };
  const paid = (staff: BankStaff, seen: EngagementDetail, amountWan: number) =>
    staff.officer(recordDisbursement, {
      ...of(seen),
      body: {
        noteNumber: `JJ-${seen.id.slice(0, 8)}-${amountWan}`,
        amountFen: wan(amountWan),
        annualRateBp: 305,
        disbursedOn: at.day(0),
        maturesOn: at.day(365),
        aboveApproval: true,
      },
    });
  const signed = (staff: BankStaff, seen: EngagementDetail) =>
    staff.officer(recordContract, {
      ...of(seen),
      body: { contractNumber: `HT-${seen.id.slice(0, 8)}`, signedOn: at.day(0) },
    });

  it('grows by what the chosen bank approves less, and again when the rest is cancelled', async () => {
    const applicant = await at.applicant();
    await at.push(applicant, first, second);
    const chosen = await at.offered(applicant, first, 3200);
    const standby = await at.offered(applicant, second, 3200);
    await choose(applicant, sentOf(chosen), sentOf(standby));
    const credit = await approved(applicant, first, 2000);
    await at.installation.settled();
    // 3200 asked − 2000 approved = 1200 万: the standby is an offer again, for that much.
    const compared = await compare(applicant);
    expect(compared).toMatchObject({ chosenFen: wan(2000), restFen: wan(1200) });
    const again = compared.offers.find(({ engagementId }) => engagementId === standby.id);
    expect(again).toMatchObject({ status: 'sent', open: true, usableFen: wan(1200) });
    await choose(applicant, sentOf(await at.caseAt(applicant, second)));
    const part = await paid(first, await signed(first, credit), 500);
    await first.officer(cancelRest, { ...of(part), body: {} });
    // 3200 − 500 paid out by the first − 1200 held by the second = 1500 万.
    expect(await compare(applicant)).toMatchObject({ chosenFen: wan(1700), restFen: wan(1500) });
  });

  it('takes a real disbursement after the case has ended, and leaves the case ended', async () => {
    const { applicant } = await at.pushed(first);
    await choose(applicant, sentOf(await at.offered(applicant, first, 3200)));
    const full = await paid(first, await signed(first, await approved(applicant, first, 2000)), 2000);
    expect(full.status).toBe('disbursed');
    const more = await paid(first, full, 100);
    expect(more).toMatchObject({ status: 'disbursed', disbursedFen: wan(2100) });
    const closed = await first.officer(stepEngagement, { ...of(more), body: { step: 'close' } });
    const late = await paid(first, closed, 200);
    expect(late).toMatchObject({ status: 'closed', disbursedFen: wan(2300) });
    expect(late.events.at(-1)).toMatchObject({ action: 'report_disbursement', from: 'closed', to: 'closed' });

    const { applicant: other } = await at.pushed(first);
    await choose(other, sentOf(await at.offered(other, first, 3200)));
    const credit = await approved(other, first, 2000);
    const untaken = await first.officer(recordNotTaken, {
      ...of(credit),
      body: { reason: 'FUNDED_ELSEWHERE' },
    });
    expect(await paid(first, untaken, 300)).toMatchObject({ status: 'not_taken', disbursedFen: wan(300) });
  });

  it('stays reckoned in one currency and never falls below what is chosen', async () => {
    const { applicant } = await at.pushed(first);
    await expect(revise(applicant, { currency: 'USD' })).rejects.toMatchObject({
      code: 'request.invalid',
      faults: [{ pointer: '/content/currency', code: 'engaged' }],
    });
    await choose(applicant, sentOf(await at.offered(applicant, first, 2000)));
    await expect(revise(applicant, { amountFen: wan(1999) })).rejects.toMatchObject({
      code: 'request.invalid',
      faults: [{ pointer: '/content/amountFen', code: 'below_chosen', params: { minFen: wan(2000) } }],
    });
    expect((await revise(applicant, { amountFen: wan(2000) })).amountFen).toBe(wan(2000));
  });

  it('is chosen only from offers for the need as it stands: a revised one is offered for again', async () => {
    const { applicant } = await at.pushed(first);
    const offered = await at.offered(applicant, first, 3200);
    await revise(applicant, { termMonths: 24 });
    const { offers } = await compare(applicant);
    expect(offers).toMatchObject([{ status: 'sent', open: false, forNeed: false, usableFen: '0' }]);
    await expect(choose(applicant, sentOf(offered))).rejects.toMatchObject({
      code: 'offer.not_open',
      params: { reason: 'offer.of_earlier_version' },
    });
    await at.installation.settled();
    const revised = await at.caseAt(applicant, first);
    expect(revised).toMatchObject({ termMonths: 24, offers: [{ status: 'sent', forNeed: false }] });
    // Nobody is told to choose what cannot be chosen: the bank is waited for, also once it has confirmed.
    const waitsFor = async () => {
      const params = { id: applicant.requestId };
      const { items } = await applicant.finance(getRequestEngagements, { params });
      const { nextStep } = await applicant.finance(getFinancingRequest, { params });
      return [items[0]?.nextStep.what, nextStep.what];
    };
    expect(await waitsFor()).toEqual(['confirm_need', 'work_on_request']);
    // Whoever still has the earlier need before them is told before they offer for it.
    await expect(at.offer(first, offered, 3200)).rejects.toMatchObject({ code: 'resource.version_conflict' });
    const confirmed = await first.officer(answerNeedChange, { ...of(revised), body: { answer: 'confirm' } });
    expect(await waitsFor()).toEqual(['make_contact', 'work_on_request']);
    const again = await at.offer(first, confirmed, 3200, { termMonths: 24 });
    expect(again.offers.map(({ status, forNeed }) => [status, forNeed])).toEqual([
      ['withdrawn', false],
      ['sent', true],
    ]);
    expect(await waitsFor()).toEqual(['choose_offer', 'compare_offers']);
    expect(await choose(applicant, sentOf(again))).toMatchObject({ restFen: '0' });
  });
});
