import { randomUUID } from 'node:crypto';
import { undoEngagement, stepEngagement } from '@yinqi/contracts/engagement-commands';
import {
  approveCredit,
  recordContract,
  recordDisbursement,
  sendOffer,
  withdrawOffer,
} from '@yinqi/contracts/engagement-money';
import { getEngagement, type EngagementDetail } from '@yinqi/contracts/engagements';
import { chooseOffer, compareOffers } from '@yinqi/contracts/offers';
import { wan, type BankStaff } from '../../test/support/bank-staff.js';
import { CaseWorld, type Applicant } from '../../test/support/case-world.js';
import type { Caller } from '../platform/database/caller.js';
import { Database } from '../platform/database/database.js';

const of = (seen: EngagementDetail) => ({ params: { id: seen.id }, version: seen.version });
const sentOf = (seen: EngagementDetail): string => {
  const offer = seen.offers.findLast(({ status }) => status === 'sent');
  if (!offer) throw new Error('no open offer');
  return offer.id;
};
const statuses = (seen: EngagementDetail) => seen.offers.map(({ status }) => status);

describe('offers and choosing', () => {
  let at: CaseWorld;
  let first: BankStaff;
  let second: BankStaff;
  let third: BankStaff;

  const choose = (applicant: Applicant, offerId: string, standbyId?: string) =>
    applicant.signatory(chooseOffer, {
      params: { id: applicant.requestId },
      body: { offerId, ...(standbyId === undefined ? {} : { standbyId }) },
    });

  beforeAll(async () => {
    at = await CaseWorld.open();
    first = await at.bank('示例银行甲');
    second = await at.bank('示例银行乙');
    third = await at.bank('示例银行丙');
  });
  afterAll(() => at.close());

  it('compares on one basis: interest over the request’s twelve months plus fees', async () => {
    const applicant = await at.applicant();
    await at.push(applicant, first, second);
    await at.offered(applicant, first, 3200, { annualRateBp: 305, termMonths: 24 });
    await at.offered(applicant, second, 3000, {
      annualRateBp: 340,
      guaranteeFeeFen: '2500000',
      appraisalFeeFen: '600000',
    });
    const { offers, basisMonths, restFen } = await applicant.finance(compareOffers, {
      params: { id: applicant.requestId },
    });
    expect([basisMonths, restFen]).toEqual([12, wan(3200)]);
    // 3200 万 × 3.05 % = 97.6 万; 3000 万 × 3.40 % + 2.5 万 + 0.6 万 = 105.1 万, at 2996.9 万 received 3.51 % a year.
    expect(offers.map(({ cost }) => [cost.totalFen, cost.annualBp])).toEqual([
      ['97600000', 305],
      ['105100000', 351],
    ]);
  });

  it('revises by a new version and refuses what was not asked for', async () => {
    const { applicant } = await at.pushed(first);
    const offered = await at.offered(applicant, first, 3000);
    const revised = await at.offer(first, offered, 3200, { annualRateBp: 295 });
    expect(revised.offers.map(({ version, status }) => [version, status])).toEqual([
      [1, 'withdrawn'],
      [2, 'sent'],
    ]);
    await expect(
      first.officer(sendOffer, { ...of(revised), body: at.terms(3201, { validUntil: at.day(-1) }) }),
    ).rejects.toMatchObject({
      code: 'request.invalid',
      faults: [
        { pointer: '/body/amountFen', code: 'above_request' },
        { pointer: '/body/validUntil', code: 'in_the_past' },
      ],
    });
    // Beyond 2⁵³ no amount is one: refused by name before anything looks at it.
    const body = { ...at.terms(3200), amountFen: '9007199254740993' };
    await expect(first.officer(sendOffer, { ...of(revised), body })).rejects.toMatchObject({
      code: 'request.invalid',
      faults: [{ pointer: '/body/amountFen', code: 'amount_too_large' }],
    });
  });

  it('stops the bank’s clock while its offer waits for the enterprise, and no longer', async () => {
    const { applicant, seen } = await at.pushed(first);
    const accepted = await at.accept(first, seen);
    const offered = await at.offer(first, accepted, 3000);
    const stands = { dueAt: null, minutesLeft: null, nextStep: { who: 'enterprise', what: 'choose_offer' } };
    expect(offered).toMatchObject(stands);
    at.installation.clock.advance(600_000);
    const revised = await at.offer(first, await at.caseAt(applicant, first), 3200);
    expect(revised).toMatchObject(stands);
    expect(revised.minutesUsed.enterprise - offered.minutesUsed.enterprise).toBe(10);
    const withdrawn = await first.officer(withdrawOffer, {
      params: { id: revised.id, offerId: sentOf(revised) },
      version: revised.version,
    });
    // First contact in three days of seven hours; a minute begins with the offer.
    const left = withdrawn.minutesLeft ?? 0;
    expect((accepted.minutesLeft ?? 0) - left).toBeLessThanOrEqual(1);
    const again = await at.offer(first, withdrawn, 3200);
    at.installation.clock.advance(600_000);
    await choose(applicant, sentOf(again));
    const chosen = await at.caseAt(applicant, first);
    expect(left - (chosen.minutesLeft ?? 0)).toBeLessThanOrEqual(1);
    expect(chosen.nextStep.who).toBe('bank');
  });

  it('ends the others at once when the chosen offer covers the request', async () => {
    const applicant = await at.applicant();
    await at.push(applicant, first, second, third);
    const chosen = await at.offered(applicant, first, 3200);
    await at.offered(applicant, second, 3200);
    const result = await choose(applicant, sentOf(chosen));
    expect(result).toMatchObject({ chosenFen: wan(3200), restFen: '0' });
    expect(result.offers.map(({ status }) => status)).toEqual(['chosen', 'not_chosen']);
    expect((await at.caseAt(applicant, second)).status).toBe('not_selected');
    // The third had not even offered: nothing is left for it either.
    expect((await at.caseAt(applicant, third)).status).toBe('not_selected');
    expect((await at.caseAt(applicant, first)).nextStep.who).toBe('bank');
  });

  it('keeps the others, capped at the rest, when the chosen offer covers a part', async () => {
    const applicant = await at.applicant();
    await at.push(applicant, first, second);
    const chosen = await at.offered(applicant, first, 2000);
    const other = await at.offered(applicant, second, 3200);
    const result = await choose(applicant, sentOf(chosen));
    // 3200 − 2000 = 1200 万 is what the second can still bring.
    expect(result.offers.map(({ status, usableFen }) => [status, usableFen])).toEqual([
      ['chosen', wan(2000)],
      ['sent', wan(1200)],
    ]);
    const both = await choose(applicant, sentOf(other));
    expect(both).toMatchObject({ chosenFen: wan(3200), restFen: '0' });
    await expect(choose(applicant, sentOf(other))).rejects.toMatchObject({ code: 'offer.not_open' });
  });

  it('holds what the page showed, or says who chose meanwhile', async () => {
    const applicant = await at.applicant();
    await at.push(applicant, first, second);
    const one = await at.offered(applicant, first, 2000);
    const other = await at.offered(applicant, second, 3200);
    const seen = {
      params: { id: applicant.requestId },
      body: { offerId: sentOf(other), usableFen: wan(3200) },
    };
    await choose(applicant, sentOf(one));
    await expect(applicant.signatory(chooseOffer, seen)).rejects.toMatchObject({
      code: 'resource.version_conflict',
      params: { who: expect.any(String), what: 'choose_offer' },
    });
    const now = { ...seen, body: { ...seen.body, usableFen: wan(1200) } };
    expect(await applicant.signatory(chooseOffer, now)).toMatchObject({ chosenFen: wan(3200) });
  });

  it('takes no choice once the request is over, though its cases have not ended yet', async () => {
    const { applicant } = await at.pushed(first);
    const offered = await at.offered(applicant, first, 3200);
    await at.world.insert(`update financing_request set status = 'withdrawn' where id = $1`, [
      applicant.requestId,
    ]);
    await expect(choose(applicant, sentOf(offered))).rejects.toMatchObject({
      code: 'transition.refused',
      params: { reason: 'guard.request_open' },
    });
  });

  it('revives the standby when the chosen bank withdraws', async () => {
    const applicant = await at.applicant();
    await at.push(applicant, first, second);
    const chosen = await at.offered(applicant, first, 3200);
    const standby = await at.offered(applicant, second, 3200);
    await choose(applicant, sentOf(chosen), sentOf(standby));
    expect(statuses(await at.caseAt(applicant, second))).toEqual(['standby']);
    const seen = await at.caseAt(applicant, first);
    await first.officer(withdrawOffer, {
      params: { id: seen.id, offerId: sentOf(chosen) },
      version: seen.version,
    });
    await at.installation.settled();
    expect(statuses(await at.caseAt(applicant, second))).toEqual(['sent']);
  });

  it('frees what a declined case held only when the refusal is final', async () => {
    const applicant = await at.applicant();
    await at.push(applicant, first, second);
    const chosen = await at.offered(applicant, first, 3200);
    const standby = await at.offered(applicant, second, 3200);
    await choose(applicant, sentOf(chosen), sentOf(standby));
    const declined = await at.decline(first, await at.caseAt(applicant, first));
    expect(statuses(declined)).toEqual(['chosen']);
    const undone = await first.officer(undoEngagement, of(declined));
    expect([undone.status, ...statuses(undone)]).toEqual(['accepted', 'chosen']);
    await at.decline(first, undone);
    await at.installation.settled();
    expect(statuses(await at.caseAt(applicant, first))).toEqual(['lapsed']);
    expect(statuses(await at.caseAt(applicant, second))).toEqual(['sent']);
  });

  it('lets one of choice and withdrawal win, never both', async () => {
    for (let round = 0; round < 4; round++) {
      const { applicant } = await at.pushed(first);
      const seen = await at.offered(applicant, first, 3200);
      const offerId = sentOf(seen);
      const outcomes = await Promise.allSettled([
        choose(applicant, offerId),
        first.officer(withdrawOffer, { params: { id: seen.id, offerId }, version: seen.version }),
      ]);
      const refused = outcomes.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
      expect(refused).toHaveLength(1);
      expect(['offer.not_open', 'resource.version_conflict']).toContain(
        (refused[0] as { code: string }).code, // a ProblemError, as every refusal of the client
      );
      const after = await at.caseAt(applicant, first);
      expect(['chosen', 'withdrawn']).toContain(after.offers[0]?.status);
    }
  });

  it('lets neither the clerk choose nor anyone choose what has expired', async () => {
    const { applicant } = await at.pushed(first);
    const seen = await at.offered(applicant, first, 3200);
    const input = { params: { id: applicant.requestId }, body: { offerId: sentOf(seen) } };
    await expect(applicant.finance(chooseOffer, input)).rejects.toMatchObject({ code: 'permission.denied' });
    await at.world.insert('update offer set valid_until = $2 where id = $1', [sentOf(seen), at.day(-1)]);
    await expect(applicant.signatory(chooseOffer, input)).rejects.toMatchObject({
      code: 'offer.not_open',
      params: { reason: 'offer.expired' },
    });
  });
});

