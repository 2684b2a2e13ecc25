import type { AllotmentBody } from '@yinqi/contracts/allotments';
import type { PoolView } from '@yinqi/contracts/quota-view';
import { effectOf, needsSecondPerson, type Effect } from '@yinqi/domain/allotment';
import { isPlainDate } from '@yinqi/domain/calendar';
import { loosens, type PoolConditions } from '@yinqi/domain/facility';
import type { Movement } from './quota-search.js';
import { isShadow, roomOf } from './quota-words.js';

export const NEW_PROVINCE = 'province';
export const NEW_BANK = 'bank';

/** A movement of quota as it is being filled in. */
export type MovementDraft = {
  readonly kind: Movement;
  readonly amountFen: bigint | undefined;
  /** An existing pool's id, or one of the two words for a pool to be opened. */
  readonly to: string;
  readonly recipientId: string | null;
  readonly recipientName: string | undefined;
  readonly reason: string;
  readonly documentNumber: string;
  readonly effectiveOn: string;
  /** Of the conditions alone; undefined is no limit. */
  readonly customerFen: bigint | undefined;
  readonly fromFen: bigint | undefined;
};
export type MovementFault =
  | 'amount'
  | 'to'
  | 'recipient'
  | 'reason'
  | 'effectiveOn'
  | 'tooMuch'
  | 'inUse'
  | 'fromFen'
  | 'customerZero'
  | 'unchanged';

/** The pool with those around it that a movement may concern. */
export type Surroundings = {
  readonly pool: PoolView;
  readonly parent: PoolView | undefined;
  readonly children: readonly PoolView[];
  readonly siblings: readonly PoolView[];
};

export function surroundingsOf(pools: readonly PoolView[], pool: PoolView): Surroundings {
  const isUsable = (one: PoolView): boolean => one.id !== pool.id && one.state !== 'closed';
  return {
    pool,
    parent: pools.find(({ id }) => id === pool.parentId),
    children: pools.filter((one) => one.parentId === pool.id && isUsable(one)),
    siblings:
      pool.parentId === null ? [] : pools.filter((one) => one.parentId === pool.parentId && isUsable(one)),
  };
}

/** What can be done with a pool as it stands; nothing with a tally of our own. */
export function movementsOf({ pool, parent, siblings }: Surroundings): readonly Movement[] {
  if (isShadow(pool)) return [];
  // What is unused goes back to where it came from also when the pool is frozen or closed.
  const back: readonly Movement[] = parent === undefined ? [] : ['return'];
  if (pool.state === 'closed') return pool.leftFen === '0' ? [] : back;
  if (pool.state === 'frozen') return ['unfreeze', ...back, 'conditions', 'close'];
  return [
    ...(pool.level === 'bank' ? [] : (['allot'] as const)),
    ...(parent === undefined ? (['adjust'] as const) : (['return'] as const)),
    ...(siblings.length === 0 ? [] : (['transfer'] as const)),
    'conditions',
    'freeze',
    'close',
  ];
}

export const hasAmount = (kind: Movement): boolean =>
  kind === 'allot' || kind === 'return' || kind === 'transfer' || kind === 'adjust';

const isOpening = ({ kind, to }: MovementDraft): boolean =>
  kind === 'allot' && (to === NEW_PROVINCE || to === NEW_BANK);

/** The pool on the other side, where there is one already. */
export function otherOf(draft: MovementDraft, around: Surroundings): PoolView | undefined {
  if (draft.kind === 'return') return around.parent;
  const candidates = draft.kind === 'allot' ? around.children : around.siblings;
  return candidates.find(({ id }) => id === draft.to);
}

/** Before and after on both sides; undefined while there is no amount, or none is moved. */
export function draftEffect(draft: MovementDraft, around: Surroundings): Effect | undefined {
  const { kind, amountFen } = draft;
  if (amountFen === undefined) return undefined;
  const room = roomOf(around.pool);
  if (kind === 'adjust') return effectOf({ kind, limitFen: amountFen }, room);
  if (kind !== 'allot' && kind !== 'return' && kind !== 'transfer') return undefined;
  const other = otherOf(draft, around);
  return effectOf({ kind, amountFen }, room, other && roomOf(other));
}

export const conditionsOf = (pool: PoolView): PoolConditions => ({
  singleCustomerLimitFen: pool.singleCustomerLimitFen === null ? null : BigInt(pool.singleCustomerLimitFen),
  secondPersonFromFen: BigInt(pool.secondPersonFromFen),
});

