import { consentEndMs } from '@yinqi/domain/disclosure';
import { offerStateAt } from '@yinqi/domain/lifecycle';
import type { EngagementRow } from './engagement-row.js';
import type { OfferRow } from './offers.store.js';

/** An offer holds to the end of its last day, Beijing time. */
export const offerEndMs = (offer: Pick<OfferRow, 'validUntil'>): number =>
  consentEndMs(offer.validUntil) ?? 0;

/** The offer as it stands now: past its last day it is over before anybody has written that down. */
export const offerAt = (offer: OfferRow, row: Pick<EngagementRow, 'approvedFen'>, now: Date): OfferRow => ({
  ...offer,
  status: offerStateAt(
    { state: offer.status, validUntilMs: offerEndMs(offer) },
    row.approvedFen !== null,
    now.getTime(),
  ),
});
