import { declineEngagement, undoEngagement } from '@yinqi/contracts/engagement-commands';
import { rescindCredit } from '@yinqi/contracts/engagement-money';
import { getRequestEngagements, type EngagementDetail } from '@yinqi/contracts/engagements';
import { getFinancingRequest, withdrawFinancingRequest } from '@yinqi/contracts/financing-requests';
import { wan, type BankStaff } from '../../../test/support/bank-staff.js';
import type { Applicant } from '../../../test/support/case-world.js';
import { QuotaCases } from '../../../test/support/quota-cases.js';
import { eventually } from '../../../test/support/eventually.js';
import { faultIn } from '../../../test/support/quota-world.js';
import { ExpireHoldsChore } from '../../facilities/facilities.public.js';
import { Database } from '../../platform/database/database.js';
import { ExpireOffersChore } from '../expire-offers.chore.js';

const DAY_MS = 86_400_000;
const of = (seen: EngagementDetail) => ({ params: { id: seen.id }, version: seen.version });
const statuses = ({ offers }: EngagementDetail) => offers.map(({ status }) => status);

describe('a credit and its quota', () => {
  let cases: QuotaCases;
  let blocker: Database;
  let early: { readonly staff: BankStaff; readonly poolId: string; readonly applicant: Applicant };

  beforeAll(async () => {
    cases = await QuotaCases.open();
    const held = await cases.bankWith('示例丙', 10_000);
    blocker = await new Database(cases.at.installation.database.adminUrl, 1).open();
    early = { ...held, applicant: await cases.chosen(held.staff, 2_000) };
  });
  afterAll(async () => {
    await blocker.close();
    await cases.close();
  });

  const reasons = [{ code: 'LEVERAGE', text: '资产负债率连续两年高于 80%' }] as const;
  const decline = (staff: BankStaff, seen: EngagementDetail) =>
    staff.officer(declineEngagement, { ...of(seen), body: { reasons: [...reasons] } });
  const signedInAnew = async (staff: BankStaff): Promise<BankStaff> => {
    const account = await cases.at.world.account('bank', staff.bank.id, ['officer']);
    const officer = await cases.at.installation.signIn(account);
    return Object.assign(Object.create(staff) as BankStaff, { officer }); // the same bank, its officer signed in anew
  };
  /** The ten seconds are over, as far as the worker hears. */
  const makeFinal = () =>
    cases.at.installation.database.rows(
      'update outbox_event set available_at = now() where dispatched_at is null',
    );
  const waitingFor = (count: number) =>
    eventually(`${count} waiting for a lock`, async () => {
      const [waiting] = await cases.at.installation.database.rows<{ count: number }>(
        `select count(*)::int as count from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
      );
      return (waiting?.count ?? 0) >= count ? true : undefined;
    });
  const settled = () => cases.at.installation.settled();
  /** Holds of the pool that hold something yet. */
  const holding = async (poolId: string): Promise<number> => {
    const rows = await cases.at.installation.database.rows(
      'select id from quota_hold where pool_id = $1 and held_fen > 0',
      [poolId],
    );
    return rows.length;
  };

  it('is used tranche by tranche; what goes beyond it is recorded, and stands out by that much', async () => {
    const { staff, poolId } = await cases.bankWith('示例甲', 10_000);
    const credit = await cases.approved(await cases.chosen(staff, 3_000), staff, 2_000);
    const first = await cases.paid(staff, await cases.signed(staff, credit), 800);
    const second = await cases.paid(staff, first, 700, 2);
    expect(await cases.stands(poolId)).toEqual([0, 500, 1_500, 0]);
    expect(await cases.exceptions(poolId)).toEqual([]);
    // 500 are held, 900 paid out: 400 were reserved by nobody. The pool has room for them.
    const third = await cases.paid(staff, second, 900, 3);
    expect(third.status).toBe('disbursed');
    expect(await cases.stands(poolId)).toEqual([0, 0, 2_400, 0]);
    expect(await cases.exceptions(poolId)).toEqual([{ kind: 'UNRESERVED', amount_fen: wan(400) }]);
    // The hold is closed: whatever comes after it was reserved by nobody either.
    await cases.paid(staff, third, 100, 4);
    await settled();
    expect(await cases.stands(poolId)).toEqual([0, 0, 2_500, 0]);
    expect((await cases.exceptions(poolId)).map(({ amount_fen }) => amount_fen)).toEqual([
      wan(400),
      wan(100),
    ]);
    expect(await holding(poolId)).toBe(0);
  });

  it('is given back when the approver rescinds it or the enterprise withdraws its request', async () => {
    const { staff, poolId } = await cases.bankWith('示例乙', 10_000);
    const credit = await cases.approved(await cases.chosen(staff, 2_000), staff, 2_000);
    await staff.approver(rescindCredit, { ...of(credit), body: { condition: '抵押登记逾期未办妥' } });
    await settled();
    expect(await cases.stands(poolId)).toEqual([0, 0, 0, 0]);

    const applicant = await cases.chosen(staff, 1_000);
    expect(await cases.stands(poolId)).toEqual([1_000, 0, 0, 0]);
    const params = { id: applicant.requestId };
    const { version } = await applicant.finance(getFinancingRequest, { params });
    await applicant.signatory(withdrawFinancingRequest, { params, version, body: { reason: '不再需要' } });
    await settled();
    expect(await cases.stands(poolId)).toEqual([0, 0, 0, 0]);
  });

  it('takes back neither a choice nor a report of money: both say so, and hold and use what they did', async () => {
    const { staff, poolId } = await cases.bankWith('示例戊', 10_000);
    const applicant = await cases.chosen(staff, 2_000);
    const seen = await cases.at.caseAt(applicant, staff);
    await expect(applicant.signatory(undoEngagement, of(seen))).rejects.toMatchObject({
      code: 'engagement.undo_expired',
    });
    expect(await cases.stands(poolId)).toEqual([2_000, 0, 0, 0]);
    const credit = await cases.approved(applicant, staff, 2_000);
    const part = await cases.paid(staff, await cases.signed(staff, credit), 500);
    await expect(staff.officer(undoEngagement, of(part))).rejects.toMatchObject({
      code: 'engagement.undo_expired',
    });
    await settled();
    expect(await cases.stands(poolId)).toEqual([0, 1_500, 500, 0]);
    expect(await holding(poolId)).toBe(1);
  });

  // From here on days have passed, and everybody's session has ended.
  it('lapses with its approval: unused as a whole, drawn in part the rest, and the request lacks it again', async () => {
    const { at } = cases;
    const { staff, poolId } = await cases.bankWith('示例己', 10_000);
    const unused = await cases.chosen(staff, 1_000);
    await cases.approved(unused, staff, 1_000, { days: 5 });
    const drawn = await cases.chosen(staff, 3_000);
    const credit = await cases.approved(drawn, staff, 3_000, { days: 5 });
    const part = await cases.paid(staff, await cases.signed(staff, credit), 500);
    expect(part.nextStep).toMatchObject({ what: 'disburse_rest', otherwise: 'rest_lapses' });
    expect(await cases.stands(poolId)).toEqual([0, 3_500, 500, 0]);
    // The fifth day is a whole day of the approval.
    at.installation.clock.advance(5 * DAY_MS);
    await at.installation.chore(ExpireOffersChore);
    await at.installation.chore(ExpireHoldsChore);
    await settled();
    expect(await cases.stands(poolId)).toEqual([0, 3_500, 500, 0]);
    at.installation.clock.advance(DAY_MS);
    await at.installation.chore(ExpireOffersChore);
    await settled();
    await at.installation.chore(ExpireHoldsChore);
    expect(await cases.stands(poolId)).toEqual([0, 0, 500, 0]);
    expect(await holding(poolId)).toBe(0);
    expect(await faultIn(at.installation.database)).toBeUndefined();

    const bank = await signedInAnew(staff);
    const caseOf = async (applicant: Applicant) => {
      const account = await at.world.account('enterprise', applicant.enterprise.id, ['finance']);
      const finance = await at.installation.signIn(account);
      const { items } = await finance(getRequestEngagements, { params: { id: applicant.requestId } });
      return { status: await at.requestStatus({ ...applicant, finance }), seen: items[0] };
    };
    expect((await caseOf(unused)).seen).toMatchObject({ status: 'lapsed', approvedFen: wan(1_000) });
    const { status, seen } = await caseOf(drawn);
    expect(seen).toMatchObject({
      status: 'closed',
      approvedFen: wan(3_000),
      disbursedFen: wan(500),
      credit: { amountFen: wan(3_000) },
    });
    expect(seen?.events.at(-1)).toMatchObject({ action: 'lapse_rest', actorSide: 'system' });
    expect(status).toBe('partially_funded');
    // Money that was really paid out afterwards is recorded all the same.
    if (seen) await cases.paid(bank, { ...seen }, 200, 2);
    expect(await cases.stands(poolId)).toEqual([0, 0, 700, 0]);
    expect(await cases.exceptions(poolId)).toEqual([{ kind: 'UNRESERVED', amount_fen: wan(200) }]);
  });

  // By now the clock is ahead of the database's: what waits for the end of an undo does wait.
  it('stays held through a refusal that is undone, and is given back after one that stays', async () => {
    const { at } = cases;
    const { staff, poolId, applicant } = early;
    const bank = await signedInAnew(staff);
    const finance = await at.installation.signIn(
      await at.world.account('enterprise', applicant.enterprise.id, ['finance']),
    );
    const look = () => at.caseAt({ ...applicant, finance }, bank);
    const declined = await decline(bank, await look());
    await settled();
    expect([declined.status, ...(await cases.stands(poolId))]).toEqual(['declined', 2_000, 0, 0, 0]);
    // The undo is under way, and the decision comes to be final in the same moment: the case waits for the undo.
    let open = (): void => undefined;
    const gate = new Promise<void>((resolve) => (open = resolve));
    const blocking = new Promise<{ readonly ended: Promise<void> }>((begun) => {
      const ended = blocker.asService('app_seed', async (tx) => {
        await tx.rows('select from engagement_event where engagement_id = $1 for update', [declined.id]);
        begun({ ended });
        await gate;
      });
    });
    const { ended } = await blocking;
    const undoing = bank.officer(undoEngagement, of(declined));
    await waitingFor(1);
    await makeFinal();
    // Whoever settles the request, and whoever settles its quota.
    await waitingFor(3);
    open();
    await ended;
    const undone = await undoing;
    await settled();
    expect([undone.status, ...statuses(await look())]).toEqual(['accepted', 'chosen']);
    expect(await cases.stands(poolId)).toEqual([2_000, 0, 0, 0]);
    await decline(bank, undone);
    await makeFinal();
    await settled();
    expect(await cases.stands(poolId)).toEqual([0, 0, 0, 0]);
    expect(statuses(await look())).toEqual(['lapsed']);
    expect(await faultIn(at.installation.database)).toBeUndefined();
  });
});