describe('from the choice to the money', () => {
  let at: CaseWorld;
  let bank: BankStaff;

  const credit = (amountWan: number) => ({
    amountFen: wan(amountWan),
    annualRateBp: 305,
    revolving: false,
    validUntil: at.day(180),
    conditions: null,
  });
  const note = (noteNumber: string, amountWan: number, more: { aboveApproval?: boolean } = {}) => ({
    noteNumber,
    amountFen: wan(amountWan),
    annualRateBp: 305,
    disbursedOn: at.day(0),
    maturesOn: at.day(365),
    ...more,
  });
  const reviewed = async (choosing = true): Promise<{ applicant: Applicant; seen: EngagementDetail }> => {
    const { applicant } = await at.pushed(bank);
    const offered = await at.offered(applicant, bank, 3200);
    if (choosing) {
      await applicant.signatory(chooseOffer, {
        params: { id: applicant.requestId },
        body: { offerId: sentOf(offered) },
      });
    }
    const now = await at.caseAt(applicant, bank);
    const seen = await at.steps(bank, now, 'record_contact', 'start_due_diligence', 'submit_to_review');
    // Only when the officer can no longer take it back does the approver begin.
    at.installation.clock.advance(10_000);
    return { applicant, seen };
  };
  const contracted = async () => {
    const { applicant, seen } = await reviewed();
    const approved = await bank.approver(approveCredit, { ...of(seen), body: credit(3000) });
    const signed = await bank.officer(recordContract, {
      ...of(approved),
      body: { contractNumber: `HT-${seen.id.slice(0, 8)}`, signedOn: at.day(0) },
    });
    return { applicant, signed };
  };

  beforeAll(async () => {
    at = await CaseWorld.open();
    bank = await at.bank('示例银行甲');
  });
  afterAll(() => at.close());

  it('approves only a chosen offer, only by the approver and not above it', async () => {
    const { seen: unchosen } = await reviewed(false);
    await expect(bank.approver(approveCredit, { ...of(unchosen), body: credit(3000) })).rejects.toMatchObject(
      {
        code: 'transition.refused',
        params: { reason: 'guard.offer_chosen' },
      },
    );
    const { seen } = await reviewed();
    await expect(bank.officer(approveCredit, { ...of(seen), body: credit(3000) })).rejects.toMatchObject({
      code: 'permission.denied',
    });
    await expect(bank.approver(approveCredit, { ...of(seen), body: credit(3201) })).rejects.toMatchObject({
      code: 'request.invalid',
      faults: [{ pointer: '/body/amountFen', code: 'above_choice', params: { maxFen: wan(3200) } }],
    });
    const approved = await bank.approver(approveCredit, { ...of(seen), body: credit(3000) });
    expect(approved).toMatchObject({
      status: 'approved',
      approvedFen: wan(3000),
      undo: null,
      disbursedFen: '0',
    });
    // The refused attempts left nothing behind.
    expect(approved.events.filter(({ action }) => action === 'approve')).toHaveLength(1);
  });

  it('records two disbursements, and the request is funded in part, then closed by its state', async () => {
    const { applicant, signed } = await contracted();
    const part = await bank.officer(recordDisbursement, { ...of(signed), body: note('JJ-001', 1000) });
    expect(part).toMatchObject({ status: 'partially_disbursed', disbursedFen: wan(1000) });
    expect(await at.requestStatus(applicant)).toBe('partially_funded');
    const full = await bank.officer(recordDisbursement, { ...of(part), body: note('JJ-002', 2000) });
    expect(full).toMatchObject({ status: 'disbursed', disbursedFen: wan(3000) });
    // 3000 of 3200 万: 200 万 is still lacking, so the request is not funded.
    expect(await at.requestStatus(applicant)).toBe('partially_funded');
    const closed = await bank.officer(stepEngagement, { ...of(full), body: { step: 'close' } });
    expect(closed.status).toBe('closed');
  });

  it('records a 借据号 once per bank, also when two officers report it at the same moment', async () => {
    const one = await contracted();
    const other = await contracted();
    const outcomes = await Promise.allSettled([
      bank.officer(recordDisbursement, { ...of(one.signed), body: note('JJ-SAME', 500) }),
      bank.officer(recordDisbursement, { ...of(other.signed), body: note('JJ-SAME', 500) }),
    ]);
    const refused = outcomes.flatMap((result) =>
      result.status === 'rejected' ? [result.reason as unknown] : [],
    );
    expect(refused).toMatchObject([
      { code: 'disbursement.duplicate_note', params: { noteNumber: 'JJ-SAME' } },
    ]);
    const sums = await Promise.all(
      [one, other].map(({ signed }) => bank.officer(getEngagement, { params: { id: signed.id } })),
    );
    expect(sums.map(({ disbursedFen }) => disbursedFen).sort()).toEqual(['0', wan(500)]);
  });

  it('asks once about a disbursement above the approval and then records what was really paid', async () => {
    const { signed } = await contracted();
    await expect(
      bank.officer(recordDisbursement, { ...of(signed), body: note('JJ-100', 3100) }),
    ).rejects.toMatchObject({ code: 'disbursement.exceeds_approval', params: { restFen: wan(3000) } });
    const recorded = await bank.officer(recordDisbursement, {
      ...of(signed),
      body: note('JJ-100', 3100, { aboveApproval: true }),
    });
    expect(recorded).toMatchObject({ status: 'disbursed', disbursedFen: wan(3100) });
  });

  it('refuses days that cannot be', async () => {
    const { signed } = await contracted();
    await expect(
      bank.officer(recordDisbursement, {
        ...of(signed),
        body: { ...note('JJ-200', 100), disbursedOn: at.day(2), maturesOn: at.day(1) },
      }),
    ).rejects.toMatchObject({
      code: 'request.invalid',
      faults: [
        { pointer: '/body/disbursedOn', code: 'in_the_future' },
        { pointer: '/body/maturesOn', code: 'before_disbursement' },
      ],
    });
  });
});

