import { amountFault } from './amount.js';
import { checkCustomer, checkWindow } from './check-use.js';
import type { Commit, Expire, Extend, Post, QuotaKind, Reserve, Uncommit, Void } from './command.js';
import {
  currencyFault,
  findPool,
  holdEffect,
  isRejection,
  lineOf,
  openFault,
  roomFault,
  type Counts,
  type Fault,
  type Line,
  type Outcome,
  type View,
} from './effect.js';
import { isLive, type EndedHold, type Hold, type LiveHold, type LiveHoldState } from './hold.js';
import type { Pool } from './pool.js';
import type { Rejection } from './rejection.js';
import type { UseCheck, WindowCheck } from './use-checks.js';

function windowFault({ passed, atMs, opensAtMs, closesAtMs }: WindowCheck): Fault {
  if (passed) return undefined;
  if (opensAtMs !== null && atMs < opensAtMs) return { code: 'window.not_yet_open', opensAtMs };
  return { code: 'window.closed', closesAtMs: closesAtMs ?? atMs };
}

/** What a condition that does not hold is refused with. */
function checkFault(check: UseCheck): Fault {
  if (check.passed) return undefined;
  switch (check.check) {
    case 'lender':
      return { code: 'lender.ineligible', failed: check };
    case 'borrower':
      return {
        code: check.truth === 'unknown' ? 'borrower.undetermined' : 'borrower.ineligible',
        failed: check,
      };
    case 'rate_cap':
      return { code: 'rate.above_cap', failed: check };
    case 'window':
      return windowFault(check);
    case 'single_customer': {
      const { exposureFen, askedFen } = check;
      return { code: 'customer.limit_exceeded', limitFen: check.limitFen ?? 0n, exposureFen, askedFen };
    }
  }
}

/** What the first condition that does not hold is refused with. */
export function firstFailed(checks: readonly UseCheck[]): Fault {
  const failed = checks.find(({ passed }) => !passed);
  return failed && checkFault(failed);
}

/** A loan or a bill is claimed once at a time. */
export function claimFault(view: View, claimKey: string | null, holdId: string): Fault {
  const claimant = claimKey === null ? undefined : view.claimant(claimKey);
  if (claimKey === null || claimant === undefined || claimant === holdId) return undefined;
  return { code: 'claim.already_live', claimKey, holdId: claimant };
}

export const bucket = (state: LiveHoldState, fen: bigint): Partial<Counts> =>
  state === 'reserved' ? { reservedFen: fen } : { committedFen: fen };

export function reserve(view: View, command: Reserve): Outcome {
  const { poolId, holdId, amountFen, expiresAtMs, subject } = command;
  const { nowMs } = view;
  const pool = findPool(view, poolId);
  if (isRejection(pool)) return pool;
  const fault =
    amountFault(amountFen) ??
    currencyFault(pool, command.currency) ??
    openFault(pool) ??
    windowFault(checkWindow(pool, nowMs)) ??
    (expiresAtMs > nowMs ? undefined : ({ code: 'hold.expiry_in_past', expiresAtMs } as const)) ??
    firstFailed(command.checks) ??
    (view.hold(holdId) === undefined ? undefined : ({ code: 'hold.exists', holdId } as const)) ??
    claimFault(view, subject.claimKey, holdId) ??
    customerFault(view, pool, command) ??
    roomFault(pool, amountFen);
  if (fault) return fault;
  const hold: LiveHold = {
    id: holdId,
    poolId,
    subject,
    state: 'reserved',
    heldFen: amountFen,
    postedFen: 0n,
    repaidFen: 0n,
    version: 0,
    expiresAtMs,
  };
  return holdEffect(lineOf(pool, { reservedFen: amountFen }), hold, {
    amountFen,
    expiresAtMs,
    opens: subject,
  });
}

/** The pool's own limit counts what stands in it, the tool's what stands in all of its pools. */
function customerFault(view: View, pool: Pool, { subject, amountFen }: Reserve): Fault {
  const within = (scopeId: string, limitFen: bigint | null | undefined): Fault => {
    if (limitFen === null || limitFen === undefined) return undefined;
    const exposureFen = view.exposureFen(scopeId, subject.customerId);
    return checkFault(checkCustomer(limitFen, exposureFen, amountFen));
  };
  return (
    within(pool.id, pool.singleCustomerLimitFen) ??
    within(pool.facilityId, view.toolLimitFen(pool.facilityId))
  );
}

/** A hold of the pool the command names. */
export function findHold(
  view: View,
  { poolId, holdId }: { readonly poolId: string; readonly holdId: string },
): Hold | Rejection {
  const hold = view.hold(holdId);
  if (hold === undefined) return { code: 'hold.unknown', holdId };
  return hold.poolId === poolId ? hold : { code: 'hold.of_other_pool', holdId, poolId };
}

/** It was acted upon since whoever asks saw it. */
export function staleFault(
  { id: holdId, version }: Hold,
  { ifHoldVersion = version }: Pick<Commit, 'ifHoldVersion'>,
): Fault {
  return ifHoldVersion === version
    ? undefined
    : { code: 'hold.stale', holdId, expected: ifHoldVersion, actual: version };
}

