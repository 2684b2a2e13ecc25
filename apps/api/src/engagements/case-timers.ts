import { engagementTimersDue } from '@yinqi/contracts/events';
import { consentEndMs } from '@yinqi/domain/disclosure';
import { timeLimitOf } from '@yinqi/domain/lifecycle';
import type { Tx } from '../platform/database/database.js';
import { setTimer, type TimerSpec } from '../platform/timers/timers.js';
import { timedCase } from './case-timers.store.js';
import type { EngagementRow } from './engagement-row.js';

/** One per case: its next moment at which the platform itself moves it on. */
export const CASE_LIMIT: TimerSpec = { kind: 'engagement-limit', event: engagementTimersDue };
/** One per offer. */
export const OFFER_VALIDITY: TimerSpec = { kind: 'offer-validity', event: engagementTimersDue };
export const ENGAGEMENT_TIMERS = [CASE_LIMIT, OFFER_VALIDITY] as const;

type Owned = Pick<EngagementRow, 'enterpriseId' | 'unitPosition' | 'bankId'>;

const alarm = (subjectId: string, atMs: number, owned: Owned) => ({
  subjectId,
  dueAt: new Date(atMs),
  enterpriseId: owned.enterpriseId,
  unitPosition: owned.unitPosition,
  bankId: owned.bankId,
});

/**
 * Sets the timer of a case to where its records stand now, in the transaction that wrote them. Where no time runs an
 * earlier timer stays: when it fires, the case is looked at and left alone.
 */
export async function armCase(tx: Tx, row: EngagementRow): Promise<void> {
  const limit = timeLimitOf(await timedCase(tx, row));
  if (limit !== null) await setTimer(tx, CASE_LIMIT, alarm(row.id, limit.atMs, row));
}

/** Puts off what would build upon a decision that can still be taken back, or came before its time. */
export const armCaseAt = (tx: Tx, row: EngagementRow, atMs: number): Promise<void> =>
  setTimer(tx, CASE_LIMIT, alarm(row.id, atMs, row));

export const armOffer = (
  tx: Tx,
  owned: Owned,
  offer: { readonly id: string; readonly validUntil: string },
): Promise<void> => setTimer(tx, OFFER_VALIDITY, alarm(offer.id, consentEndMs(offer.validUntil) ?? 0, owned));
