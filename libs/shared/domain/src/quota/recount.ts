import { scopedKey } from './decision.js';
import type { Entry } from './entry.js';
import type { Balances, PoolState } from './pool.js';

/*
 * What an entry must have done, worked out a second time and without the acts that made it: an error there is found
 * here. It knows no limits of persons, windows or customers; it knows amounts.
 */

interface Posting {
  readonly entry: Entry;
  corrected: boolean;
}

interface HoldCount {
  bucket: 'reservedFen' | 'committedFen' | null;
  heldFen: bigint;
  postedFen: bigint;
  repaidFen: bigint;
  expiresAtMs: number;
  readonly postings: Map<string, Posting>;
}

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

export interface Recount {
  after: Balances;
  state: PoolState;
  readonly holds: Map<string, HoldCount>;
}

const ZERO: Balances = {
  limitFen: 0n,
  allottedFen: 0n,
  reservedFen: 0n,
  committedFen: 0n,
  usedFen: 0n,
  excessFen: 0n,
};

export const startOf = (): Recount => ({ after: ZERO, state: 'open', holds: new Map() });

export interface Miscount {
  readonly code: 'balance' | 'negative' | 'over_limit' | 'hold' | 'state';
  readonly detail: string;
}

/** Takes one entry into the count; what does not follow, if anything. */
export function recount(count: Recount, entry: Entry): Miscount | undefined {
  const before = count.after;
  const due: Mutable<Balances> = { ...before };
  const fault = entry.holdId === null ? onPool(count, entry, due) : onHold(count, entry, due);
  if (fault !== undefined) return { code: 'hold', detail: fault };
  const taken = due.allottedFen + due.reservedFen + due.committedFen + due.usedFen;
  due.excessFen = taken > due.limitFen ? taken - due.limitFen : 0n;
  for (const name of BALANCES) {
    if (due[name] !== entry.after[name]) {
      return { code: 'balance', detail: `${name}: ${due[name]} ≠ ${entry.after[name]}` };
    }
    if (due[name] < 0n) return { code: 'negative', detail: `${name}: ${due[name]}` };
  }
  if (due.excessFen > before.excessFen && !STATES_FACTS.includes(entry.kind)) {
    return { code: 'over_limit', detail: `${before.excessFen} < ${due.excessFen}` };
  }
  if (entry.stateAfter !== count.state) {
    return { code: 'state', detail: `${count.state} ≠ ${entry.stateAfter}` };
  }
  count.after = due;
  return undefined;
}

const BALANCES = ['limitFen', 'allottedFen', 'reservedFen', 'committedFen', 'usedFen', 'excessFen'] as const;
/** Only what really happened outside may go beyond a limit. */
const STATES_FACTS: readonly Entry['kind'][] = ['report', 'correct'];

function onPool(count: Recount, entry: Entry, due: Mutable<Balances>): string | undefined {
  const { kind, leg, amountFen } = entry;
  switch (kind) {
    case 'allot':
      if (leg === 0) due.allottedFen += amountFen;
      else due.limitFen += amountFen;
      return;
    case 'return':
      if (leg === 0) due.limitFen -= amountFen;
      else due.allottedFen -= amountFen;
      return;
    case 'transfer':
      due.limitFen += leg === 0 ? -amountFen : amountFen;
      return;
    case 'adjust_limit':
      due.limitFen = amountFen;
      return;
    case 'freeze':
      count.state = 'frozen';
      return;
    case 'unfreeze':
      count.state = 'open';
      return;
    case 'close':
      count.state = 'closed';
      return due.reservedFen + due.committedFen + due.allottedFen > 0n ? 'closed while in use' : undefined;
    default:
      return `${kind} without a hold`;
  }
}

function onHold(count: Recount, entry: Entry, due: Mutable<Balances>): string | undefined {
  const hold = holdOf(count, entry);
  if (hold === undefined) return 'unknown, or begun twice';
  const before = { bucket: hold.bucket, heldFen: hold.heldFen };
  const fault = moveHold(hold, entry, due);
  if (fault !== undefined) return fault;
  if (before.bucket) due[before.bucket] -= before.heldFen;
  if (hold.heldFen === 0n) hold.bucket = null;
  if (hold.bucket) due[hold.bucket] += hold.heldFen;
  if (hold.heldFen !== entry.heldAfterFen) {
    return `heldAfterFen: ${hold.heldFen} ≠ ${String(entry.heldAfterFen)}`;
  }
  return hold.postedFen < hold.repaidFen || hold.repaidFen < 0n ? 'more repaid than posted' : undefined;
}