interface Held {
  readonly pool: Pool;
  readonly hold: LiveHold;
}

type OnLiveHold = Pick<Commit, 'poolId' | 'holdId' | 'ifHoldVersion'> & { readonly kind: QuotaKind };

/** A live hold; past its time it only ends. */
function findLive(view: View, command: OnLiveHold, canBeExpired: boolean): Held | Rejection {
  const pool = findPool(view, command.poolId);
  if (isRejection(pool)) return pool;
  const hold = findHold(view, command);
  if (isRejection(hold)) return hold;
  const { id: holdId, state, expiresAtMs } = hold;
  if (!isLive(hold)) return { code: 'hold.ended', holdId, state };
  const stale = staleFault(hold, command);
  if (stale) return stale;
  if (!canBeExpired && expiresAtMs <= view.nowMs) {
    return { code: 'hold.expired', holdId, expiredAtMs: expiresAtMs };
  }
  return { pool, hold };
}

const isRefused = (found: Held | Rejection): found is Rejection => 'code' in found;

const exceeded = ({ id, heldFen }: LiveHold, askedFen: bigint): Fault =>
  askedFen <= heldFen ? undefined : { code: 'hold.exceeded', holdId: id, askedFen, heldFen };

const wrongState = ({ id, state }: LiveHold, kind: QuotaKind): Rejection => ({
  code: 'hold.not_in_state',
  holdId: id,
  state,
  kind,
});

export function commit(view: View, command: Commit): Outcome {
  const { amountFen, kind } = command;
  const found = findLive(view, command, false);
  if (isRefused(found)) return found;
  const { pool, hold } = found;
  const fault =
    amountFault(amountFen) ??
    currencyFault(pool, command.currency) ??
    (hold.state === 'reserved' ? undefined : wrongState(hold, kind)) ??
    exceeded(hold, amountFen);
  if (fault) return fault;
  const line = lineOf(pool, { reservedFen: -hold.heldFen, committedFen: amountFen });
  return holdEffect(line, { ...hold, state: 'committed', heldFen: amountFen }, { amountFen });
}

export function uncommit(view: View, command: Uncommit): Outcome {
  const found = findLive(view, command, false);
  if (isRefused(found)) return found;
  const { pool, hold } = found;
  if (hold.state !== 'committed') return wrongState(hold, command.kind);
  const line = lineOf(pool, { reservedFen: hold.heldFen, committedFen: -hold.heldFen });
  return holdEffect(line, { ...hold, state: 'reserved' }, { amountFen: hold.heldFen });
}

export function extend(view: View, command: Extend): Outcome {
  const { expiresAtMs } = command;
  const found = findLive(view, command, false);
  if (isRefused(found)) return found;
  if (expiresAtMs <= view.nowMs) return { code: 'hold.expiry_in_past', expiresAtMs };
  const { pool, hold } = found;
  return holdEffect(lineOf(pool, {}), { ...hold, expiresAtMs }, { amountFen: hold.heldFen, expiresAtMs });
}

/** What is left of a hold when so much has gone out of it. */
export function afterPosting(hold: LiveHold, postedFen: bigint, remainderFen: bigint): Hold {
  const posted = hold.postedFen + postedFen;
  if (remainderFen > 0n) return { ...hold, heldFen: remainderFen, postedFen: posted };
  return { ...hold, state: 'posted', heldFen: 0n, postedFen: posted };
}

export function post(view: View, command: Post): Outcome {
  const { amountFen, keep, kind } = command;
  const found = findLive(view, command, false);
  if (isRefused(found)) return found;
  const { pool, hold } = found;
  const fault =
    amountFault(amountFen) ??
    currencyFault(pool, command.currency) ??
    (hold.state === 'committed' ? undefined : wrongState(hold, kind)) ??
    exceeded(hold, amountFen);
  if (fault) return fault;
  const remainder = keep ? hold.heldFen - amountFen : 0n;
  const line = lineOf(pool, { committedFen: remainder - hold.heldFen, usedFen: amountFen });
  return holdEffect(line, afterPosting(hold, amountFen, remainder), { amountFen, keep });
}

/** Ends a hold and frees what it held; what was posted from it stays posted. */
function release(held: Held, state: 'voided' | 'expired', reason: string | null): Outcome {
  const { pool, hold } = held;
  const line: Line = lineOf(pool, bucket(hold.state, -hold.heldFen));
  // A loan partly paid out stays a loan: only the rest of the promise is gone.
  const ended: EndedHold = {
    ...hold,
    state: hold.postedFen > hold.repaidFen ? 'posted' : state,
    heldFen: 0n,
  };
  return holdEffect(line, ended, { amountFen: hold.heldFen, reason });
}

export function voidHold(view: View, command: Void): Outcome {
  const found = findLive(view, command, true);
  return isRefused(found) ? found : release(found, 'voided', command.reason);
}

export function expire(view: View, command: Expire): Outcome {
  const found = findLive(view, command, true);
  if (isRefused(found)) return found;
  const { id: holdId, expiresAtMs } = found.hold;
  if (expiresAtMs > view.nowMs) return { code: 'hold.not_expired', holdId, expiresAtMs };
  return release(found, 'expired', null);
}
