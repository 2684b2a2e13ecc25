import { Injectable } from '@nestjs/common';
import type { OfferComparison } from '@yinqi/contracts/offers';
import { allowsOffer, leftToFund } from '@yinqi/domain/lifecycle';
import { RequestReader } from '../financing-requests/financing-requests.public.js';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import { notFound } from '../platform/errors/domain-error.js';
import { EngagementNames } from './engagement-reader.js';
import { basisMonthsOf, offerViewOf } from './engagement-view.js';
import { EngagementsStore } from './engagements.store.js';
import { domainOffers, isForNeed } from './left-to-fund.js';
import { offerAt } from './offer-validity.js';
import { OffersStore } from './offers.store.js';

/** Offers side by side, each reckoned over the months of the request. */
@Injectable()
export class OfferComparisons {
  constructor(
    private readonly requests: RequestReader,
    private readonly engagements: EngagementsStore,
    private readonly offers: OffersStore,
    private readonly names: EngagementNames,
    private readonly clock: Clock,
  ) {}

  async of(tx: Tx, caller: Caller, requestId: string): Promise<OfferComparison> {
    const request = caller.side === 'bank' ? undefined : await this.requests.find(tx, requestId);
    if (!request) throw notFound();
    const cases = await this.engagements.ofRequest(tx, requestId);
    const names = await this.names.load(tx, caller, cases);
    const now = this.clock.now();
    const offers = await this.offers.ofEngagements(
      tx,
      cases.map(({ id }) => id),
    );
    const requestedFen = request.amountFen ?? 0n;
    const read = domainOffers(offers, cases, now);
    const left = leftToFund(requestedFen, read);
    const restFen = left > 0n ? left : 0n;
    const heldOf = (id: string): bigint => read.find((one) => one.id === id)?.amountFen ?? 0n;
    const basisMonths = basisMonthsOf(request.termMonths);
    return {
      requestId,
      currency: request.currency,
      requestedFen: String(requestedFen),
      chosenFen: String(requestedFen - left),
      restFen: String(restFen),
      basisMonths,
      offers: offers.flatMap((stored) => {
        const row = cases.find(({ id }) => id === stored.engagementId);
        if (!row) return [];
        const offer = offerAt(stored, row, now);
        const bank = names.organisation(row.bankId);
        const isOpen = offer.status === 'sent' && allowsOffer(row.status) && isForNeed(offer, request);
        const usable = offer.amountFen < restFen ? offer.amountFen : restFen;
        return [
          {
            ...offerViewOf(offer, request),
            bankId: bank.id,
            bankName: bank.name,
            bankNameEn: bank.nameEn,
            productName: row.productName,
            productNameEn: row.productNameEn,
            usableFen: String(offer.status === 'chosen' ? heldOf(offer.id) : isOpen ? usable : 0n),
            open: isOpen,
          },
        ];
      }),
    };
  }
}
