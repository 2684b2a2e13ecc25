import {
  approveCredit,
  cancelRest,
  recordBalances,
  recordContract,
  recordDisbursement,
  recordNotTaken,
  rescindCredit,
  sendOffer,
} from '@yinqi/contracts/engagement-money';
import { getRequestEngagements, type EngagementDetail } from '@yinqi/contracts/engagements';
import { chooseOffer, compareOffers } from '@yinqi/contracts/offers';
import { wan, type BankStaff } from './support/bank-staff.js';
import { CaseWorld, type Applicant } from './support/case-world.js';
import { FinancingRequestsStore } from '../src/financing-requests/financing-requests.store.js';
import { RequestReader } from '../src/financing-requests/request-reader.js';
import { Database } from '../src/platform/database/database.js';
import { CreditsStore } from '../src/engagements/credits.store.js';
import { EngagementMoves } from '../src/engagements/engagement-moves.js';
import { EngagementsStore } from '../src/engagements/engagements.store.js';
import { ExpireOffersChore } from '../src/engagements/expire-offers.chore.js';
import { OfferExpiry } from '../src/engagements/offer-expiry.js';
import { OffersStore } from '../src/engagements/offers.store.js';

const DAY_MS = 86_400_000;
const IN_TIME = AbortSignal.timeout(120_000);
const of = (seen: EngagementDetail) => ({ params: { id: seen.id }, version: seen.version });
const statuses = (seen: EngagementDetail) => seen.offers.map(({ status }) => status);
const actions = (seen: EngagementDetail) => seen.events.map(({ action }) => action);
const sentOf = (seen: EngagementDetail): string => {
  const offer = seen.offers.find(({ status }) => status === 'sent');
  if (!offer) throw new Error('no open offer');
  return offer.id;
};

/** The clock of the installation is moved by hand; the chore is started as the scheduler would. */
describe('offers and approvals past their last day', () => {
  let at: CaseWorld;
  let first: BankStaff;
  let second: BankStaff;
  let worker: Database;
  let chore: ExpireOffersChore;

  beforeEach(async () => {
    at = await CaseWorld.open();
    first = await at.bank('示例银行甲');
    second = await at.bank('示例银行乙');
    worker = await new Database(at.installation.database.workerUrl, 2).open();
    const { clock } = at.installation;
    const [cases, offers] = [new EngagementsStore(), new OffersStore()];
    const requests = new RequestReader(new FinancingRequestsStore());
    const expiry = new OfferExpiry(requests, cases, offers, new EngagementMoves(cases, clock));
    chore = new ExpireOffersChore(worker, offers, new CreditsStore(), expiry, clock);
  });
  afterEach(async () => {
    await worker.close();
    await at.close();
  });

  const daysLater = (days: number): void => at.installation.clock.advance(days * DAY_MS);
  const choose = (applicant: Applicant, offerId: string, standbyId: string) =>
    applicant.signatory(chooseOffer, { params: { id: applicant.requestId }, body: { offerId, standbyId } });
  /** Sessions end before offers do. */
  const again = async (applicant: Applicant): Promise<Applicant> => ({
    ...applicant,
    finance: await at.installation.signIn(
      await at.world.account('enterprise', applicant.enterprise.id, ['finance']),
    ),
  });
  const openedAgain = async (staff: BankStaff): Promise<BankStaff> =>
    Object.assign(Object.create(staff) as BankStaff, {
      officer: await at.installation.signIn(await at.world.account('bank', staff.bank.id, ['officer'])),
    }); // the same bank, its officer signed in anew

  const chosenWithStandby = async () => {
    const applicant = await at.applicant();
    await at.push(applicant, first, second);
    const chosen = await at.offered(applicant, first, 3200, { validUntil: at.day(5) });
    const standby = await at.offered(applicant, second, 3200, { validUntil: at.day(20) });
    await choose(applicant, sentOf(chosen), sentOf(standby));
    return applicant;
  };

  it('are over at once, are written down once, and let the standby come back', async () => {
    const applicant = await chosenWithStandby();
    // Day 5 is a whole day of the offer.
    daysLater(5);
    await chore.run(IN_TIME);
    const enterprise = await again(applicant);
    const bank = await openedAgain(first);
    expect(statuses(await at.caseAt(enterprise, bank))).toEqual(['chosen']);
    daysLater(1);
    // Before anything was written down, the clock has freed what it held.
    const before = await again(applicant);
    const comparison = await before.finance(compareOffers, { params: { id: applicant.requestId } });
    expect([comparison.chosenFen, comparison.offers.map(({ status }) => status)]).toEqual([
      '0',
      ['lapsed', 'standby'],
    ]);
    await chore.run(IN_TIME);
    await chore.run(IN_TIME);
    await at.installation.settled();
    const lapsed = await at.caseAt(before, await openedAgain(first));
    expect([lapsed.status, ...statuses(lapsed)]).toEqual(['accepted', 'lapsed']);
    expect(actions(lapsed).filter((action) => action === 'lapse_offer')).toHaveLength(1);
    const revived = await at.caseAt(before, await openedAgain(second));
    expect(statuses(revived)).toEqual(['sent']);
    expect(actions(revived).at(-1)).toBe('revive_offer');
    // The bank whose offer lapsed may offer again.
    const renewed = await at.offer(await openedAgain(first), lapsed, 3000);
    expect(renewed.offers.map(({ version, status }) => [version, status])).toEqual([
      [1, 'lapsed'],
      [2, 'sent'],
    ]);
  });

  it('end an approval that nobody used, and bring the standby back with it', async () => {
    const applicant = await chosenWithStandby();
    const reviewed = await at.steps(
      first,
      await at.caseAt(applicant, first),
      'record_contact',
      'start_due_diligence',
      'submit_to_review',
    );
    // The officer could still take that back for ten seconds.
    at.installation.clock.advance(10_000);
    const terms = { amountFen: wan(3200), annualRateBp: 305, revolving: false, conditions: null };
    await first.approver(approveCredit, { ...of(reviewed), body: { ...terms, validUntil: at.day(10) } });
    daysLater(6);
    await chore.run(IN_TIME);
    await at.installation.settled();
    // The approval has taken the place of the offer's own day.
    const later = await again(applicant);
    expect(statuses(await at.caseAt(later, await openedAgain(first)))).toEqual(['chosen']);
    daysLater(5);
    await chore.run(IN_TIME);
    await at.installation.settled();
    const last = await again(applicant);
    const ended = await at.caseAt(last, await openedAgain(first));
    expect([ended.status, ...statuses(ended)]).toEqual(['lapsed', 'lapsed']);
    expect(statuses(await at.caseAt(last, await openedAgain(second)))).toEqual(['sent']);
  });
});

