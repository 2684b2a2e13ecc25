import type { Repayment } from './repayments.js';

export interface RepaidLoan {
  readonly amountFen: bigint;
  readonly annualRateBp: number;
  readonly repayment: Repayment;
}

/** A month is a twelfth of a year: a yearly rate in basis points divided by this is what one month costs. */
const BP_PER_MONTH = 120_000n;
const MONTHS_PER_QUARTER = 3;

/** Half up; both sides are positive here. */
const divideHalfUp = (dividend: bigint, divisor: bigint): bigint =>
  (2n * dividend + divisor) / (2n * divisor);

/** What has been paid after each month, rounded once a month and not on top of the month before. */
function fromTotals(months: number, totalAfter: (month: number) => bigint): bigint[] {
  let before = 0n;
  return Array.from({ length: months }, (_, index) => {
    const total = totalAfter(index + 1);
    const payment = total - before;
    before = total;
    return payment;
  });
}

function interestFirst({ amountFen, annualRateBp }: RepaidLoan, months: number, every: number): bigint[] {
  const interest = (month: number): bigint =>
    divideHalfUp(amountFen * BigInt(annualRateBp) * BigInt(month), BP_PER_MONTH);
  return fromTotals(months, (month) =>
    month === months ? amountFen + interest(months) : interest(month - (month % every)),
  );
}

function equalPrincipal({ amountFen, annualRateBp }: RepaidLoan, months: number): bigint[] {
  const repaid = (month: number): bigint => divideHalfUp(amountFen * BigInt(month), BigInt(months));
  return Array.from({ length: months }, (_, index) => {
    const owed = amountFen - repaid(index);
    const interest = divideHalfUp(owed * BigInt(annualRateBp), BP_PER_MONTH);
    return repaid(index + 1) - repaid(index) + interest;
  });
}

function equalInstalments(loan: RepaidLoan, months: number): bigint[] {
  if (loan.annualRateBp === 0) return equalPrincipal(loan, months);
  const rate = BigInt(loan.annualRateBp);
  // One instalment is amount × i ÷ (1 − (1 + i)^−n), kept as a fraction until it is paid.
  const grown = (BP_PER_MONTH + rate) ** BigInt(months);
  const still = BP_PER_MONTH ** BigInt(months);
  const dividend = loan.amountFen * rate * grown;
  const divisor = BP_PER_MONTH * (grown - still);
  return fromTotals(months, (month) => divideHalfUp(dividend * BigInt(month), divisor));
}

/** What is paid at the end of each month, interest and principal together, in whole fen. */
export function repaymentsOf(loan: RepaidLoan, months: number): readonly bigint[] {
  switch (loan.repayment) {
    case 'interest_monthly':
      return interestFirst(loan, months, 1);
    case 'interest_quarterly':
      return interestFirst(loan, months, MONTHS_PER_QUARTER);
    case 'at_maturity':
      return interestFirst(loan, months, months);
    case 'equal_principal':
      return equalPrincipal(loan, months);
    case 'equal_instalments':
      return equalInstalments(loan, months);
  }
}
