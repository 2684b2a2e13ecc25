import { pushRequest, undoEngagement } from '@yinqi/contracts/engagement-commands';
import { LIVE_STATES } from '@yinqi/domain/lifecycle';
import { jiangsuRule, type BankStaff } from '../../test/support/bank-staff.js';
import { CaseWorld, CONSENT_GROUPS, type Applicant } from '../../test/support/case-world.js';

describe('a second product of the same bank', () => {
  let at: CaseWorld;
  let bank: BankStaff;
  let secondProductId: string;

  beforeAll(async () => {
    at = await CaseWorld.open();
    bank = await at.bank('示例银行甲');
    secondProductId = (await bank.publish({ code: 'CASE-2', rule: jiangsuRule(100, 100_000) })).id;
  });
  afterAll(() => at.close());

  const pushSecond = (applicant: Applicant) =>
    applicant.signatory(pushRequest, {
      params: { id: applicant.requestId },
      body: { picks: [{ productId: secondProductId, fieldGroups: [...CONSENT_GROUPS] }] },
    });

  it('is refused in words while the first case lives, and taken once its loan is paid out', async () => {
    const { applicant, seen } = await at.pushed(bank);
    await expect(pushSecond(applicant)).rejects.toMatchObject({ code: 'engagement.already_engaged' });
    await at.world.insert(
      `update engagement set status = 'disbursed', approved_fen = 1, disbursed_fen = 1 where id = $1`,
      [seen.id],
    );
    const { items } = await pushSecond(applicant);
    expect(items.map(({ product }) => product.id)).toContain(secondProductId);
  });

  it('keeps the refusal of the first from being undone', async () => {
    const { applicant, seen } = await at.pushed(bank);
    const declined = await at.decline(bank, seen);
    await pushSecond(applicant);
    await expect(
      bank.officer(undoEngagement, { params: { id: declined.id }, version: declined.version }),
    ).rejects.toMatchObject({ code: 'engagement.already_engaged' });
  });

  it('is told from a first one by the same list of states in the database and in the domain', async () => {
    const [index] = await at.installation.database.rows<{ predicate: string }>(
      `select pg_get_expr(indpred, indrelid) as predicate from pg_index
       where indexrelid = 'engagement_one_live'::regclass`,
    );
    const states = [...(index?.predicate ?? '').matchAll(/'(\w+)'::text/g)].map(([, state]) => state);
    expect(states.sort()).toEqual([...LIVE_STATES].sort());
  });
});
