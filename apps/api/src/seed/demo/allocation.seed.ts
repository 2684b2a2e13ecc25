import { allocationRequested } from '@yinqi/contracts/events';
import type { Tx } from '../../platform/database/database.js';
import { publish } from '../../platform/outbox/outbox.js';
import { accountIdOf } from '../accounts.seed.js';
import { facilityIdOf } from '../facilities.seed.js';
import { unitIdOf } from '../reporting-units.seed.js';
import { stableId } from '../stable-id.js';

const FEN_PER_YI = 10_000_000_000n;
/** Assumed amounts in 亿元, so that some tools are used up and some are not. */
const ASSUMED_YI: readonly (readonly [code: string, yi: bigint])[] = [
  ['EXIM-FOREIGN-TRADE', 3n],
  ['PBOC-REDISCOUNT', 2n],
  ['PBOC-RURAL-SME', 4n],
  ['OWN-FUNDS', 20n],
];
const PLAN_ID = stableId('allocation:demo');

/** A shared calculation of the province: the worker computes it when it first starts, like any other. */
export async function seedAllocation(tx: Tx, now: Date): Promise<void> {
  const quotas = ASSUMED_YI.map(([code, yi]) => ({
    facilityId: facilityIdOf(code),
    capacityFen: String(yi * FEN_PER_YI),
    banks: [],
  }));
  await tx.execute(
    `insert into allocation_plan (id, organisation_id, unit_lo, unit_hi, area_level, title, status, seed, quotas,
       shared_at, created_by, created_by_name, created_at)
     select $1, o.id, o.lft, o.rgt, 'city', '四季度额度测算', 'running', 1, $2, $3, $4, '外资处 周宁', $3
     from organisation o where o.id = $5`,
    [PLAN_ID, JSON.stringify(quotas), now, accountIdOf('bureau.jiangsu'), unitIdOf('320000')],
  );
  await publish(tx, allocationRequested, { planId: PLAN_ID, purpose: 'make' });
}
