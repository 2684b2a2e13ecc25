import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import { checkOffer, type OfferCheck } from '@yinqi/contracts/offer-check';
import { reading } from '../../lib/query.js';
import { useSettled } from '../../lib/use-settled.js';
import { wholeNumber } from './form-faults.js';
import { rateBpOf, type OfferDraft } from './offer-draft.js';

const SETTLE_MS = 400;

/** What the server says an offer would meet, asked again whenever its terms have been left alone for a moment. */
export function useOfferCheck(detail: EngagementDetail, draft: OfferDraft) {
  const query = useSettled(
    {
      amountFen: String(draft.amount ?? 0n),
      ...given('annualRateBp', rateBpOf(draft.rate)),
      ...given('termMonths', wholeNumber(draft.term, 1, 480)),
    },
    SETTLE_MS,
  );
  return useQuery({
    ...reading(checkOffer, { params: { id: detail.id }, query }),
    enabled: query.amountFen !== '0',
    placeholderData: keepPreviousData,
    // Quota moves while the form is open.
    staleTime: 0,
  });
}

const given = <Name extends 'annualRateBp' | 'termMonths'>(name: Name, value: number | undefined) =>
  // A computed name is widened to string.
  (value === undefined ? {} : { [name]: value }) as { readonly [Key in Name]?: number };

/** Whether sending would be refused for what the tool rules out. */
export const isRuledOut = ({ facility }: OfferCheck): boolean =>
  facility.closed ||
  facility.rateCap?.passed === false ||
  !facility.window.passed ||
  facility.singleCustomer?.passed === false;
