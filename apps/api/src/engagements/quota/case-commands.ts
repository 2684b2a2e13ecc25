import { disbursementAction, milestoneStates } from '@yinqi/domain/lifecycle';
import type { HoldSubject, QuotaCommand, Report, Reserve } from '@yinqi/domain/quota';
import { sha256 } from '../../facilities/facilities.public.js';
import type { EngagementRow } from '../engagement-row.js';
import type { OfferRow } from '../offers.store.js';

/** What a step of a case does to the quota of its tool. The hold bears the id of the offer that was chosen. */
type OfCase = { readonly row: EngagementRow; readonly holdId: string; readonly amountFen: bigint };
type Held = OfCase & { readonly expiresAtMs: number };
type Choice = Held & { readonly step: 'choose' };
type Approval = Held & { readonly step: 'approve' };
type Loan = OfCase & { readonly step: 'disburse'; readonly noteNumber: string; readonly isLast: boolean };
export type QuotaStep = Choice | Approval | Loan;

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
export function loanStep(
  row: EngagementRow,
  offers: readonly OfferRow[],
  { noteNumber, amountFen }: Note,
  isLast: boolean,
): Loan {
  const offer =
    offers.find(({ status }) => status === 'chosen') ??
    offers.findLast(({ chosenFen }) => chosenFen !== null);
  const holdId = offer?.id ?? row.id;
  return { step: 'disburse', row, holdId, amountFen: BigInt(amountFen), noteNumber, isLast };
}

/** One key for one loan of one bank, on whichever way it is reported. */
export const loanKey = (noteNumber: string): string => `loan-${sha256(noteNumber)}`;

const subjectOf = (row: EngagementRow): HoldSubject => ({
  customerId: row.enterpriseId,
  bankId: row.bankId,
  engagementId: row.id,
  requestId: row.requestId,
  claimKey: null,
});

type Posting = { readonly poolId: string; readonly actorId: string };

export function reserveCommand(
  { row, holdId, amountFen, expiresAtMs }: Choice,
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
    // Bank and borrower were tested when the case was matched and sent; the pool tests its window and limits itself.
    checks: [],
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