describe('rows under row-level security', () => {
  let at: CaseWorld;
  let bank: BankStaff;
  let stranger: BankStaff;
  let seen: EngagementDetail;
  let database: Database;

  const TABLES = [
    'engagement',
    'engagement_dossier',
    'engagement_event',
    'supplement_request',
    'offer',
  ] as const;
  /** As a service that forgot to ask would read it: everything the role is let see. */
  const visible = (side: 'bank' | 'enterprise', id: string): Promise<Record<string, number>> => {
    const caller: Caller = {
      accountId: randomUUID(),
      displayName: '陆航',
      sessionId: randomUUID(),
      organisationId: id,
      side,
      roles: [],
      permissions: new Set(),
      unit: { lo: 0, hi: 0 },
      bankId: side === 'bank' ? id : undefined,
      isHeadOffice: true,
    };
    const counts = TABLES.map((table) => `(select count(*)::int from ${table}) as ${table}`).join(', ');
    return database.asCaller(caller, async (tx) => {
      const row = await tx.first<Record<string, number>>(`select ${counts}`);
      return row ?? {};
    });
  };

  beforeAll(async () => {
    at = await CaseWorld.open();
    bank = await at.bank('示例银行甲');
    stranger = await at.bank('示例银行乙');
    const { applicant } = await at.pushed(bank);
    seen = await at.offered(applicant, bank, 3200);
    await at.propose(applicant, stranger);
    database = await new Database(at.installation.database.apiUrl, 1).open();
  });
  afterAll(async () => {
    await database.close();
    await at.close();
  });

  it('lets a bank read its own cases and nothing of a proposal, with the service’s guard and without', async () => {
    const none = {
      engagement: 0,
      engagement_dossier: 0,
      engagement_event: 0,
      supplement_request: 0,
      offer: 0,
    };
    expect(await visible('bank', stranger.bank.id)).toEqual(none);
    expect(await visible('bank', randomUUID())).toEqual(none);
    expect(await visible('bank', bank.bank.id)).toMatchObject({
      engagement: 1,
      engagement_dossier: 1,
      offer: 1,
    });
    await expect(stranger.officer(getEngagement, { params: { id: seen.id } })).rejects.toMatchObject({
      code: 'resource.not_found',
    });
  });

  it('lets another enterprise read nothing', async () => {
    const other = await at.world.enterprise();
    const counts = await visible('enterprise', other.id);
    expect(Object.values(counts)).toEqual([0, 0, 0, 0, 0]);
  });
});
