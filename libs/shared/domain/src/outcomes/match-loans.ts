import type { EngagementState } from '../lifecycle/index.js';
import type { Currency } from '../money/index.js';
import type { LoanNote } from './loan-row.js';

/** A case of the bank that was approved: a loan may have been paid out on it. */
export interface FundedCase {
  readonly id: string;
  readonly uscc: string;
  readonly currency: Currency;
  readonly state: EngagementState;
  readonly contractNumber: string | null;
  readonly approvedFen: bigint;
  readonly disbursedFen: bigint;
  readonly approvedOn: string;
  readonly approvedUntil: string;
}

/** A note the bank has reported before, by hand or by another list. */
export interface KnownNote {
  readonly noteNumber: string;
  readonly caseId: string;
  readonly amountFen: bigint;
  readonly disbursedOn: string;
}

/** Why a person has to look: in the order in which they are told. */
export const MATCH_DOUBTS = [
  'reported_otherwise',
  'several_cases',
  'other_currency',
  'other_contract',
  'not_contracted',
  'ended',
  'before_approval',
  'after_approval',
  'above_rest',
] as const;
export type MatchDoubt = (typeof MATCH_DOUBTS)[number];

export interface Candidate {
  readonly caseId: string;
  readonly doubts: readonly MatchDoubt[];
}

export type LoanMatch =
  /** Reported before with the same amount and day. */
  | { readonly kind: 'known'; readonly caseId: string }
  | { readonly kind: 'sure'; readonly caseId: string }
  | { readonly kind: 'doubtful'; readonly candidates: readonly Candidate[] }
  /** No approved case of this enterprise: a loan that has nothing to do with the platform. */
  | { readonly kind: 'none' };

const PAYING_OUT: readonly EngagementState[] = ['contracted', 'partially_disbursed'];

function doubtsOf(loan: LoanNote, one: FundedCase, restFen: bigint): MatchDoubt[] {
  const doubts: MatchDoubt[] = [];
  if (loan.currency !== one.currency) doubts.push('other_currency');
  if (
    loan.contractNumber !== null &&
    one.contractNumber !== null &&
    loan.contractNumber !== one.contractNumber
  ) {
    doubts.push('other_contract');
  }
  if (one.state === 'approved') doubts.push('not_contracted');
  else if (!PAYING_OUT.includes(one.state)) doubts.push('ended');
  if (loan.disbursedOn < one.approvedOn) doubts.push('before_approval');
  if (loan.disbursedOn > one.approvedUntil) doubts.push('after_approval');
  if (loan.amountFen > restFen) doubts.push('above_rest');
  return doubts;
}

/** By the day of the money, then by number: the order of the rows in a file decides nothing. */
const byDay = (a: LoanNote, b: LoanNote): number => {
  const left = `${a.disbursedOn} ${a.noteNumber}`;
  const right = `${b.disbursedOn} ${b.noteNumber}`;
  return left < right ? -1 : left > right ? 1 : a.row - b.row;
};

function matchOne(
  loan: LoanNote,
  cases: readonly FundedCase[],
  restOf: (one: FundedCase) => bigint,
): LoanMatch {
  if (cases.length === 0) return { kind: 'none' };
  const candidates = cases.map((one) => ({ caseId: one.id, doubts: doubtsOf(loan, one, restOf(one)) }));
  const clean = candidates.filter(({ doubts }) => doubts.length === 0);
  const [only] = clean;
  if (only !== undefined && clean.length === 1) return { kind: 'sure', caseId: only.caseId };
  // Of several that fit, a contract number names one.
  const named = clean.filter(({ caseId }) =>
    cases.some(
      (one) => one.id === caseId && one.contractNumber !== null && one.contractNumber === loan.contractNumber,
    ),
  );
  const [byContract] = named;
  if (byContract !== undefined && named.length === 1) return { kind: 'sure', caseId: byContract.caseId };
  return {
    kind: 'doubtful',
    candidates: candidates.map(({ caseId, doubts }) =>
      doubts.length === 0 ? { caseId, doubts: ['several_cases'] } : { caseId, doubts },
    ),
  };
}

/**
 * Lays the notes of a bank's list to the cases they were paid out on: by the enterprise's code, an amount that the
 * approval still has room for, and a day within the approval. What is not plain is left to a person.
 */
export function matchLoans(
  loans: readonly LoanNote[],
  cases: readonly FundedCase[],
  known: readonly KnownNote[],
): ReadonlyMap<number, LoanMatch> {
  const knownByNumber = new Map(known.map((note) => [note.noteNumber, note]));
  const casesByCode = new Map<string, FundedCase[]>();
  for (const one of cases) casesByCode.set(one.uscc, [...(casesByCode.get(one.uscc) ?? []), one]);
  const paidFen = new Map(cases.map((one) => [one.id, one.disbursedFen]));
  const restOf = (one: FundedCase): bigint => one.approvedFen - (paidFen.get(one.id) ?? 0n);
  const matches = new Map<number, LoanMatch>();
  for (const loan of [...loans].sort(byDay)) {
    const reported = knownByNumber.get(loan.noteNumber);
    if (reported !== undefined) {
      const isSame = reported.amountFen === loan.amountFen && reported.disbursedOn === loan.disbursedOn;
      matches.set(
        loan.row,
        isSame
          ? { kind: 'known', caseId: reported.caseId }
          : { kind: 'doubtful', candidates: [{ caseId: reported.caseId, doubts: ['reported_otherwise'] }] },
      );
      continue;
    }
    const match = matchOne(loan, casesByCode.get(loan.uscc) ?? [], restOf);
    if (match.kind === 'sure') {
      paidFen.set(match.caseId, (paidFen.get(match.caseId) ?? 0n) + loan.amountFen);
    }
    matches.set(loan.row, match);
  }
  return matches;
}
