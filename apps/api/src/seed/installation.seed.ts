import type { Clock } from '../platform/clock/clock.js';
import type { Database } from '../platform/database/database.js';
import { seedAccounts, type AccountSeed, type DemoAccount } from './accounts.seed.js';
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
    roles: ['bureau_officer'],
  },
];

export type SeedOptions = { readonly empty: boolean; readonly keepAccounts: boolean };

/** Answers the accounts it made, or undefined where an earlier start made them. */
export async function seedInstallation(
  database: Database,
  clock: Clock,
  options: SeedOptions,
): Promise<DemoAccount[] | undefined> {
  return database.asService('app_seed', async (tx) => {
    await seedReportingUnits(tx);
    await seedFacilities(tx, clock.now());
    await tx.execute(
      `insert into organisation (id, kind, name, name_en, lft, rgt)
       values ($1, 'platform', '银企桥平台运行中心', 'Yinqi Bridge Operations', 1, 2) on conflict (id) do nothing`,
      [PLATFORM_ID],
    );
    if (options.keepAccounts) return undefined;
    return seedAccounts(tx, FIRST_ACCOUNTS, clock.now());
  });
}
