import { amountFault } from './amount.js';
import type { Correct, Repay, Report } from './command.js';
import {
  currencyFault,
  findPool,
  holdEffect,
  isRejection,
  lineOf,
  type Detail,
  type Outcome,
  type View,
} from './effect.js';
import type { Entry } from './entry.js';
import { afterPosting, bucket, claimFault, findHold, staleFault } from './hold-acts.js';
import { isLive, type EndedHold, type Hold } from './hold.js';
import { leftFen, type Pool } from './pool.js';
import type { Rejection } from './rejection.js';

const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b);

/** What an ended hold is called by what was posted from it and is not repaid. */
function endedAs(hold: Hold, postedFen: bigint, repaidFen: bigint): EndedHold {
  const state = postedFen > repaidFen ? 'posted' : postedFen > 0n ? 'repaid' : 'voided';
  return { ...hold, state, heldFen: 0n, postedFen, repaidFen };
}

/** A loan really paid out: quota is used whether it was held or not, and beyond the limit if need be. */
export function report(view: View, command: Report): Outcome {
  const { poolId, holdId, amountFen, keep, subject } = command;
  const pool = findPool(view, poolId);
  if (isRejection(pool)) return pool;
  const hold = view.hold(holdId);
  const claimKey = hold === undefined ? subject.claimKey : hold.subject.claimKey;
  const fault =
    amountFault(amountFen) ?? currencyFault(pool, command.currency) ?? claimFault(view, claimKey, holdId);
  if (fault) return fault;
  if (hold === undefined) return reportUnheld(view, pool, command);
  if (hold.poolId !== poolId) return { code: 'hold.of_other_pool', holdId, poolId };
  if (!isLive(hold)) {
    const after = endedAs(hold, hold.postedFen + amountFen, hold.repaidFen);
    return holdEffect(lineOf(pool, { usedFen: amountFen }), after, { amountFen, keep, unheldFen: amountFen });
  }
  const fromHold = smaller(amountFen, hold.heldFen);
  const remainder = keep ? hold.heldFen - fromHold : 0n;
  const line = lineOf(pool, { ...bucket(hold.state, remainder - hold.heldFen), usedFen: amountFen });
  const detail: Partial<Detail> = { amountFen, keep, unheldFen: amountFen - fromHold };
  return holdEffect(line, afterPosting(hold, amountFen, remainder), detail);
}

function reportUnheld({ nowMs }: View, pool: Pool, command: Report): Outcome {
  const { holdId, poolId, subject, amountFen, keep } = command;
  const after: EndedHold = {
    id: holdId,
    poolId,
    subject,
    state: 'posted',
    heldFen: 0n,
    postedFen: amountFen,
    repaidFen: 0n,
    version: 0,
    expiresAtMs: nowMs,
  };
  const detail = { amountFen, keep, unheldFen: amountFen, expiresAtMs: nowMs, opens: subject };
  return holdEffect(lineOf(pool, { usedFen: amountFen }), after, detail);
}

/** A repayment gives quota back where the quota is a balance. */
export function repay(view: View, command: Repay): Outcome {
  const { poolId, holdId, amountFen } = command;
  const pool = findPool(view, poolId);
  if (isRejection(pool)) return pool;
  const hold = findHold(view, command);
  if (isRejection(hold)) return hold;
  const outstandingFen = hold.postedFen - hold.repaidFen;
  const fault =
    staleFault(hold, command) ??
    amountFault(amountFen) ??
    currencyFault(pool, command.currency) ??
    (pool.basis === 'BALANCE' ? undefined : ({ code: 'repay.not_balance', poolId } as const)) ??
    (amountFen <= outstandingFen
      ? undefined
      : ({ code: 'repay.exceeds_outstanding', holdId, askedFen: amountFen, outstandingFen } as const));
  if (fault) return fault;
  const repaidFen = hold.repaidFen + amountFen;
  const after = isLive(hold) ? { ...hold, repaidFen } : endedAs(hold, hold.postedFen, repaidFen);
  return holdEffect(lineOf(pool, { usedFen: -amountFen }), after, { amountFen });
}

const CORRECTABLE = ['post', 'report', 'repay'] as const;
type Correctable = Entry & { readonly kind: (typeof CORRECTABLE)[number]; readonly holdId: string };

const isCorrectable = (entry: Entry): entry is Correctable =>
  entry.holdId !== null && CORRECTABLE.some((kind) => kind === entry.kind);

/** The posting a correction names: of this hold, and not taken back before. */
function findPosting(view: View, { corrects, poolId, holdId }: Correct): Correctable | Rejection {
  const { key } = corrects;
  const known = view.known(corrects);
  const entry = known?.entries[0];
  if (entry?.poolId !== poolId || entry.holdId !== holdId) return { code: 'correct.unknown_posting', key };
  if (!isCorrectable(entry)) return { code: 'correct.not_a_posting', key, kind: entry.kind };
  return known?.corrected === true ? { code: 'correct.already_corrected', key } : entry;
}

/** Takes one posting back as a whole, with a second person whatever the amount. */
export function correct(view: View, command: Correct): Outcome {
  const { corrects, reason, approverId, actorId } = command;
  const pool = findPool(view, command.poolId);
  if (isRejection(pool)) return pool;
  const hold = findHold(view, command);
  if (isRejection(hold)) return hold;
  if (approverId === null) return { code: 'second_person.required', fromFen: 0n };
  if (approverId === actorId) return { code: 'second_person.same' };
  const posting = findPosting(view, command);
  if ('code' in posting) return posting;
  const { amountFen } = posting;
  const detail = { amountFen, corrects, reason, approverId };
  if (posting.kind === 'repay') {
    const fault = claimFault(view, hold.subject.claimKey, hold.id);
    if (fault) return fault;
    const repaidFen = hold.repaidFen - amountFen;
    const after = isLive(hold) ? { ...hold, repaidFen } : endedAs(hold, hold.postedFen, repaidFen);
    return holdEffect(lineOf(pool, { usedFen: amountFen }), after, detail);
  }
  const postedFen = hold.postedFen - amountFen;
  if (postedFen < hold.repaidFen) {
    return { code: 'correct.repaid', key: corrects.key, outstandingFen: hold.postedFen - hold.repaidFen };
  }
  if (!isLive(hold)) {
    const after = endedAs(hold, postedFen, hold.repaidFen);
    return holdEffect(lineOf(pool, { usedFen: -amountFen }), after, detail);
  }
  // What the posting had taken out of a hold that still holds goes back into it, as far as nobody else has it now.
  const back = smaller(
    amountFen - posting.unheldFen,
    leftFen({ ...pool, usedFen: pool.usedFen - amountFen }),
  );
  const line = lineOf(pool, { ...bucket(hold.state, back), usedFen: -amountFen });
  return holdEffect(line, { ...hold, postedFen, heldFen: hold.heldFen + back }, detail);
}
