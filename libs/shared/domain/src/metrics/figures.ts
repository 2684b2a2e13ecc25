import type { AmountRate, Rate } from './rate.js';
import { amountRates, lowerMedian, rateOf, sumByCurrency } from './rate.js';
import type { CurrencyAmount, DisbursementRow, EngagementRow } from './rows.js';

/** Engagements first pushed in the period, without those that say nothing about the bank. */
export function pushCohort(
  rows: readonly EngagementRow[],
  period: { readonly fromMs: number; readonly toMs: number },
): EngagementRow[] {
  return rows.filter(
    (row) => row.pushedAtMs >= period.fromMs && row.pushedAtMs < period.toMs && !leavesDenominators(row),
  );
}

function leavesDenominators(row: EngagementRow): boolean {
  if (row.state === 'not_selected') return true;
  return row.withdrawnAtMs !== undefined && row.withdrawnAtMs < row.answerDueAtMs;
}

const engagementIds = (rows: readonly EngagementRow[]): string[] => rows.map((row) => row.engagementId);
const enterpriseIds = (rows: readonly EngagementRow[]): string[] => rows.map((row) => row.enterpriseId);
const isFunded = (row: EngagementRow): boolean => row.disbursements.length > 0;
const disbursementsOf = (cohort: readonly EngagementRow[]): DisbursementRow[] =>
  cohort.flatMap((row) => row.disbursements);

/** 对接率: engagements with a two-way first contact ÷ pushed. */
export function contactRate(cohort: readonly EngagementRow[]): Rate {
  const contacted = cohort.filter((row) => row.twoWayContactAtMs !== undefined);
  return rateOf(engagementIds(contacted), engagementIds(cohort));
}

/** 授信率: distinct enterprises with an approval ÷ distinct enterprises pushed. */
export function approvalRate(cohort: readonly EngagementRow[]): Rate {
  const approved = cohort.filter((row) => row.approvedAtMs !== undefined);
  return rateOf(enterpriseIds(approved), enterpriseIds(cohort));
}

/** 获贷率: distinct enterprises that were paid out ÷ distinct enterprises pushed. */
export function fundedRate(cohort: readonly EngagementRow[]): Rate {
  return rateOf(enterpriseIds(cohort.filter(isFunded)), enterpriseIds(cohort));
}

/** 资金满足率: Σ min(disbursed, requested) per request ÷ Σ requested, each currency for itself. */
export function amountMet(cohort: readonly EngagementRow[]): AmountRate[] {
  const requests = new Map<string, { requested: CurrencyAmount; paidFen: bigint }>();
  for (const row of cohort) {
    const entry = requests.get(row.requestId) ?? { requested: row.requested, paidFen: 0n };
    // Money in another currency is not converted here: it meets no part of this request's amount.
    const paid = row.disbursements.filter((one) => one.currency === row.requested.currency);
    entry.paidFen += paid.reduce((sum, one) => sum + one.amountFen, 0n);
    requests.set(row.requestId, entry);
  }
  const all = [...requests.values()];
  const met = all.map(({ requested, paidFen }) => ({
    currency: requested.currency,
    amountFen: paidFen < requested.amountFen ? paidFen : requested.amountFen,
  }));
  return amountRates(
    met,
    all.map(({ requested }) => requested),
  );
}

export interface WeightedRate extends CurrencyAmount {
  readonly rateBp: number | null;
}

/** Σ(rate × disbursed) ÷ Σ disbursed per currency, in basis points rounded half up. */
export function weightedAvgRate(disbursements: readonly DisbursementRow[]): WeightedRate[] {
  const weighted = new Map(
    sumByCurrency(
      disbursements.map(({ currency, amountFen, rateBp }) => ({
        currency,
        amountFen: amountFen * BigInt(rateBp),
      })),
    ).map((one) => [one.currency, one.amountFen]),
  );
  return sumByCurrency(disbursements).map(({ currency, amountFen }) => {
    const sum = weighted.get(currency) ?? 0n;
    return {
      currency,
      amountFen,
      rateBp: amountFen > 0n ? Number((sum * 2n + amountFen) / (amountFen * 2n)) : null,
    };
  });
}

