import { amountFault } from './amount.js';
import type { AdjustLimit, ChangePoolState, MoveQuota } from './command.js';
import {
  closedFault,
  currencyFault,
  findPool,
  isRejection,
  lineOf,
  openFault,
  poolEffect,
  roomFault,
  type Fault,
  type Outcome,
  type View,
} from './effect.js';
import { takenFen, worseState, type Pool, type PoolState } from './pool.js';

/** Below the line one person moves quota, from it on a second one, who is never the same. */
export function secondPersonFault(
  fromFen: bigint,
  movedFen: bigint,
  { actorId, approverId }: { readonly actorId: string; readonly approverId: string | null },
): Fault {
  if (approverId === actorId) return { code: 'second_person.same' };
  return approverId === null && movedFen >= fromFen ? { code: 'second_person.required', fromFen } : undefined;
}

const staleFault = ({ id, version }: Pool, ifVersion: number | undefined): Fault =>
  ifVersion === undefined || ifVersion === version
    ? undefined
    : { code: 'version.stale', poolId: id, expected: ifVersion, actual: version };

/** Whether quota may go from one pool to the other: to a child, back to the parent, or to a sibling. */
function isRelated(kind: MoveQuota['kind'], from: Pool, to: Pool): boolean {
  if (from.id === to.id || from.facilityId !== to.facilityId) return false;
  switch (kind) {
    case 'allot':
      return to.parentId === from.id;
    case 'return':
      return from.parentId === to.id;
    case 'transfer':
      return from.parentId !== null && from.parentId === to.parentId;
  }
}

/** Allot, return, transfer: what is moved must be free where it comes from. */
export function move(view: View, command: MoveQuota): Outcome {
  const { kind, fromPoolId, toPoolId, amountFen, currency, approverId } = command;
  const from = findPool(view, fromPoolId);
  if (isRejection(from)) return from;
  const to = findPool(view, toPoolId);
  if (isRejection(to)) return to;
  const lower = from.secondPersonFromFen < to.secondPersonFromFen ? from : to;
  const fault =
    amountFault(amountFen) ??
    currencyFault(from, currency) ??
    currencyFault(to, currency) ??
    (isRelated(kind, from, to) ? undefined : ({ code: 'pool.not_related', fromPoolId, toPoolId } as const)) ??
    staleFault(from, command.ifVersion) ??
    // What is unused goes back also from a pool that is frozen or closed.
    (kind === 'return' ? closedFault(to) : (openFault(from) ?? openFault(to))) ??
    secondPersonFault(lower.secondPersonFromFen, amountFen, command) ??
    roomFault(from, amountFen);
  if (fault) return fault;
  const given = kind === 'allot' ? { allottedFen: amountFen } : { limitFen: -amountFen };
  const taken = kind === 'return' ? { allottedFen: -amountFen } : { limitFen: amountFen };
  const lines = [lineOf(from, given, to.id), lineOf(to, taken, from.id)];
  return poolEffect(lines, { amountFen, approverId });
}

export function adjustLimit(view: View, command: AdjustLimit): Outcome {
  const { poolId, limitFen, currency, approverId } = command;
  const pool = findPool(view, poolId);
  if (isRejection(pool)) return pool;
  const difference = limitFen - pool.limitFen;
  const moved = difference < 0n ? -difference : difference;
  const taken = takenFen(pool);
  const fault =
    // A limit may be nothing; an amount may not.
    (limitFen === 0n ? undefined : amountFault(limitFen)) ??
    currencyFault(pool, currency) ??
    (pool.parentId === null ? undefined : ({ code: 'pool.has_parent', poolId } as const)) ??
    staleFault(pool, command.ifVersion) ??
    closedFault(pool) ??
    secondPersonFault(pool.secondPersonFromFen, moved, command) ??
    // Raising a limit that is passed already is always welcome.
    (difference >= 0n || limitFen >= taken
      ? undefined
      : ({ code: 'pool.below_use', poolId, takenFen: taken } as const));
  if (fault) return fault;
  return poolEffect([lineOf(pool, { limitFen: difference })], { amountFen: limitFen, approverId });
}

const FROM_STATE = { freeze: ['open'], unfreeze: ['frozen'], close: ['open', 'frozen'] } as const;
const TO_STATE = { freeze: 'frozen', unfreeze: 'open', close: 'closed' } as const;

/** What lies below a pool is stopped with it and goes on with it, unless something else stops it. */
function stoodBelow(view: View, poolId: string, aboveState: PoolState): readonly Pool[] {
  return view.childrenOf(poolId).flatMap((child) => {
    if (child.aboveState === aboveState) return [];
    return [{ ...child, aboveState }, ...stoodBelow(view, child.id, worseState(aboveState, child.state))];
  });
}

/** Freeze, unfreeze, close; what still holds or is handed on is ended or returned before a pool closes. */
export function changeState(view: View, command: ChangePoolState): Outcome {
  const { kind, poolId, ifVersion, actorId, approverId } = command;
  const pool = findPool(view, poolId);
  if (isRejection(pool)) return pool;
  const { state, allottedFen } = pool;
  const heldFen = pool.reservedFen + pool.committedFen;
  const isInUse = allottedFen > 0n || heldFen > 0n;
  const fault =
    staleFault(pool, ifVersion) ??
    (FROM_STATE[kind].some((from) => from === state)
      ? undefined
      : ({ code: 'pool.not_in_state', poolId, state } as const)) ??
    (kind === 'close' && isInUse
      ? ({ code: 'pool.still_in_use', poolId, allottedFen, heldFen } as const)
      : undefined) ??
    (approverId === actorId ? ({ code: 'second_person.same' } as const) : undefined);
  if (fault) return fault;
  const effect = poolEffect([{ ...lineOf(pool, {}), state: TO_STATE[kind] }], { approverId });
  return { ...effect, below: stoodBelow(view, poolId, worseState(pool.aboveState, TO_STATE[kind])) };
}
