import type { Clock } from '../platform/clock/clock.js';
import type { Database, Tx } from '../platform/database/database.js';
import { seedAccounts, type AccountSeed, type DemoAccount } from './accounts.seed.js';
import { DEMO_ACCOUNT_NAMES, seedDemoWorld } from './demo/demo-world.seed.js';
import { seedFacilities } from './facilities.seed.js';
import { seedReportingUnits, unitIdOf } from './reporting-units.seed.js';
import { stableId } from './stable-id.js';

/** The province an installation starts with; further ones need only accounts. */
const HOME_PROVINCE = '320000';
export const PLATFORM_ID = stableId('platform');

const FIRST_ACCOUNTS: readonly AccountSeed[] = [
  {
    side: 'platform',
    username: 'platform.admin',
    displayName: '平台管理员',
    organisationId: PLATFORM_ID,
    organisation: '银企桥平台运行中心',
    roles: ['system_administrator'],
  },
  {
    side: 'bureau',
    username: 'bureau.jiangsu',
    displayName: '外资处 周宁',
    organisationId: unitIdOf(HOME_PROVINCE),
    organisation: '江苏省商务厅',
    roles: ['bureau_officer', 'mediator'],
  },
];

export type SeedOptions = { readonly empty: boolean; readonly keepAccounts: boolean };

/** Answers the accounts it made, or undefined where an earlier start made them. */
export async function seedInstallation(
  database: Database,
  clock: Clock,
  options: SeedOptions,
): Promise<DemoAccount[] | undefined> {
  const now = clock.now();
  return database.asService('app_seed', async (tx) => {
    await seedReportingUnits(tx);
    await seedFacilities(tx, now);
    await tx.execute(
      `insert into organisation (id, kind, name, name_en, lft, rgt)
       values ($1, 'platform', '银企桥平台运行中心', 'Yinqi Bridge Operations', 1, 2) on conflict (id) do nothing`,
      [PLATFORM_ID],
    );
    const known = await seededAccounts(tx);
    // Whoever has signed in once owns the data: an installation that was begun is never filled again.
    if (known.length === 0) {
      const demo = options.empty ? [] : await seedDemoWorld(tx, now);
      return seedAccounts(tx, [...FIRST_ACCOUNTS, ...demo], now);
    }
    return options.keepAccounts ? undefined : seedAccounts(tx, known, now);
  });
}

/** The accounts an earlier start made, by the names this program gives. */
async function seededAccounts(tx: Tx): Promise<AccountSeed[]> {
  const usernames = [...FIRST_ACCOUNTS.map(({ username }) => username), ...DEMO_ACCOUNT_NAMES];
  return tx.rows<AccountSeed>(
    `select a.side, a.username, a.display_name as "displayName", a.organisation_id as "organisationId",
       coalesce(o.name, e.name) as organisation, a.roles
     from account a left join organisation o on o.id = a.organisation_id
       left join enterprise e on e.id = a.organisation_id
     where a.username = any($1) order by a.created_at, a.side, a.username`,
    [usernames],
  );
}