/** 首贷占比: funded enterprises whose loan was their first ÷ funded enterprises. */
export function firstLoanShare(cohort: readonly EngagementRow[]): Rate {
  const first = cohort.filter((row) => row.disbursements.some((one) => one.firstLoan));
  return rateOf(enterpriseIds(first), enterpriseIds(cohort.filter(isFunded)));
}

/** 信用贷款占比: disbursed without collateral or guarantee ÷ disbursed, each currency for itself. */
export function unsecuredShare(cohort: readonly EngagementRow[]): AmountRate[] {
  const all = disbursementsOf(cohort);
  return amountRates(
    all.filter((one) => one.unsecured),
    all,
  );
}

/** 超时率: engagements whose first answer came after its deadline, or is still missing past it ÷ pushed. */
export function lateAnswerRate(cohort: readonly EngagementRow[], asOfMs: number): Rate {
  const late = cohort.filter((row) => (row.firstAnswerAtMs ?? asOfMs) > row.answerDueAtMs);
  return rateOf(engagementIds(late), engagementIds(cohort));
}

/** 未答复率: engagements that ever stood at "no answer" ÷ pushed; a late answer does not wipe it out. */
export function silenceRate(cohort: readonly EngagementRow[]): Rate {
  return rateOf(engagementIds(cohort.filter((row) => row.everSilent)), engagementIds(cohort));
}

/** 按时办结率: concluded within the limit ÷ concluded, or due by now. */
export function onTimeConclusionRate(cohort: readonly EngagementRow[], asOfMs: number): Rate {
  const concluded = (row: EngagementRow): boolean =>
    row.concludedAtMs !== undefined && row.concludedAtMs <= asOfMs;
  const withLimit = cohort.filter((row) => row.conclusionDueAtMs !== undefined);
  const counted = withLimit.filter((row) => concluded(row) || (row.conclusionDueAtMs ?? asOfMs) <= asOfMs);
  const onTime = counted.filter(
    (row) => concluded(row) && (row.concludedAtMs ?? asOfMs) <= (row.conclusionDueAtMs ?? asOfMs),
  );
  return rateOf(engagementIds(onTime), engagementIds(counted));
}

/** 批而未用: engagements approved and then not taken ÷ approved. */
export function approvedNotTakenShare(cohort: readonly EngagementRow[]): Rate {
  const approved = cohort.filter((row) => row.approvedAtMs !== undefined);
  return rateOf(engagementIds(approved.filter((row) => row.state === 'not_taken')), engagementIds(approved));
}

/** 补强成功率: engagements taken up again after a repair ÷ repairs begun. */
export function repairSuccess(cohort: readonly EngagementRow[]): Rate {
  const begun = cohort.filter((row) => row.repairStartedAtMs !== undefined);
  return rateOf(
    engagementIds(begun.filter((row) => row.acceptedAfterRepairAtMs !== undefined)),
    engagementIds(begun),
  );
}

/** Lower median of working time to the first answer, in hours with one decimal; silence has no time. */
export function medianFirstResponseHours(cohort: readonly EngagementRow[]): number | null {
  const minutes = lowerMedian(
    cohort.flatMap((row) =>
      row.firstAnswerWorkingMinutes === undefined ? [] : [row.firstAnswerWorkingMinutes],
    ),
  );
  return minutes === null ? null : Math.round(minutes / 6) / 10;
}

/** 已报未核: reported as disbursed and not yet matched with a bank's statement, each currency for itself. */
export function unreconciledAmount(disbursements: readonly DisbursementRow[]): CurrencyAmount[] {
  return sumByCurrency(disbursements.filter((one) => !one.reconciled));
}
