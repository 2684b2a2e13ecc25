import type { PoolView } from '@yinqi/contracts/quota-view';
import { estimateRunOut, leftFen } from '@yinqi/domain/quota';
import { chinaDate } from '../../platform/clock/china-date.js';
import { ownerName } from './pool-names.js';
import type { PoolRow } from './pool-views.store.js';

const DAY_MS = 86_400_000;
/** The pace is taken from the last ninety days, or from as many as there are. */
export const OBSERVED_MS = 90 * DAY_MS;
/** Further away nobody plans, and a few slow weeks would decide it. */
const FARTHEST_MS = 3_650 * DAY_MS;

type Whole = {
  readonly usedFen: bigint;
  readonly inProcessFen: bigint;
  /** Used when the observed days began. */
  readonly usedBeforeFen: bigint;
};

/** What is used and in process in each pool together with those below it that are among the rows. */
function wholes(rows: readonly PoolRow[]): ReadonlyMap<string, Whole> {
  const below = new Map<string, PoolRow[]>();
  for (const row of rows) {
    if (row.parent_id !== null) below.set(row.parent_id, [...(below.get(row.parent_id) ?? []), row]);
  }
  const sums = new Map<string, Whole>();
  const sumOf = (row: PoolRow): Whole => {
    const parts = (below.get(row.id) ?? []).map(sumOf);
    const whole = parts.reduce(
      (sum, part) => ({
        usedFen: sum.usedFen + part.usedFen,
        inProcessFen: sum.inProcessFen + part.inProcessFen,
        usedBeforeFen: sum.usedBeforeFen + part.usedBeforeFen,
      }),
      {
        usedFen: BigInt(row.used_fen),
        inProcessFen: BigInt(row.reserved_fen) + BigInt(row.committed_fen),
        usedBeforeFen: BigInt(row.used_before_fen),
      },
    );
    sums.set(row.id, whole);
    return whole;
  };
  const known = new Set(rows.map(({ id }) => id));
  for (const row of rows) if (row.parent_id === null || !known.has(row.parent_id)) sumOf(row);
  return sums;
}

const balancesOf = (row: PoolRow) => ({
  limitFen: BigInt(row.limit_fen),
  allottedFen: BigInt(row.allotted_fen),
  reservedFen: BigInt(row.reserved_fen),
  committedFen: BigInt(row.committed_fen),
  usedFen: BigInt(row.used_fen),
  excessFen: BigInt(row.excess_fen),
});

/** When the pool with those below it is used up at the pace of the days observed. */
function runOutOf(row: PoolRow, whole: Whole, nowMs: number): PoolView['runOut'] {
  if (row.authority === 'SHADOW' || row.began_at === null) return null;
  const left = BigInt(row.limit_fen) - whole.usedFen - whole.inProcessFen;
  if (left <= 0n) return null;
  const estimate = estimateRunOut({
    leftFen: left,
    usedFen: whole.usedFen,
    usedBeforeFen: whole.usedBeforeFen,
    spanMs: Math.min(OBSERVED_MS, nowMs - Date.parse(row.began_at)),
    nowMs,
  });
  if (estimate === undefined || estimate.runsOutAtMs > nowMs + FARTHEST_MS) return null;
  return { on: chinaDate(new Date(estimate.runsOutAtMs)), perDayFen: String(estimate.perDayFen) };
}

const NOTHING: Whole = { usedFen: 0n, inProcessFen: 0n, usedBeforeFen: 0n };

/** Rows of whole trees as a reader sees them; a tally of our own never says what is left. */
export function poolViews(rows: readonly PoolRow[], nowMs: number): PoolView[] {
  const sums = wholes(rows);
  const known = new Set(rows.map(({ id }) => id));
  return rows.map((row) => {
    const whole = sums.get(row.id) ?? NOTHING;
    return poolView(row, whole, known, nowMs);
  });
}

const poolView = (row: PoolRow, whole: Whole, known: ReadonlySet<string>, nowMs: number): PoolView => ({
  id: row.id,
  parentId: row.parent_id !== null && known.has(row.parent_id) ? row.parent_id : null,
  facility: {
    id: row.facility_id,
    name: row.facility_name,
    nameEn: row.facility_name_en,
    mechanism: row.mechanism,
  },
  level: row.level,
  owner: { id: row.owner_id, ...ownerName(row.owner) },
  authority: row.authority,
  basis: row.basis,
  state: row.state,
  aboveState: row.above_state,
  own: {
    limitFen: row.limit_fen,
    allottedFen: row.allotted_fen,
    reservedFen: row.reserved_fen,
    committedFen: row.committed_fen,
    usedFen: row.used_fen,
    excessFen: row.excess_fen,
  },
  whole: {
    usedFen: String(whole.usedFen),
    inProcessFen: String(whole.inProcessFen),
  },
  leftFen: row.authority === 'SHADOW' ? null : String(leftFen(balancesOf(row))),
  secondPersonFromFen: row.second_person_from_fen,
  singleCustomerLimitFen: row.single_customer_limit_fen,
  runOut: runOutOf(row, whole, nowMs),
  openExceptions: row.open_exceptions,
  isHolder: row.is_holder,
  version: Number(row.version),
});
