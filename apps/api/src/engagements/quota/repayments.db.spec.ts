import { recordBalances } from '@yinqi/contracts/engagement-money';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import { getOutcomeBatch, listOutcomeRows, pasteOutcomes, recordOutcomes } from '@yinqi/contracts/outcomes';
import { listPools } from '@yinqi/contracts/quota-view';
import { wan, type BankStaff } from '../../../test/support/bank-staff.js';
import { QuotaCases } from '../../../test/support/quota-cases.js';
import { faultIn, posted } from '../../../test/support/quota-world.js';
import { repaymentKeys } from './case-commands.js';

const TITLES = ['证件号码', '借据号', '放款金额', '执行利率', '放款日期', '到期日期', '贷款余额', '数据日期'];
const DAY_MS = 86_400_000;

describe('what is repaid', () => {
  let cases: QuotaCases;

  beforeAll(async () => {
    cases = await QuotaCases.open();
  });
  afterAll(() => cases.close());

  /** A credit of 2,000 万, all of it paid out on one note five days ago. */
  const lent = async (name: string, basis: 'FLOW' | 'BALANCE') => {
    const { staff, poolId } = await cases.bankWith(name, 10_000, basis);
    const applicant = await cases.chosen(staff, 2_000);
    const credit = await cases.approved(applicant, staff, 2_000, { revolving: true });
    const seen = await cases.paid(staff, await cases.signed(staff, credit), 2_000, 1, 5);
    return { staff, poolId, applicant, seen };
  };
  /** So much of each note so many days ago. */
  const owes = (staff: BankStaff, seen: EngagementDetail, owedWan: number, daysAgo: number) =>
    staff.officer(recordBalances, {
      params: { id: seen.id },
      version: seen.version,
      body: {
        asOf: cases.at.day(-daysAgo),
        balances: seen.disbursements.map(({ id }) => ({ disbursementId: id, outstandingFen: wan(owedWan) })),
      },
    });
  const hoursLater = (hours: number) => cases.at.installation.clock.advance(hours * 3_600_000);
  /** A day on, sessions have ended. */
  const nextDay = async (staff: BankStaff): Promise<BankStaff> => {
    cases.at.installation.clock.advance(DAY_MS);
    const account = await cases.at.world.account('bank', staff.bank.id, ['officer']);
    const officer = await cases.at.installation.signIn(account);
    return Object.assign(Object.create(staff) as BankStaff, { officer }); // the same bank, its officer signed in anew
  };
  const balancesOf = ({ disbursements }: EngagementDetail) =>
    disbursements.map(({ balance }) => balance?.outstandingFen);

  it('frees quota that counts balances, once, and a past moment still shows what was used then', async () => {
    const { staff, poolId, seen } = await lent('示例甲', 'BALANCE');
    expect(await cases.stands(poolId)).toEqual([0, 0, 2_000, 0]);
    const before = cases.at.installation.clock.now().toISOString();
    hoursLater(1);
    const first = await owes(staff, seen, 1_200, 4);
    // 2,000 − 800 repaid.
    expect(await cases.stands(poolId)).toEqual([0, 0, 1_200, 0]);
    const used = async (asOf?: string) => {
      const query = asOf === undefined ? {} : { asOf };
      const { items } = await staff.officer(listPools, { query });
      return items.find(({ id }) => id === poolId)?.own.usedFen;
    };
    expect([await used(before), await used()]).toEqual([wan(2_000), wan(1_200)]);

    // Sent again for the same day it is refused, and nothing is given back twice.
    await expect(owes(staff, first, 900, 4)).rejects.toMatchObject({ code: 'request.invalid' });
    expect(await cases.stands(poolId)).toEqual([0, 0, 1_200, 0]);
    await owes(staff, first, 500, 2);
    expect(await cases.stands(poolId)).toEqual([0, 0, 500, 0]);
    await cases.at.installation.settled();
    expect(await cases.stands(poolId)).toEqual([0, 0, 500, 0]);
    expect(await faultIn(cases.at.installation.database)).toBeUndefined();
  });

  it('keeps what is still to be drawn held while a first note is repaid', async () => {
    const { staff, poolId } = await cases.bankWith('示例乙', 10_000, 'BALANCE');
    const credit = await cases.approved(await cases.chosen(staff, 3_000), staff, 3_000);
    const part = await cases.paid(staff, await cases.signed(staff, credit), 1_000);
    expect(await cases.stands(poolId)).toEqual([0, 2_000, 1_000, 0]);
    const repaid = await owes(staff, part, 400, 0);
    expect(await cases.stands(poolId)).toEqual([0, 2_000, 400, 0]);
    await cases.paid(staff, repaid, 2_000, 2);
    expect(await cases.stands(poolId)).toEqual([0, 0, 2_400, 0]);
    expect(await cases.exceptions(poolId)).toEqual([]);
  });

  it('takes a balance that rises again for a correction, which the holder makes with two people', async () => {
    const { staff, poolId, applicant, seen } = await lent('示例丙', 'BALANCE');
    const first = await owes(staff, seen, 100, 4);
    expect(await cases.stands(poolId)).toEqual([0, 0, 100, 0]);
    await expect(owes(staff, first, 1_000, 3)).rejects.toMatchObject({
      code: 'balance.above_reported',
      params: { outstandingFen: wan(1_000), reportedFen: wan(100) },
    });
    expect(balancesOf(await cases.at.caseAt(applicant, staff))).toEqual([wan(100)]);
    expect(await cases.stands(poolId)).toEqual([0, 0, 100, 0]);

    const [note] = first.disbursements;
    const key = repaymentKeys(note?.noteNumber ?? '') + cases.at.day(-4);
    const hold = first.offers.find(({ status }) => status === 'chosen');
    await posted(cases.poster, [
      {
        kind: 'correct',
        tenantId: staff.bank.id,
        key: 'back',
        poolId,
        holdId: hold?.id ?? '',
        corrects: { tenantId: staff.bank.id, key },
        actorId: 'holder',
        approverId: 'second',
        reason: '余额报错',
      },
    ]);
    expect(await cases.stands(poolId)).toEqual([0, 0, 2_000, 0]);
    // Nothing that looks at the case later makes the slip good again.
    await cases.at.installation.settled();
    await owes(staff, first, 1_000, 3);
    await cases.at.installation.settled();
    expect(await cases.stands(poolId)).toEqual([0, 0, 1_000, 0]);
    expect(await faultIn(cases.at.installation.database)).toBeUndefined();
  });

  it('gives nothing back where the tool counts what was lent, and a balance is then free to rise', async () => {
    const { staff, poolId, seen } = await lent('示例丁', 'FLOW');
    const first = await owes(staff, seen, 1_200, 4);
    expect(await cases.stands(poolId)).toEqual([0, 0, 2_000, 0]);
    expect(balancesOf(await owes(staff, first, 1_500, 3))).toEqual([wan(1_500)]);
    await cases.at.installation.settled();
    expect(await cases.stands(poolId)).toEqual([0, 0, 2_000, 0]);
  });

  it('counts once when two people report at once, and leaves an earlier day to the history', async () => {
    const { staff, poolId, seen } = await lent('示例戊', 'BALANCE');
    const answers = await Promise.allSettled([owes(staff, seen, 700, 3), owes(staff, seen, 900, 4)]);
    expect(answers.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    const used = (await cases.stands(poolId))[2];
    const [now] = answers.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    // Whoever was first: the other looks again. 900 on the earlier day, or 1,900 there after 700 is known of the later one.
    expect(used).toBe(now && balancesOf(now)[0] === wan(700) ? 700 : 900);
    await (used === 900 ? owes(staff, now ?? seen, 700, 3) : owes(staff, now ?? seen, 1_900, 4));
    expect(await cases.stands(poolId)).toEqual([0, 0, 700, 0]);
  });

  it('is booked by the worker where a balance passed the ledger by', async () => {
    const { staff, poolId, seen } = await lent('示例庚', 'BALANCE');
    await cases.at.installation.database.rows(
      `insert into balance_snapshot (id, disbursement_id, engagement_id, bank_id, enterprise_id, unit_position, as_of,
         outstanding_fen, recorded_by_name, recorded_at)
       select gen_random_uuid(), id, engagement_id, bank_id, enterprise_id, unit_position, disbursed_on, ${wan(1_300)}, '经办', now()
       from disbursement where engagement_id = $1`,
      [seen.id],
    );
    const second = await cases.paid(staff, seen, 100, 2);
    await cases.at.installation.settled();
    // 2,000 + 100 paid out − 700.
    expect(await cases.stands(poolId)).toEqual([0, 0, 1_400, 0]);
    expect(second.disbursements).toHaveLength(2);
  });

  // Last: the days go on, and everybody's session has ended.
  it('comes in by a list too: with the loan, later, and never upwards', async () => {
    const { staff, poolId } = await cases.bankWith('示例己', 10_000, 'BALANCE');
    const applicant = await cases.chosen(staff, 3_000);
    const seen = await cases.signed(staff, await cases.approved(applicant, staff, 3_000));
    const [enterprise] = await cases.at.installation.database.rows<{ uscc: string }>(
      'select uscc from enterprise where id = $1',
      [applicant.enterprise.id],
    );
    const note = `JJ-${seen.id.slice(0, 6)}`;
    const paidOn = cases.at.day(0);
    const list = async (by: BankStaff, owedWan: number) => {
      const cells = [enterprise?.uscc, note, 20_000_000, '3.05', paidOn, cases.at.day(365), owedWan * 10_000];
      const text = [TITLES, [...cells, cases.at.day(0)]].map((row) => row.join('\t')).join('\n');
      const { id } = await by.officer(pasteOutcomes, { body: { text } });
      await cases.at.installation.settled();
      await by.officer(recordOutcomes, { params: { id } });
      const { items } = await by.officer(listOutcomeRows, { params: { id }, query: {} });
      const { balances } = await by.officer(getOutcomeBatch, { params: { id } });
      return { row: items[0], balances };
    };
    expect((await list(staff, 1_500)).row?.state).toBe('recorded');
    // 2,000 paid out, 500 of it repaid; 1,000 still to be drawn.
    expect(await cases.stands(poolId)).toEqual([0, 1_000, 1_500, 0]);
    const second = await nextDay(staff);
    expect(await list(second, 600)).toMatchObject({ row: { state: 'known', refusal: null }, balances: 0 });
    expect(await cases.stands(poolId)).toEqual([0, 1_000, 600, 0]);
    const third = await nextDay(second);
    expect(await list(third, 1_600)).toMatchObject({
      row: { state: 'known', refusal: 'balance.above_reported' },
      balances: 0,
    });
    expect(await cases.stands(poolId)).toEqual([0, 1_000, 600, 0]);
    await cases.at.installation.settled();
    expect(await cases.stands(poolId)).toEqual([0, 1_000, 600, 0]);
  });
});
