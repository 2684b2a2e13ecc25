import type { ErrorCode, ErrorParams } from '@yinqi/contracts/errors';
import type { Rejection, RejectionCode } from '@yinqi/domain/quota';
import { DomainError, notFound } from '../../platform/errors/domain-error.js';

/** What a caller of a reservation can bring about; the rest is a pool or a hold that is not theirs, or a fault of ours. */
const CODES: Readonly<Partial<Record<RejectionCode, ErrorCode>>> = {
  'amount.zero': 'quota.amount_zero',
  'amount.negative': 'quota.amount_negative',
  'amount.too_large': 'quota.amount_too_large',
  'currency.mismatch': 'quota.currency_mismatch',
  'key.conflict': 'idempotency.mismatch',
  'pool.frozen': 'quota.pool_frozen',
  'pool.closed': 'quota.pool_closed',
  'pool.insufficient': 'quota.insufficient',
  'window.not_yet_open': 'quota.window_not_yet_open',
  'window.closed': 'quota.window_closed',
  'lender.ineligible': 'quota.lender_ineligible',
  'borrower.ineligible': 'quota.borrower_ineligible',
  'borrower.undetermined': 'quota.borrower_undetermined',
  'rate.above_cap': 'quota.rate_above_cap',
  'customer.limit_exceeded': 'quota.customer_limit',
  'hold.ended': 'quota.hold_ended',
  'hold.stale': 'resource.version_conflict',
  'hold.expired': 'quota.hold_expired',
  'hold.exceeded': 'quota.hold_exceeded',
  'hold.not_in_state': 'quota.hold_not_in_state',
  'hold.expiry_in_past': 'quota.hold_expiry_in_past',
  'claim.already_live': 'quota.claim_live',
  'repay.not_balance': 'quota.repayment_refused',
  'repay.exceeds_outstanding': 'quota.repayment_refused',
};
const NOT_THEIRS: readonly RejectionCode[] = ['pool.unknown', 'hold.unknown', 'hold.of_other_pool'];
/** Whose pool or hold stands in the way, and what a customer has at other banks, may be somebody else's business. */
const KEPT_BACK = ['poolId', 'holdId', 'key', 'exposureFen', 'authority', 'usedFen'];
/** How a pool stands and what it allows one customer: its bank's business, never that of whoever borrows there. */
const OF_THE_POOL = ['leftFen', 'reportedFen', 'limitFen'];

/** A tally of ours says what was reported, and never what is left. */
function tallied(rejection: Rejection): Readonly<Record<string, unknown>> {
  const { code: _code, ...figures } = rejection;
  if (rejection.code !== 'pool.insufficient' || rejection.authority !== 'SHADOW') return figures;
  return { askedFen: rejection.askedFen, reportedFen: rejection.usedFen };
}

/** The figures a sentence needs: amounts as digits, instants as ISO text. */
function figuresOf(rejection: Rejection, keptBack: readonly string[]): ErrorParams {
  const failed = 'failed' in rejection ? rejection.failed : {};
  const params: Record<string, string | number | boolean> = {};
  for (const [name, value] of Object.entries<unknown>({ ...tallied(rejection), ...failed })) {
    if (keptBack.includes(name)) continue;
    if (typeof value === 'bigint') params[name] = String(value);
    else if (typeof value === 'number' && name.endsWith('AtMs')) {
      params[name.slice(0, -2)] = new Date(value).toISOString();
    } else if (typeof value === 'number' || typeof value === 'string') params[name] = value;
    else if (Array.isArray(value)) params[name] = value.join(', ');
  }
  return params;
}

function refusalOf(rejection: Rejection, keptBack: readonly string[]): DomainError {
  if (NOT_THEIRS.includes(rejection.code)) return notFound();
  const isTally = rejection.code === 'pool.insufficient' && rejection.authority === 'SHADOW';
  const code = isTally ? 'quota.tally_exceeded' : CODES[rejection.code];
  if (code === undefined) throw new Error(`The ledger refused what was not asked for: ${rejection.code}`);
  return new DomainError(code, { params: figuresOf(rejection, keptBack) });
}

/** What the ledger refuses a bank in its own pool, in the contract's words with the figures their sentences need. */
export const quotaRefusal = (rejection: Rejection): DomainError => refusalOf(rejection, KEPT_BACK);

/** What it refuses on somebody's behalf who may read no pool: why, and how much was asked for. */
export const caseRefusal = (rejection: Rejection): DomainError =>
  refusalOf(rejection, [...KEPT_BACK, ...OF_THE_POOL]);
