import { repaymentsOf, type RepaidLoan } from './offer-repayment.js';

/** What of an offer costs money or ties it up. */
export interface PricedOffer extends RepaidLoan {
  readonly guaranteeFeeFen: bigint;
  readonly appraisalFeeFen: bigint;
  /** 保证金: paid in when the loan is paid out and given back at its end, without interest. */
  readonly depositFen: bigint;
}

export interface OfferCost {
  readonly basisMonths: number;
  readonly interestFen: bigint;
  readonly feesFen: bigint;
  /** Interest and fees. A deposit comes back and is no part of it: it weighs in the yearly rate. */
  readonly totalFen: bigint;
  /** 综合年化成本, the internal rate of the cash flows; null where hardly any money is left to use. */
  readonly annualBp: number | null;
}

/** Half a basis point a year, as a share of one month: the step in which the rate is searched. */
const STEPS_PER_MONTH = 240_000n;
const STEPS_PER_BP = 2;
/** Ten times the money a year; whatever costs more is no offer that a rate could describe. */
const MAX_STEPS = 100_000 * STEPS_PER_BP;

/** Whether the payments, discounted at so many half basis points a year, are still worth what was received. */
function coversAt(step: number, receivedFen: bigint, payments: readonly bigint[]): boolean {
  const growth = STEPS_PER_MONTH + BigInt(step);
  let scale = 1n;
  let worth = -receivedFen;
  for (const payment of payments) {
    scale *= STEPS_PER_MONTH;
    worth = worth * growth + payment * scale;
  }
  return worth >= 0n;
}

/**
 * The yearly rate (twelve times the monthly one) at which what is paid is worth what was received, rounded to a basis
 * point. Exact whole numbers throughout: money comes in, goes out and, with a deposit, may come in once more at the
 * end, so that the sign turns once between nothing and any rate, and halving finds the turn.
 */
function internalRateBp(receivedFen: bigint, payments: readonly bigint[]): number | null {
  if (receivedFen <= 0n || coversAt(MAX_STEPS, receivedFen, payments)) return null;
  let covered = 0;
  let uncovered = MAX_STEPS;
  while (uncovered - covered > 1) {
    const middle = Math.floor((covered + uncovered) / 2);
    if (coversAt(middle, receivedFen, payments)) covered = middle;
    else uncovered = middle;
  }
  return Math.floor((covered + 1) / STEPS_PER_BP);
}

/**
 * The cost of an offer if the whole amount is taken at once and used for `basisMonths`, whatever term the bank
 * proposes: fees are paid and the deposit is made on the day of the loan, months are twelfths of a year.
 */
export function offerCost(offer: PricedOffer, basisMonths: number): OfferCost {
  const { amountFen, depositFen } = offer;
  const repaid = repaymentsOf(offer, basisMonths);
  const interestFen = repaid.reduce((sum, payment) => sum + payment, 0n) - amountFen;
  const feesFen = offer.guaranteeFeeFen + offer.appraisalFeeFen;
  const payments = repaid.map((payment, index) =>
    index === basisMonths - 1 ? payment - depositFen : payment,
  );
  return {
    basisMonths,
    interestFen,
    feesFen,
    totalFen: interestFen + feesFen,
    annualBp: internalRateBp(amountFen - feesFen - depositFen, payments),
  };
}
