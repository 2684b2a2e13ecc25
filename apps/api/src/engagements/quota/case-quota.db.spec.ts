import { ProblemError } from '@yinqi/contracts/client';
import { cancelRest, recordNotTaken } from '@yinqi/contracts/engagement-money';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import { checkOffer } from '@yinqi/contracts/offer-check';
import { getStatement, listStatementItems, uploadStatement } from '@yinqi/contracts/statements';
import { wan, type BankStaff } from '../../../test/support/bank-staff.js';
import type { Applicant, CaseWorld } from '../../../test/support/case-world.js';
import { QuotaCases, sentOf } from '../../../test/support/quota-cases.js';
import { posted } from '../../../test/support/quota-world.js';
import { ExpireHoldsChore } from '../../facilities/facilities.public.js';
import { ExpireOffersChore } from '../expire-offers.chore.js';

const of = (seen: EngagementDetail) => ({ params: { id: seen.id }, version: seen.version });
const paramsOf = (error: unknown) => (error instanceof ProblemError ? error.params : undefined);

describe('quota of a case', () => {
  let cases: QuotaCases;
  let at: CaseWorld;

  beforeAll(async () => {
    cases = await QuotaCases.open();
    at = cases.at;
  });
  afterAll(() => cases.close());

  it('is held by the choice, made firm by the approval and used by each loan', async () => {
    const { staff, poolId } = await cases.bankWith('示例甲', 10_000);
    const applicant = await cases.chosen(staff, 3_000);
    expect(await cases.stands(poolId)).toEqual([3_000, 0, 0, 0]);
    // 2,000 of the 3,000 are approved: 1,000 are free again.
    const credit = await cases.approved(applicant, staff, 2_000);
    expect(await cases.stands(poolId)).toEqual([0, 2_000, 0, 0]);
    const part = await cases.paid(staff, await cases.signed(staff, credit), 500);
    expect(await cases.stands(poolId)).toEqual([0, 1_500, 500, 0]);
    const full = await cases.paid(staff, part, 1_500, 2);
    expect(full.status).toBe('disbursed');
    expect(await cases.stands(poolId)).toEqual([0, 0, 2_000, 0]);
    expect(await cases.exceptions(poolId)).toEqual([]);
    await at.installation.settled();
    expect(await cases.stands(poolId)).toEqual([0, 0, 2_000, 0]);

    // The bank's own statement knows both loans: one by its 借据号, one by the contract.
    const numberOf = (amountWan: number) =>
      full.disbursements.find(({ amountFen }) => amountFen === wan(amountWan))?.noteNumber ?? '';
    const { id } = await staff.officer(uploadStatement, {
      query: { fileName: '放款对账.csv', poolId, fromOn: at.day(-1), toOn: at.day(0) },
      bytes: new TextEncoder().encode(
        [
          '放款日期,金额,借据号,合同号',
          `${at.day(0)},5000000,${numberOf(500)},`,
          `${at.day(0)},15000000,,${full.contract?.contractNumber ?? ''}`,
        ].join('\n'),
      ),
    });
    await at.installation.settled();
    expect((await staff.officer(getStatement, { params: { id } })).piles).toMatchObject({
      matched: { count: 2, ledgerFen: wan(2_000) },
      only_statement: { count: 0 },
      only_ledger: { count: 0 },
    });
    const { items } = await staff.officer(listStatementItems, { params: { id }, query: {} });
    expect(items.map(({ entry }) => entry?.number)).toEqual(
      [500, 1_500].map((amount) => numberOf(amount).replace(/\s/g, '').toUpperCase()),
    );
  });

  it('goes to one of two enterprises at once; the other hears that it is not enough, and no figure of the bank', async () => {
    const { staff, poolId } = await cases.bankWith('示例乙', 3_000);
    const applicants = [(await at.pushed(staff)).applicant, (await at.pushed(staff)).applicant];
    const offers: string[] = [];
    for (const applicant of applicants) offers.push(sentOf(await at.offered(applicant, staff, 2_000)));
    const answers = await Promise.allSettled(
      applicants.map((one, index) => cases.choose(one, offers[index] ?? '')),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const refused = answers.find((answer) => answer.status === 'rejected');
    // 3,000 − 2,000 = 1,000 万 are left, too little for another 2,000: a bank's pool is read by no enterprise.
    expect(refused?.reason).toMatchObject({ code: 'quota.insufficient' });
    expect(paramsOf(refused?.reason)).toEqual({ askedFen: wan(2_000) });
    expect(await cases.stands(poolId)).toEqual([2_000, 0, 0, 0]);
    const loser = applicants[answers.findIndex(({ status }) => status === 'rejected')];
    const seen = loser && (await at.caseAt(loser, staff));
    expect(seen?.offers.map(({ status }) => status)).toEqual(['sent']);
  });

  it('says of our own tally that it is passed by what was reported, never what is left', async () => {
    const { staff, poolId } = await cases.bankWith('示例巳', 1_000);
    await at.installation.database.rows(`update quota_pool set authority = 'SHADOW' where id = $1`, [poolId]);
    const { applicant } = await at.pushed(staff);
    const offer = sentOf(await at.offered(applicant, staff, 2_000));
    const refused: unknown = await cases.choose(applicant, offer).catch((error: unknown) => error);
    expect(refused).toMatchObject({ code: 'quota.tally_exceeded' });
    expect(paramsOf(refused)).toEqual({ askedFen: wan(2_000) });
    expect(await cases.stands(poolId)).toEqual([0, 0, 0, 0]);
  });

  it('is held once however often the choice is sent, and by no standby', async () => {
    const first = await cases.bankWith('示例丙', 10_000);
    const second = await cases.bankWith('示例丁', 10_000);
    const applicant = await at.applicant();
    await at.push(applicant, first.staff, second.staff);
    const offer = sentOf(await at.offered(applicant, first.staff, 3_200));
    const standby = sentOf(await at.offered(applicant, second.staff, 3_200));
    await cases.choose(applicant, offer, standby);
    await expect(cases.choose(applicant, offer, standby)).rejects.toMatchObject({ code: 'offer.not_open' });
    expect(await cases.stands(first.poolId)).toEqual([3_200, 0, 0, 0]);
    expect(await cases.stands(second.poolId)).toEqual([0, 0, 0, 0]);
  });

  it('holds what each choice brings when two of one request are made at once', async () => {
    const first = await cases.bankWith('示例子', 10_000);
    const second = await cases.bankWith('示例丑', 10_000);
    const applicant = await at.applicant();
    await at.push(applicant, first.staff, second.staff);
    const one = sentOf(await at.offered(applicant, first.staff, 2_000));
    const other = sentOf(await at.offered(applicant, second.staff, 2_000));
    await Promise.all([cases.choose(applicant, one), cases.choose(applicant, other)]);
    // 3,200 asked for: whoever came second is capped at 3,200 − 2,000 = 1,200.
    const held = [await cases.stands(first.poolId), await cases.stands(second.poolId)].map(
      ([reserved]) => reserved ?? 0,
    );
    expect(held.sort((a, b) => a - b)).toEqual([1_200, 2_000]);
  });

  it('takes a real loan whatever is left, and says so', async () => {
    const { staff, poolId } = await cases.bankWith('示例戊', 2_000);
    const applicant = await cases.chosen(staff, 2_000);
    const credit = await cases.approved(applicant, staff, 2_000);
    const over = await cases.paid(staff, await cases.signed(staff, credit), 2_300);
    expect(over.disbursedFen).toBe(wan(2_300));
    // 300 beyond what was held, and beyond the limit of the pool.
    expect(await cases.stands(poolId)).toEqual([0, 0, 2_300, 300]);
    expect(await cases.exceptions(poolId)).toEqual([
      { kind: 'OVER_QUOTA', amount_fen: wan(300) },
      { kind: 'UNRESERVED', amount_fen: wan(300) },
    ]);
    await expect(cases.paid(staff, over, 1)).rejects.toMatchObject({ code: 'disbursement.duplicate_note' });
    expect(await cases.stands(poolId)).toEqual([0, 0, 2_300, 300]);
  });

  it('is given back when the credit is not used, the rest is cancelled or the case ends', async () => {
    const { staff, poolId } = await cases.bankWith('示例己', 10_000);
    const untaken = await cases.approved(await cases.chosen(staff, 3_000), staff, 3_000);
    await staff.officer(recordNotTaken, { ...of(untaken), body: { reason: 'FUNDED_ELSEWHERE' } });
    await at.installation.settled();
    expect(await cases.stands(poolId)).toEqual([0, 0, 0, 0]);

    const credit = await cases.approved(await cases.chosen(staff, 3_000), staff, 3_000);
    const part = await cases.paid(staff, await cases.signed(staff, credit), 500);
    await staff.officer(cancelRest, { ...of(part), body: {} });
    await at.installation.settled();
    expect(await cases.stands(poolId)).toEqual([0, 0, 500, 0]);
  });

  it('is used by loans that came in by a list, once', async () => {
    const { staff, poolId } = await cases.bankWith('示例癸', 10_000);
    const credit = await cases.approved(await cases.chosen(staff, 3_000), staff, 3_000);
    const contracted = await cases.signed(staff, credit);
    // As a bank's list records it: the loan and its case, with nothing posted.
    await at.installation.database.rows(
      `insert into disbursement (id, engagement_id, request_id, bank_id, enterprise_id, unit_position, note_number, amount_fen,
         currency, annual_rate_bp, disbursed_on, matures_on, recorded_by_name, recorded_at)
       select gen_random_uuid(), id, request_id, bank_id, enterprise_id, unit_position, '清单-1', ${wan(300)}, currency, 305,
         current_date - 5, current_date + 300, '经办', now() from engagement where id = $1`,
      [credit.id],
    );
    await at.installation.database.rows(
      `update engagement set disbursed_fen = ${wan(300)}, status = 'partially_disbursed' where id = $1`,
      [credit.id],
    );
    await cases.paid(staff, contracted, 200);
    // 3,000 − 200 reported here − 300 of the list, which the worker books when it hears of the case.
    await at.installation.settled();
    expect(await cases.stands(poolId)).toEqual([0, 2_500, 500, 0]);
  });

  it('is nothing to a bank that lends its own funds', async () => {
    const staff = await at.bank('示例辛');
    const before = await at.installation.database.rows('select count(*) as entries from quota_entry');
    const applicant = await cases.chosen(staff, 3_000);
    await cases.paid(staff, await cases.signed(staff, await cases.approved(applicant, staff, 3_000)), 3_000);
    await at.installation.settled();
    expect(await at.installation.database.rows('select count(*) as entries from quota_entry')).toEqual(
      before,
    );
  });

  it('is refused while the pool is frozen, and then held', async () => {
    const { staff, poolId } = await cases.bankWith('示例壬', 10_000);
    const state = (kind: 'freeze' | 'unfreeze') =>
      posted(cases.poster, [
        { kind, poolId, tenantId: staff.bank.id, key: kind, actorId: 'holder', approverId: null },
      ]);
    await state('freeze');
    const { applicant } = await at.pushed(staff);
    const offer = sentOf(await at.offered(applicant, staff, 1_000));
    await expect(cases.choose(applicant, offer)).rejects.toMatchObject({ code: 'quota.pool_frozen' });
    await state('unfreeze');
    await cases.choose(applicant, offer);
    expect(await cases.stands(poolId)).toEqual([1_000, 0, 0, 0]);
  });

  describe('before an offer is sent', () => {
    const CAPPED = 'EXIM-NEW-2020';
    let staff: BankStaff;
    let applicant: Applicant;
    let seen: EngagementDetail;
    let pool: { readonly id: string };

    const tool = (change: string) =>
      at.installation.database.rows(
        `update facility set ${change}, version = version + 1 where code = '${CAPPED}'`,
      );
    const ofPool = (change: string) =>
      at.installation.database.rows(`update quota_pool set ${change} where id = '${pool.id}'`);
    const check = (amountWan: number, more: { annualRateBp?: number; termMonths?: number } = {}) =>
      staff.officer(checkOffer, { params: { id: seen.id }, query: { amountFen: wan(amountWan), ...more } });

    beforeAll(async () => {
      await tool(`lender_bank_types = '{}', borrower = '{"all": []}', opens_on = null, closes_on = null`);
      staff = await at.bank('示例寅', 100_000, CAPPED);
      pool = await cases.quota.pool(cases.poster, {
        bank: staff.bank,
        facility: CAPPED,
        limitFen: BigInt(wan(2_000)),
      });
      applicant = await at.applicant();
      await at.push(applicant, staff);
      // The product goes to 4.20 %; the cap came after it.
      await tool(`rate_cap = '{"kind": "fixed", "rateBp": 400}'`);
      seen = await at.accept(staff, await at.caseAt(applicant, staff));
    });

    it('says what the product, the tool and its quota make of it', async () => {
      const whole = await check(3_200, { annualRateBp: 410, termMonths: 12 });
      expect(whole).toMatchObject({
        faults: [],
        facility: {
          closed: false,
          rateCap: { passed: false, capBp: 400, lpr: null },
          window: { passed: true },
          singleCustomer: null,
        },
        // 2,000 are there and 3,200 wanted.
        quota: { isOwn: true, isShort: true, state: 'open', leftFen: wan(2_000), reportedFen: null },
      });
      const within = await check(2_000, { annualRateBp: 400 });
      expect(within.facility.rateCap?.passed).toBe(true);
      expect(within.quota?.isShort).toBe(false);
      // While no rate is written, the cap is told and nothing is judged.
      expect((await check(2_000)).facility.rateCap).toEqual({ passed: null, capBp: 400, lpr: null });
      expect((await check(3_300, { annualRateBp: 430 })).faults).toEqual([
        { term: 'amountFen', code: 'above_request', limit: wan(3_200) },
        { term: 'annualRateBp', code: 'above_product_rate', limit: '420' },
      ]);
    });

    it('refuses what the tool rules out, each with its own code, and writes nothing', async () => {
      const send = (amountWan: number, annualRateBp: number) =>
        at.offer(staff, seen, amountWan, { annualRateBp });
      await expect(send(1_000, 410)).rejects.toMatchObject({
        code: 'quota.rate_above_cap',
        params: { rateBp: 410, capBp: 400 },
      });
      await tool(`closes_on = '${at.day(-1)}'`);
      await expect(send(1_000, 400)).rejects.toMatchObject({ code: 'quota.window_closed' });
      expect((await check(1_000)).facility.window.passed).toBe(false);
      await tool(`closes_on = null, opens_on = '${at.day(1)}'`);
      await expect(send(1_000, 400)).rejects.toMatchObject({ code: 'quota.window_not_yet_open' });
      await tool('opens_on = null, closed = true');
      await expect(send(1_000, 400)).rejects.toMatchObject({ code: 'facility.closed' });
      await tool('closed = false');
      await ofPool(`single_customer_limit_fen = ${wan(900)}`);
      await expect(send(1_000, 400)).rejects.toMatchObject({
        code: 'quota.customer_limit',
        params: { limitFen: wan(900), askedFen: wan(1_000) },
      });
      expect((await check(1_000)).facility.singleCustomer).toEqual({ passed: false, limitFen: wan(900) });
      expect((await check(900)).facility.singleCustomer).toEqual({ passed: true, limitFen: wan(900) });
      await ofPool('single_customer_limit_fen = null');
      expect((await at.caseAt(applicant, staff)).offers).toEqual([]);
    });

    it('never says of our own tally what is left', async () => {
      await ofPool(`authority = 'SHADOW'`);
      expect((await check(1_000)).quota).toMatchObject({
        authority: 'SHADOW',
        leftFen: null,
        reportedFen: '0',
      });
      await ofPool(`authority = 'ALLOTTED_BY_HOLDER'`);
    });

    it('lets quota that is short stand in nobody’s way: only a choice holds', async () => {
      const offered = await at.offer(staff, seen, 3_000, { annualRateBp: 400 });
      expect(offered.offers.map(({ status }) => status)).toEqual(['sent']);
      await expect(cases.choose(applicant, sentOf(offered))).rejects.toMatchObject({
        code: 'quota.insufficient',
      });
    });

    it('is nobody else’s to ask', async () => {
      const other = await at.bank('示例卯');
      const asked = { params: { id: seen.id }, query: { amountFen: wan(1) } };
      await expect(other.officer(checkOffer, asked)).rejects.toMatchObject({ code: 'resource.not_found' });
      await expect(applicant.signatory(checkOffer, asked)).rejects.toMatchObject({
        code: 'permission.denied',
      });
    });
  });

  describe('on the day of the choice', () => {
    let staff: BankStaff;
    let poolId: string;
    let applicant: Applicant;
    let offerId: string;

    const change = (set: string, where: string) =>
      at.installation.database.rows(`update ${set}, version = version + 1 where ${where}`);
    const refused = async () => {
      const error: unknown = await cases.choose(applicant, offerId).catch((reason: unknown) => reason);
      // Whatever stands in the way, nothing is written and the offer stays open.
      expect(await cases.stands(poolId)).toEqual([0, 0, 0, 0]);
      expect((await at.caseAt(applicant, staff)).offers.map(({ status }) => status)).toEqual(['sent']);
      return error instanceof ProblemError ? [error.code, error.params] : error;
    };

    beforeAll(async () => {
      ({ staff, poolId } = await cases.bankWith('示例午', 10_000));
      ({ applicant } = await at.pushed(staff));
      offerId = sentOf(await at.offered(applicant, staff, 1_000));
    });
    afterEach(async () => {
      await cases.tool(
        `lender_bank_types = '{}', borrower = '{"all": []}', rate_cap = null, opens_on = null, closes_on = null, closed = false`,
      );
    });

    it.each([
      ['the tool is closed', () => 'closed = true', 'facility.closed'],
      ['its last day has passed', () => `closes_on = '${at.day(-1)}'`, 'quota.window_closed'],
      ['its first day is to come', () => `opens_on = '${at.day(1)}'`, 'quota.window_not_yet_open'],
      ['it is for banks of another type', () => `lender_bank_types = '{POLICY}'`, 'quota.lender_ineligible'],
      [
        'it is for others than this enterprise',
        () => `borrower = '{"attribute": "amount", "op": "lte", "operand": "1"}'`,
        'quota.borrower_ineligible',
      ],
      [
        'too little is known of the enterprise',
        () => `borrower = '{"attribute": "agriculture", "op": "is", "operand": true}'`,
        'quota.borrower_undetermined',
      ],
    ])('refuses where meanwhile %s', async (_, terms, code) => {
      await cases.tool(terms());
      expect(await refused()).toMatchObject([code, {}]);
    });

    it('refuses a rate above the cap of the day, and more than one customer may have', async () => {
      // Offered at 3.05 %.
      await cases.tool(`rate_cap = '{"kind": "fixed", "rateBp": 300}'`);
      expect(await refused()).toMatchObject(['quota.rate_above_cap', { rateBp: 305, capBp: 300 }]);
      await cases.tool('rate_cap = null');
      const limit = (fen: string) =>
        at.installation.database.rows(
          `update quota_pool set single_customer_limit_fen = ${fen} where id = $1`,
          [poolId],
        );
      await limit(wan(900));
      // What the bank allows one customer is the bank's to tell.
      expect(await refused()).toEqual(['quota.customer_limit', { askedFen: wan(1_000) }]);
      await limit('null');
    });

    it('tests a tool that nobody keeps a book of here, and nothing of one that is claimed afterwards', async () => {
      const bank = await at.bank('示例未', 100_000, 'EXIM-FOREIGN-TRADE');
      const other = (await at.pushed(bank)).applicant;
      const offer = sentOf(await at.offered(other, bank, 1_000));
      await cases.tool(`closes_on = '${at.day(-1)}'`);
      await expect(cases.choose(other, offer)).rejects.toMatchObject({ code: 'quota.window_closed' });
      await cases.tool('closes_on = null');
      await cases.choose(other, offer);

      const tool = `code = 'PBOC-RURAL-SME'`;
      await change(
        `facility set lender_bank_types = '{}', local_legal_person_only = false, borrower = '{"all": []}'`,
        tool,
      );
      const local = await at.bank('示例申', 100_000, 'PBOC-RURAL-SME');
      const pool = await cases.quota.pool(cases.poster, { bank: local.bank, limitFen: BigInt(wan(100)) });
      const third = (await at.pushed(local)).applicant;
      const relent = sentOf(await at.offered(third, local, 1_000));
      await change('facility set closed = true', tool);
      await cases.choose(third, relent);
      expect(await cases.stands(pool.id)).toEqual([0, 0, 0, 0]);
    });

    it('holds what meets them all', async () => {
      await cases.choose(applicant, offerId);
      expect(await cases.stands(poolId)).toEqual([1_000, 0, 0, 0]);
    });
  });

  // Last: two months on, everybody's session has ended.
  it('is given back when the offer lapses before it is approved', async () => {
    const { staff, poolId } = await cases.bankWith('示例庚', 10_000);
    await cases.chosen(staff, 3_000);
    at.installation.clock.advance(60 * 86_400_000);
    await at.installation.chore(ExpireOffersChore);
    await at.installation.settled();
    await at.installation.chore(ExpireHoldsChore);
    expect(await cases.stands(poolId)).toEqual([0, 0, 0, 0]);
  });
});
