import { disbursementAction, milestoneStates } from '@yinqi/domain/lifecycle';
import type { HoldSubject, QuotaCommand, Report, Reserve, UseCheck } from '@yinqi/domain/quota';
import { sha256 } from '../../facilities/facilities.public.js';
import type { EngagementRow } from '../engagement-row.js';
import type { OfferRow } from '../offers.store.js';

/** What a step of a case does to the quota of its tool. The hold bears the id of the offer that was chosen. */
type OfCase = { readonly row: EngagementRow; readonly holdId: string; readonly amountFen: bigint };
type Held = OfCase & { readonly expiresAtMs: number };
/** With the tool's conditions as they were tested for it. */
type Choice = Held & { readonly step: 'choose'; readonly checks: readonly UseCheck[] };
type Approval = Held & { readonly step: 'approve' };
type Loan = OfCase & {
  readonly step: 'disburse';
  readonly noteNumber: string;
  readonly isLast: boolean;
  /** What the bank tells with the loan of what is owed on it already. */
  readonly balances: readonly OwedNote[];
};
export type Repayment = Omit<OfCase, 'amountFen'> & {
  readonly step: 'repay';
  readonly balances: readonly OwedNote[];
};
export type QuotaStep = Choice | Approval | Loan | Repayment;

/** What is owed on a note, as its latest balance has it. */
export type OwedNote = {
  readonly noteNumber: string;
  readonly amountFen: bigint;
  readonly outstandingFen: bigint;
  readonly asOf: string;
};

const AFTER_THE_END = milestoneStates('report_disbursement');

/** A case once approved that has ended: what was paid on it is still reported. */
export const isAfterTheEnd = ({ status, approvedFen }: EngagementRow): boolean =>
  AFTER_THE_END.includes(status) && approvedFen !== null;

/** Whether nothing more is to come after a loan of so much. */
export const isLastLoan = (row: EngagementRow, amountFen: bigint): boolean =>
  isAfterTheEnd(row) ||
  disbursementAction(row.approvedFen ?? 0n, row.disbursedFen, amountFen) === 'disburse_in_full';

type Note = { readonly noteNumber: string; readonly amountFen: string };

/** Whose hold a loan draws on: that of the offer it was approved by, whatever has become of the offer since. */
function holdOf(row: EngagementRow, offers: readonly OfferRow[]): string {
  const offer =
    offers.find(({ status }) => status === 'chosen') ??
    offers.findLast(({ chosenFen }) => chosenFen !== null);
  return offer?.id ?? row.id;
}

export function loanStep(
  row: EngagementRow,
  offers: readonly OfferRow[],
  { noteNumber, amountFen }: Note,
  isLast: boolean,
): Loan {
  const holdId = holdOf(row, offers);
  return { step: 'disburse', row, holdId, amountFen: BigInt(amountFen), noteNumber, isLast, balances: [] };
}

/** What was repaid on notes of a case, as far as balances tell; nothing where none does. */
export const repayStep = (
  row: EngagementRow,
  offers: readonly OfferRow[],
  balances: readonly OwedNote[],
): Repayment | null =>
  balances.length === 0 ? null : { step: 'repay', row, holdId: holdOf(row, offers), balances };

/** One key for one loan of one bank, on whichever way it is reported. */
export const loanKey = (noteNumber: string): string => `loan-${sha256(noteNumber)}`;

/** Repayments of a note: each under the day of the balance that told of it. */
export const repaymentKeys = (noteNumber: string): string => `repay-${sha256(noteNumber)}-`;
const REPAYMENT_KEY = /^repay-([0-9a-f]{64})-(\d{4}-\d{2}-\d{2})$/;

/** Of which loan an entry is a repayment, and on which day the bank knew of it. */
export function repaymentOf(key: string): { readonly loanKey: string; readonly asOf: string } | undefined {
  const [, note, asOf] = REPAYMENT_KEY.exec(key) ?? [];
  return note === undefined || asOf === undefined ? undefined : { loanKey: `loan-${note}`, asOf };
}

const subjectOf = (row: EngagementRow): HoldSubject => ({
  customerId: row.enterpriseId,
  bankId: row.bankId,
  engagementId: row.id,
  requestId: row.requestId,
  claimKey: null,
});

type Posting = { readonly poolId: string; readonly actorId: string };

export function reserveCommand(
  { row, holdId, amountFen, expiresAtMs, checks }: Choice,
  { poolId, actorId }: Posting,
): Reserve {
  return {
    kind: 'reserve',
    tenantId: row.bankId,
    key: `choose-${holdId}`,
    actorId,
    poolId,
    holdId,
    subject: subjectOf(row),
    amountFen,
    currency: row.currency,
    expiresAtMs,
    checks,
  };
}

/** What was reserved becomes firm, for as much as is approved and as long as the approval lasts. */
export function approveCommands(
  { row, holdId, amountFen, expiresAtMs }: Approval,
  { poolId, actorId }: Posting,
): readonly QuotaCommand[] {
  const common = { tenantId: row.bankId, actorId, poolId, holdId };
  return [
    { ...common, kind: 'commit', key: `approve-${holdId}`, amountFen, currency: row.currency },
    { ...common, kind: 'extend', key: `extend-${holdId}`, expiresAtMs },
  ];
}

/** A loan paid out: never refused for quota; only with the last one what nobody drew is free again. */
export function reportCommand(
  { row, holdId, amountFen, noteNumber, isLast }: Loan,
  { poolId, actorId }: Posting,
): Report {
  return {
    kind: 'report',
    tenantId: row.bankId,
    key: loanKey(noteNumber),
    actorId,
    poolId,
    holdId,
    subject: subjectOf(row),
    amountFen,
    currency: row.currency,
    keep: !isLast,
  };
}

/** Quota given back, unless somebody else acted upon the hold since it was looked at. */
export function repayCommand(
  { row, holdId }: Pick<Repayment, 'row' | 'holdId'>,
  { noteNumber, asOf }: OwedNote,
  { poolId, actorId, amountFen, version }: Posting & { readonly amountFen: bigint; readonly version: number },
): QuotaCommand {
  return {
    kind: 'repay',
    tenantId: row.bankId,
    key: repaymentKeys(noteNumber) + asOf,
    actorId,
    poolId,
    holdId,
    amountFen,
    currency: row.currency,
    ifHoldVersion: version,
  };
}

export const releaseCommand = (
  hold: { readonly id: string; readonly poolId: string; readonly bankId: string },
  reason: string,
): QuotaCommand => ({
  kind: 'void',
  tenantId: hold.bankId,
  key: `release-${hold.id}`,
  actorId: 'platform',
  poolId: hold.poolId,
  holdId: hold.id,
  reason,
});
