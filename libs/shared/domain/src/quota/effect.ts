import type { Currency } from '../money/index.js';
import type { Asked } from './command.js';
import type { KnownCommand } from './decision.js';
import type { Entry } from './entry.js';
import type { Hold } from './hold.js';
import { leftFen, worseState, type Balances, type Pool, type PoolState } from './pool.js';
import type { Rejection } from './rejection.js';

/** The ledger as one command sees it. */
export interface View {
  readonly nowMs: number;
  pool(id: string): Pool | undefined;
  /** Those allotted from a pool; all of them are there when its state changes. */
  childrenOf(id: string): readonly Pool[];
  hold(id: string): Hold | undefined;
  known(asked: Pick<Asked, 'tenantId' | 'key'>): KnownCommand | undefined;
  /** The hold that claims a loan or a bill. */
  claimant(claimKey: string): string | undefined;
  /** Of a facility, over all of its pools. */
  toolLimitFen(facilityId: string): bigint | undefined;
  /** Of a pool, or of a facility. */
  exposureFen(scopeId: string, customerId: string): bigint;
}

/** Balances without the excess, which follows from them. */
export type Counts = Omit<Balances, 'excessFen'>;

/** What becomes of one pool. */
export interface Line {
  readonly pool: Pool;
  readonly counts: Counts;
  readonly state: PoolState;
  readonly counterpartId: string | null;
}

/** What an entry says besides its pool's balances. */
export type Detail = Pick<
  Entry,
  | 'holdId'
  | 'opens'
  | 'amountFen'
  | 'keep'
  | 'expiresAtMs'
  | 'heldAfterFen'
  | 'unheldFen'
  | 'corrects'
  | 'reason'
  | 'approverId'
>;

/** All that an accepted command does. */
export interface Effect {
  readonly lines: readonly Line[];
  readonly detail: Detail;
  readonly hold: Hold | null;
  /** Pools below that are stopped or go on with the one that is acted upon; their own books stay as they are. */
  readonly below: readonly Pool[];
}

export type Outcome = Effect | Rejection;
export type Fault = Rejection | undefined;

export const isRejection = (value: Effect | Hold | Pool | Rejection): value is Rejection => 'code' in value;

const NO_DETAIL: Detail = {
  holdId: null,
  opens: null,
  amountFen: 0n,
  keep: null,
  expiresAtMs: null,
  heldAfterFen: null,
  unheldFen: 0n,
  corrects: null,
  reason: null,
  approverId: null,
};

/** A pool with some of its counts changed by so much. */
export function lineOf(pool: Pool, change: Partial<Counts>, counterpartId: string | null = null): Line {
  const { limitFen = 0n, allottedFen = 0n, reservedFen = 0n, committedFen = 0n, usedFen = 0n } = change;
  const counts = {
    limitFen: pool.limitFen + limitFen,
    allottedFen: pool.allottedFen + allottedFen,
    reservedFen: pool.reservedFen + reservedFen,
    committedFen: pool.committedFen + committedFen,
    usedFen: pool.usedFen + usedFen,
  };
  return { pool, counts, state: pool.state, counterpartId };
}

export const poolEffect = (lines: readonly Line[], detail: Partial<Detail>): Effect => ({
  lines,
  detail: { ...NO_DETAIL, ...detail },
  hold: null,
  below: [],
});

/** The effect on a hold: its pool's line, and the hold as it is afterwards. */
export const holdEffect = (line: Line, hold: Hold, detail: Partial<Detail>): Effect => ({
  lines: [line],
  detail: { ...NO_DETAIL, holdId: hold.id, heldAfterFen: hold.heldFen, ...detail },
  hold,
  below: [],
});

export const findPool = (view: View, poolId: string): Pool | Rejection =>
  view.pool(poolId) ?? { code: 'pool.unknown', poolId };

export const currencyFault = (pool: Pool, given: Currency): Fault =>
  pool.currency === given ? undefined : { code: 'currency.mismatch', expected: pool.currency, given };

/** A frozen pool, or one below it, gives nothing new away; what it has promised goes on. */
export function openFault({ id, state, aboveState }: Pool): Fault {
  const worse = worseState(state, aboveState);
  if (worse === 'open') return undefined;
  return { code: worse === 'frozen' ? 'pool.frozen' : 'pool.closed', poolId: id };
}

export const closedFault = ({ id, state }: Pool): Fault =>
  state === 'closed' ? { code: 'pool.closed', poolId: id } : undefined;

/** The rule the ledger exists for. */
export function roomFault(pool: Pool, askedFen: bigint): Fault {
  const left = leftFen(pool);
  if (askedFen <= left) return undefined;
  const { id: poolId, authority, usedFen } = pool;
  return { code: 'pool.insufficient', poolId, authority, askedFen, leftFen: left, usedFen };
}