describe('after the credit', () => {
  let at: CaseWorld;
  let bank: BankStaff;

  beforeAll(async () => {
    at = await CaseWorld.open();
    bank = await at.bank('示例银行甲');
  });
  afterAll(() => at.close());

  const approved = async () => {
    const { applicant } = await at.pushed(bank);
    const offered = await at.offered(applicant, bank, 3200);
    await applicant.signatory(chooseOffer, {
      params: { id: applicant.requestId },
      body: { offerId: sentOf(offered) },
    });
    const reviewed = await at.steps(
      bank,
      await at.caseAt(applicant, bank),
      'record_contact',
      'start_due_diligence',
      'submit_to_review',
    );
    // The officer could still take that back for ten seconds.
    at.installation.clock.advance(10_000);
    const seen = await bank.approver(approveCredit, {
      ...of(reviewed),
      body: {
        amountFen: wan(3200),
        annualRateBp: 305,
        revolving: false,
        validUntil: at.day(180),
        conditions: null,
      },
    });
    return { applicant, seen };
  };
  const disbursed = async () => {
    const { applicant, seen } = await approved();
    const contracted = await bank.officer(recordContract, {
      ...of(seen),
      body: { contractNumber: `HT-${seen.id.slice(0, 8)}`, signedOn: at.day(-3) },
    });
    const paid = await bank.officer(recordDisbursement, {
      ...of(contracted),
      body: {
        noteNumber: `JJ-${seen.id.slice(0, 8)}`,
        amountFen: wan(2000),
        annualRateBp: 305,
        disbursedOn: at.day(-3),
        maturesOn: at.day(365),
      },
    });
    const [note] = paid.disbursements;
    if (!note) throw new Error('nothing was disbursed');
    return { applicant, paid, note };
  };

  it('lets either side say that a credit was not used, with why, and no clerk of the enterprise', async () => {
    const { applicant, seen } = await approved();
    const said = { ...of(seen), body: { reason: 'HQ_APPROVAL_NOT_OBTAINED' as const } };
    await expect(applicant.finance(recordNotTaken, said)).rejects.toMatchObject({
      code: 'transition.refused',
    });
    await expect(
      applicant.signatory(recordNotTaken, { ...of(seen), body: { reason: 'OTHER' } }),
    ).rejects.toMatchObject({ faults: [{ pointer: '/body/text', code: 'required' }] });
    const ended = await applicant.signatory(recordNotTaken, said);
    expect(ended.status).toBe('not_taken');
    expect(ended.events.at(-1)).toMatchObject({
      action: 'not_take',
      actorSide: 'enterprise',
      notTaken: 'HQ_APPROVAL_NOT_OBTAINED',
    });
  });

  it('lets the approver rescind a credit whose condition was not met, named for all to read, and nobody else', async () => {
    const { applicant, seen } = await approved();
    const said = { ...of(seen), body: { condition: '抵押登记逾期未办妥' } };
    await expect(bank.officer(rescindCredit, said)).rejects.toMatchObject({ code: 'permission.denied' });
    const ended = await bank.approver(rescindCredit, said);
    expect(ended).toMatchObject({ status: 'rescinded', dueAt: null });
    await at.installation.settled();
    const { items } = await applicant.finance(getRequestEngagements, { params: { id: applicant.requestId } });
    expect(items[0]?.events.at(-1)).toMatchObject({ action: 'rescind', note: '抵押登记逾期未办妥' });
    // What was chosen is free again.
    expect(items[0]?.offers.map(({ status }) => status)).toEqual(['lapsed']);
    expect(await at.requestStatus(applicant)).toMatch(/^(verified|matched)$/);
  });

  it('lets the signatory draw no more of a credit, as the officer may cancel it', async () => {
    const { applicant, paid } = await disbursed();
    await expect(applicant.finance(cancelRest, { ...of(paid), body: {} })).rejects.toMatchObject({
      code: 'transition.refused',
    });
    const closed = await applicant.signatory(cancelRest, { ...of(paid), body: { note: '资金已够用' } });
    expect(closed).toMatchObject({ status: 'closed', disbursedFen: wan(2000) });
  });

  it('keeps what is owed apart from what was disbursed, the latest day counting', async () => {
    const { paid, note } = await disbursed();
    expect(note.balance).toBeUndefined();
    const report = (seen: EngagementDetail, asOf: string, amountWan: number) =>
      bank.officer(recordBalances, {
        ...of(seen),
        body: { asOf, balances: [{ disbursementId: note.id, outstandingFen: wan(amountWan) }] },
      });
    const once = await report(paid, at.day(0), 1500);
    // Told later, of an earlier day: the later day's balance stands.
    const twice = await report(once, at.day(-1), 1800);
    expect(twice.disbursements[0]).toMatchObject({
      amountFen: wan(2000),
      balance: { outstandingFen: wan(1500), asOf: at.day(0) },
    });
    expect([twice.status, twice.disbursedFen]).toEqual(['partially_disbursed', wan(2000)]);
    await expect(report(twice, at.day(0), 1400)).rejects.toMatchObject({
      faults: [{ pointer: '/body/asOf', code: 'duplicate' }],
    });
    await expect(report(twice, at.day(-2), 2001)).rejects.toMatchObject({
      faults: [{ pointer: '/body/balances/0/outstandingFen', code: 'above_note' }],
    });
  });

  it('refuses an offer above the rate its product publishes or with nothing left to use', async () => {
    const { seen } = await at.pushed(bank);
    const accepted = await at.accept(bank, seen);
    await expect(
      bank.officer(sendOffer, {
        ...of(accepted),
        body: at.terms(3200, { annualRateBp: 421, guaranteeFeeFen: wan(200), depositFen: wan(3000) }),
      }),
    ).rejects.toMatchObject({
      code: 'request.invalid',
      faults: [
        { pointer: '/body/annualRateBp', code: 'above_product_rate', params: { limit: '420' } },
        { pointer: '/body/depositFen', code: 'costs_reach_amount', params: { limit: wan(3200) } },
      ],
    });
    await expect(bank.officer(sendOffer, { ...of(accepted), body: at.terms(99) })).rejects.toMatchObject({
      faults: [{ code: 'below_product_amount', params: { limit: wan(100) } }],
    });
  });
});