function holdOf({ holds }: Recount, { holdId, opens, expiresAtMs }: Entry): HoldCount | undefined {
  const id = holdId ?? '';
  const known = holds.get(id);
  if (opens === null || known) return opens === null ? known : undefined;
  const begun: HoldCount = {
    bucket: null,
    heldFen: 0n,
    postedFen: 0n,
    repaidFen: 0n,
    expiresAtMs: expiresAtMs ?? 0,
    postings: new Map(),
  };
  holds.set(id, begun);
  return begun;
}

function moveHold(hold: HoldCount, entry: Entry, due: Mutable<Balances>): string | undefined {
  const { kind, amountFen, atMs } = entry;
  const isLive = hold.bucket !== null;
  const isInTime = isLive && atMs < hold.expiresAtMs;
  switch (kind) {
    case 'reserve':
      if (entry.opens === null || amountFen <= 0n) return 'reserved twice, or nothing';
      hold.bucket = 'reservedFen';
      hold.heldFen = amountFen;
      return;
    case 'commit':
      if (!isInTime || hold.bucket !== 'reservedFen' || amountFen > hold.heldFen)
        return 'cannot be committed';
      hold.bucket = 'committedFen';
      hold.heldFen = amountFen;
      return;
    case 'uncommit':
      if (!isInTime || hold.bucket !== 'committedFen') return 'is not committed';
      hold.bucket = 'reservedFen';
      return;
    case 'extend':
      if (!isInTime || entry.expiresAtMs === null) return 'cannot be extended';
      hold.expiresAtMs = entry.expiresAtMs;
      return;
    case 'post':
      if (!isInTime || hold.bucket !== 'committedFen' || amountFen > hold.heldFen) return 'cannot be posted';
      return pay(hold, entry, due);
    case 'report':
      return pay(hold, entry, due);
    case 'void':
    case 'expire':
      if (!isLive || amountFen !== hold.heldFen) return 'holds nothing, or something else';
      if (kind === 'expire' && isInTime) return 'ended before its time';
      hold.heldFen = 0n;
      return;
    case 'repay':
      due.usedFen -= amountFen;
      hold.repaidFen += amountFen;
      hold.postings.set(scopedKey(entry), { entry, corrected: false });
      return;
    case 'correct':
      return takeBack(hold, entry, due);
    default:
      return `${kind} on a hold`;
  }
}

function pay(hold: HoldCount, entry: Entry, due: Mutable<Balances>): string | undefined {
  const { amountFen, keep } = entry;
  const fromHold = amountFen < hold.heldFen ? amountFen : hold.heldFen;
  if (entry.unheldFen !== amountFen - fromHold || amountFen <= 0n) return `unheldFen: ${entry.unheldFen}`;
  hold.heldFen = keep === true ? hold.heldFen - fromHold : 0n;
  hold.postedFen += amountFen;
  due.usedFen += amountFen;
  hold.postings.set(scopedKey(entry), { entry, corrected: false });
  return undefined;
}

function takeBack(hold: HoldCount, entry: Entry, due: Mutable<Balances>): string | undefined {
  const posting = entry.corrects ? hold.postings.get(scopedKey(entry.corrects)) : undefined;
  if (!posting || posting.corrected) return 'corrects nothing, or a second time';
  const { kind, amountFen, unheldFen } = posting.entry;
  if (amountFen !== entry.amountFen) return 'corrects another amount';
  if (entry.approverId === null || entry.approverId === entry.actorId) return 'corrected by one person';
  posting.corrected = true;
  if (kind === 'repay') {
    due.usedFen += amountFen;
    hold.repaidFen -= amountFen;
    return undefined;
  }
  due.usedFen -= amountFen;
  hold.postedFen -= amountFen;
  if (hold.bucket === null) return undefined;
  const room = due.limitFen - due.allottedFen - due.reservedFen - due.committedFen - due.usedFen;
  const back = amountFen - unheldFen < room ? amountFen - unheldFen : room;
  if (back > 0n) hold.heldFen += back;
  return undefined;
}
