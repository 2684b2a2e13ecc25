import type { Tx } from '../../platform/database/database.js';
import { accountIdOf, type AccountSeed } from '../accounts.seed.js';
import { stableId } from '../stable-id.js';
import { seedAllocation } from './allocation.seed.js';
import { bankIdOf, seedBanks } from './banks.seed.js';
import { makeEnterprises, seedEnterprises, type DemoEnterprise } from './enterprises.seed.js';
import { Fit } from './fit.js';
import { seedLetters } from './letters.seed.js';
import { seedClaims } from './claims.seed.js';
import { dayOf } from './office-clock.js';
import { LOANS } from './claims.data.js';
import { bankSeed, demoBank, DEMO_USERNAMES } from './people.js';
import { seedProducts } from './products.seed.js';
import { HOLDER_PEOPLE } from './quota.data.js';
import { seedOutcomes } from './outcomes.seed.js';
import { seedQuota } from './quota.seed.js';
import { seedRequests } from './requests.seed.js';
import { SeededRandom } from './seeded-random.js';
import { seedStatements } from './statements.seed.js';
import { seedZones } from './zones.seed.js';

const SEED = 20_200_807;
const HOLDER_ID = stableId('facility-administrator:jiangsu');
const HOLDER_NAME = '示例中央银行江苏省分行';

export const DEMO_ACCOUNT_NAMES: readonly string[] = [
  ...Object.values(DEMO_USERNAMES),
  ...HOLDER_PEOPLE.map(({ username }) => username),
];

async function positions(tx: Tx): Promise<(unitId: string) => number> {
  const rows = await tx.rows<{ id: string; lft: number }>(
    `select id, lft from organisation where kind = 'bureau' and unit_level <> 'nation'`,
  );
  const byId = new Map(rows.map(({ id, lft }) => [id, lft]));
  return (unitId) => {
    const position = byId.get(unitId);
    if (position === undefined) throw new Error(`No reporting unit ${unitId}`);
    return position;
  };
}

/** A firm of middling size in 苏州 about which everything is known. */
function demoEnterprise(enterprises: readonly DemoEnterprise[]): DemoEnterprise {
  const found = enterprises.find(
    ({ regionCode, revenueWan, profile, figures, trade }) =>
      regionCode.startsWith('3205') &&
      revenueWan > 15_000 &&
      revenueWan < 60_000 &&
      trade.exportBp[0] >= 2000 &&
      profile.adverseRecord?.value === false &&
      profile.longestOverdueDays?.value === 0 &&
      (profile.taxGrade?.value === 'A' || profile.taxGrade?.value === 'B') &&
      figures['debtRatioBp'] !== undefined &&
      Number(figures['debtRatioBp']) < 6500 &&
      figures['exportValue'] !== undefined &&
      figures['netProfit'] !== undefined,
  );
  if (!found) throw new Error('no enterprise to show');
  return found;
}

/** A province as it might be: banks, products, enterprises and their requests, all invented and marked as such. */
export async function seedDemoWorld(tx: Tx, now: Date): Promise<AccountSeed[]> {
  const nowMs = now.getTime();
  const random = new SeededRandom(SEED);
  await seedZones(tx);
  await seedBanks(tx);
  await seedProducts(tx, nowMs);
  await tx.execute(
    `insert into organisation (id, kind, name, name_en, region_code, lft, rgt, demo)
     values ($1, 'facility_administrator', $2, 'Sample Central Bank, Jiangsu Branch', '320000', 1, 2, true)`,
    [HOLDER_ID, HOLDER_NAME],
  );
  await tx.execute(`update facility set holder_id = $1 where code like 'PBOC-%'`, [HOLDER_ID]);
  const enterprises = makeEnterprises(random, nowMs, await positions(tx));
  const demo = demoEnterprise(enterprises);
  await seedEnterprises(tx, random, enterprises, nowMs);
  await seedRequests(tx, { random, enterprises, demo, fit: new Fit(dayOf(nowMs)), nowMs });
  await seedAllocation(tx, now);
  await seedLetters(tx, nowMs);
  await seedQuota(tx, HOLDER_ID, nowMs);
  await seedStatements(tx, HOLDER_ID, nowMs);
  await seedClaims(tx, HOLDER_ID, nowMs);
  const bank = demoBank();
  const local = bankSeed(LOANS.bankKey);
  await seedOutcomes(tx, { id: accountIdOf(DEMO_USERNAMES.bank), name: bank.people[0] }, nowMs);
  return [
    {
      side: 'enterprise',
      username: DEMO_USERNAMES.enterprise,
      displayName: demo.contact.name,
      organisationId: demo.id,
      organisation: demo.name,
      roles: ['signatory', 'finance'],
    },
    {
      side: 'bank',
      username: DEMO_USERNAMES.bank,
      displayName: bank.people[0],
      organisationId: bankIdOf(bank.key),
      organisation: bank.name,
      roles: ['officer', 'approver', 'product_manager'],
    },
    // A second look at a refusal and an appeal are another person's.
    {
      side: 'bank',
      username: DEMO_USERNAMES.reviewer,
      displayName: bank.people[1],
      organisationId: bankIdOf(bank.key),
      organisation: bank.name,
      roles: ['officer', 'reviewer'],
    },
    {
      side: 'bank',
      username: DEMO_USERNAMES.localBank,
      displayName: local.people[0],
      organisationId: bankIdOf(local.key),
      organisation: local.name,
      roles: ['officer', 'approver'],
    },
    ...HOLDER_PEOPLE.map(({ username, name }): AccountSeed => ({
      side: 'facility_administrator',
      username,
      displayName: name,
      organisationId: HOLDER_ID,
      organisation: HOLDER_NAME,
      roles: ['facility_officer'],
    })),
  ];
}
