import { DomainError } from '../../platform/errors/domain-error.js';
import type { TermsRow } from './terms.store.js';
import { windowOf } from './use-of-facility.js';

/** A promise to one borrower keeps quota from all others: a year is more than any approval takes. */
const MOST_HELD_MS = 366 * 86_400_000;

/** A bank reserves by itself where its own lending counts; what the holder refunds afterwards goes by claims. */
export function refuseByClaim({ mechanism }: Pick<TermsRow, 'mechanism'>): void {
  if (mechanism === 'RELENDING' || mechanism === 'REDISCOUNT') throw new DomainError('quota.by_claim');
}

/** No longer than a year, nor than the tool is open. */
export function refuseTooLong(terms: TermsRow, now: Date, holdUntil: string): void {
  const { closesAtMs } = windowOf(terms.opens_on, terms.closes_on);
  const latestMs = Math.min(now.getTime() + MOST_HELD_MS, closesAtMs ?? Number.POSITIVE_INFINITY);
  // A window that is over has a refusal of its own.
  if (Date.parse(holdUntil) <= latestMs || latestMs <= now.getTime()) return;
  throw new DomainError('quota.hold_too_long', { params: { latest: new Date(latestMs).toISOString() } });
}

/** What was reserved in time is used in time: after the tool's last day it can only be released. */
export function refuseAfterClosing(terms: TermsRow, now: Date): void {
  if (terms.closed) throw new DomainError('facility.closed');
  const { closesAtMs } = windowOf(terms.opens_on, terms.closes_on);
  if (closesAtMs === null || now.getTime() < closesAtMs) return;
  throw new DomainError('quota.window_closed', { params: { closesAt: new Date(closesAtMs).toISOString() } });
}
