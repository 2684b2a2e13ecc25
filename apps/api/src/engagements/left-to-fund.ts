import { heldFen, isEngagementLive, type Offer } from '@yinqi/domain/lifecycle';
import type { RequestRow } from '../financing-requests/financing-requests.public.js';
import type { Tx } from '../platform/database/database.js';
import { SYSTEM } from './engagement-actors.js';
import { NO_DUE } from './engagement-clock.js';
import type { EngagementMoves } from './engagement-moves.js';
import type { EngagementRow } from './engagement-row.js';
import { offerAt, offerEndMs } from './offer-validity.js';
import type { OfferRow } from './offers.store.js';

/** As the domain reads offers: a chosen one counts with what its case still holds of the request. */
export function domainOffers(
  offers: readonly OfferRow[],
  cases: readonly EngagementRow[],
  now: Date,
): Offer[] {
  return offers.flatMap((stored) => {
    const row = cases.find(({ id }) => id === stored.engagementId);
    if (!row) return [];
    const offer = offerAt(stored, row, now);
    const { status: state, approvedFen, disbursedFen } = row;
    const chosenFen = offer.chosenFen ?? offer.amountFen;
    return [
      {
        id: offer.id,
        state: offer.status,
        amountFen:
          offer.status === 'chosen'
            ? heldFen({ state, chosenFen, approvedFen, disbursedFen })
            : offer.amountFen,
        validUntilMs: offerEndMs(offer),
      },
    ];
  });
}

/** Whether an offer is for the need as it stands: its amount, currency, term and purpose. */
export const isForNeed = (
  offer: Pick<OfferRow, 'currency' | 'contentVersion'>,
  request: Pick<RequestRow, 'currency' | 'contentVersion'>,
): boolean => offer.currency === request.currency && offer.contentVersion === request.contentVersion;

/** Nothing is left to fund: whoever neither was chosen nor stands by is told so at once. */
export async function setAsideLosers(
  tx: Tx,
  moves: EngagementMoves,
  cases: readonly EngagementRow[],
  kept: ReadonlySet<string>,
): Promise<void> {
  for (const row of cases) {
    if (kept.has(row.id) || !isEngagementLive(row.status) || row.approvedFen !== null) continue;
    await moves.apply(tx, row, {
      action: 'set_aside',
      by: SYSTEM,
      facts: { nothing_left: true },
      changes: { ...NO_DUE, heldAt: null, heldDueAt: null },
    });
  }
}