/** What the draft would make of them; undefined while the second one is missing. */
export const draftConditions = ({ customerFen, fromFen }: MovementDraft): PoolConditions | undefined =>
  fromFen === undefined
    ? undefined
    : { singleCustomerLimitFen: customerFen ?? null, secondPersonFromFen: fromFen };

function conditionFaults(draft: MovementDraft, pool: PoolView): readonly MovementFault[] {
  const [before, after] = [conditionsOf(pool), draftConditions(draft)];
  if (after === undefined) return ['fromFen'];
  if (after.singleCustomerLimitFen === 0n) return ['customerZero'];
  return loosens(before, after) || loosens(after, before) ? [] : ['unchanged'];
}

/** What keeps it from being sent. The ledger decides again when it is posted. */
export function faultsOf(draft: MovementDraft, around: Surroundings): readonly MovementFault[] {
  const faults: MovementFault[] = [];
  const { kind, amountFen } = draft;
  if (hasAmount(kind) && (amountFen === undefined || (amountFen === 0n && kind !== 'adjust'))) {
    faults.push('amount');
  }
  if ((kind === 'allot' || kind === 'transfer') && draft.to === '') faults.push('to');
  if (isOpening(draft) && draft.recipientId === null) faults.push('recipient');
  if (draft.reason.trim().length < 2) faults.push('reason');
  if (!isPlainDate(draft.effectiveOn)) faults.push('effectiveOn');
  if (kind === 'conditions') faults.push(...conditionFaults(draft, around.pool));
  if (draftEffect(draft, around)?.isCovered === false) faults.push(kind === 'adjust' ? 'inUse' : 'tooMuch');
  return faults;
}

/** The smaller of the two pools’ amounts counts. */
export function secondPersonFrom(draft: MovementDraft, around: Surroundings): bigint {
  const own = BigInt(around.pool.secondPersonFromFen);
  const others = BigInt(otherOf(draft, around)?.secondPersonFromFen ?? own);
  return own < others ? own : others;
}

export function draftNeedsSecond(draft: MovementDraft, around: Surroundings): boolean {
  const { pool } = around;
  const { kind } = draft;
  if (kind === 'conditions') {
    const after = draftConditions(draft);
    return after !== undefined && loosens(conditionsOf(pool), after);
  }
  const limitFen = BigInt(pool.own.limitFen);
  const difference = (draft.amountFen ?? 0n) - limitFen;
  const amountFen = kind === 'adjust' ? (difference < 0n ? -difference : difference) : draft.amountFen;
  return needsSecondPerson(
    { kind, amountFen: hasAmount(kind) ? amountFen : undefined, limitFen },
    secondPersonFrom(draft, around),
  );
}

/** What is sent; undefined while something is missing. */
export function bodyOf(draft: MovementDraft, pool: PoolView): AllotmentBody | undefined {
  const { kind, amountFen, to, recipientId } = draft;
  const grounds = {
    reason: draft.reason.trim(),
    documentNumber: draft.documentNumber.trim() === '' ? null : draft.documentNumber.trim(),
    effectiveOn: draft.effectiveOn,
  };
  const poolId = pool.id;
  if (kind === 'freeze' || kind === 'unfreeze' || kind === 'close') return { kind, poolId, ...grounds };
  if (kind === 'conditions') {
    const { customerFen, fromFen } = draft;
    if (fromFen === undefined) return undefined;
    const singleCustomerLimitFen = customerFen === undefined ? null : String(customerFen);
    return { kind, poolId, singleCustomerLimitFen, secondPersonFromFen: String(fromFen), ...grounds };
  }
  if (amountFen === undefined) return undefined;
  const fen = String(amountFen);
  if (kind === 'adjust') return { kind, poolId, limitFen: fen, ...grounds };
  if (kind === 'return') return { kind, poolId, amountFen: fen, ...grounds };
  if (kind === 'transfer') return { kind, poolId, toPoolId: to, amountFen: fen, ...grounds };
  if (to !== NEW_PROVINCE && to !== NEW_BANK) {
    return { kind, poolId, to: { kind: 'pool', poolId: to }, amountFen: fen, ...grounds };
  }
  return recipientId === null
    ? undefined
    : { kind, poolId, to: { kind: to, organisationId: recipientId }, amountFen: fen, ...grounds };
}
