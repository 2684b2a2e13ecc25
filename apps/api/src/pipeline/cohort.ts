import type { EngagementSet, PipelineFigures } from '@yinqi/contracts/pipeline';
import { workingMinutesBetween } from '@yinqi/domain/calendar';
import { deadlineOf } from '@yinqi/domain/clocks';
import {
  amountMet,
  approvalRate,
  contactRate,
  fundedRate,
  lateAnswerRate,
  medianFirstResponseHours,
  pushCohort,
  silenceRate,
  weightedAvgRate,
  type EngagementRow,
  type Rate,
} from '@yinqi/domain/metrics';
import { CURRENCIES, type Currency } from '@yinqi/domain/money';
import type { CohortRow } from './cohort.store.js';
import { policyBook } from '../service-policies/service-policies.public.js';
import { isLateWork, isUnanswered } from './stage-clock.js';

/** The period was applied in the query; what leaves the denominators is the domain's to say. */
const WHOLE = { fromMs: -Infinity, toMs: Infinity };

const time = <K extends string>(key: K, instant: string | null) =>
  // The key is a literal of the caller, so the record has exactly that optional property.
  (instant === null ? {} : { [key]: Date.parse(instant) }) as { readonly [P in K]?: number };

function engagementRow(row: CohortRow): EngagementRow {
  const pushedAtMs = Date.parse(row.pushed_at);
  const { calendar } = policyBook;
  const policy = policyBook.policyFor(row.programme_id, pushedAtMs);
  return {
    engagementId: row.id,
    requestId: row.request_id,
    enterpriseId: row.enterprise_id,
    state: row.status,
    requested: { currency: row.currency, amountFen: BigInt(row.requested_fen) },
    pushedAtMs,
    // The stored deadline moves on with the case; the first answer was due by the policy of the push.
    answerDueAtMs: deadlineOf(policy, 'accept', pushedAtMs, calendar).dueMs,
    ...time('firstAnswerAtMs', row.answered_at),
    ...(row.answered_at === null
      ? {}
      : {
          firstAnswerWorkingMinutes: workingMinutesBetween(
            pushedAtMs,
            Date.parse(row.answered_at),
            calendar,
            policy.officeHours,
          ).minutes,
        }),
    ...time('twoWayContactAtMs', row.contacted_at),
    ...time('approvedAtMs', row.approved_at),
    ...time('withdrawnAtMs', row.withdrawn_at),
    everSilent: row.silent,
    disbursements: row.loans.map(({ id, currency, fen, bp }) => ({
      disbursementId: id,
      currency,
      amountFen: BigInt(fen),
      rateBp: bp,
      unsecured: false,
      firstLoan: row.first_loan,
      reconciled: false,
    })),
  };
}

/** The engagements behind each figure: a page counts and lists the same ids. */
export function setsOf(rows: readonly CohortRow[], asOf: Date): Record<EngagementSet, readonly string[]> {
  const cohort = pushCohort(rows.map(engagementRow), WHOLE);
  return {
    pushed: contactRate(cohort).denominatorIds,
    contacted: contactRate(cohort).numeratorIds,
    answered: cohort
      .filter(({ firstAnswerAtMs }) => firstAnswerAtMs !== undefined)
      .map(({ engagementId }) => engagementId),
    late: lateAnswerRate(cohort, asOf.getTime()).numeratorIds,
    silent: silenceRate(cohort).numeratorIds,
    overdue: rows.filter((row) => isUnanswered(row, asOf)).map(({ id }) => id),
    late_work: rows.filter((row) => isLateWork(row, asOf)).map(({ id }) => id),
  };
}

const shareOf = ({ numeratorIds, denominatorIds, bp }: Rate) => ({
  numerator: numeratorIds.length,
  denominator: denominatorIds.length,
  bp,
});

/** The figures are computed for any code; what came out of the database is one of the platform's currencies. */
function currencyOf(code: string): Currency {
  const known = CURRENCIES.find((currency) => currency === code);
  if (known === undefined) throw new Error(`Unknown currency ${code}`);
  return known;
}

/** The figures of a push cohort as the domain defines them. */
export function figuresOf(rows: readonly CohortRow[], asOf: Date): PipelineFigures {
  const cohort = pushCohort(rows.map(engagementRow), WHOLE);
  const sets = setsOf(rows, asOf);
  return {
    pushed: sets.pushed.length,
    answered: sets.answered.length,
    contactRate: shareOf(contactRate(cohort)),
    lateAnswerRate: shareOf(lateAnswerRate(cohort, asOf.getTime())),
    silenceRate: shareOf(silenceRate(cohort)),
    approvalRate: shareOf(approvalRate(cohort)),
    fundedRate: shareOf(fundedRate(cohort)),
    medianFirstResponseHours: medianFirstResponseHours(cohort),
    amountMet: amountMet(cohort).map(({ currency, numeratorFen, denominatorFen, bp }) => ({
      currency: currencyOf(currency),
      numeratorFen: String(numeratorFen),
      denominatorFen: String(denominatorFen),
      bp,
    })),
    weightedAvgRate: weightedAvgRate(cohort.flatMap(({ disbursements }) => disbursements)).map(
      ({ currency, amountFen, rateBp }) => ({
        currency: currencyOf(currency),
        amountFen: String(amountFen),
        rateBp,
      }),
    ),
    overdue: sets.overdue.length,
    lateWork: sets.late_work.length,
  };
}
