/** What of an offer costs money. */
export interface PricedOffer {
  readonly amountFen: bigint;
  readonly annualRateBp: number;
  readonly guaranteeFeeFen: bigint;
  readonly appraisalFeeFen: bigint;
}

export interface OfferCost {
  readonly basisMonths: number;
  readonly interestFen: bigint;
  readonly feesFen: bigint;
  readonly totalFen: bigint;
  /** The total as a yearly rate of the amount, in basis points: comparable where amounts differ. */
  readonly annualBp: number;
}

const BP = 10_000n;
const MONTHS = 12n;

/** Half up; both sides are positive here. */
const divideHalfUp = (dividend: bigint, divisor: bigint): bigint =>
  (2n * dividend + divisor) / (2n * divisor);

/**
 * The cost of an offer if the whole amount is used for `basisMonths`: simple interest, guarantee fee and appraisal
 * fee. Every offer of a request is reckoned over the same months, whatever term the bank proposes.
 */
export function offerCost(offer: PricedOffer, basisMonths: number): OfferCost {
  const months = BigInt(basisMonths);
  const interestFen = divideHalfUp(offer.amountFen * BigInt(offer.annualRateBp) * months, BP * MONTHS);
  const feesFen = offer.guaranteeFeeFen + offer.appraisalFeeFen;
  const totalFen = interestFen + feesFen;
  return {
    basisMonths,
    interestFen,
    feesFen,
    totalFen,
    annualBp: Number(divideHalfUp(totalFen * BP * MONTHS, offer.amountFen * months)),
  };
}
