import type { ClaimBatchView, ClaimLine } from '@yinqi/contracts/claim-batches';
import type { ClaimTool, ClaimView } from '@yinqi/contracts/claims';
import { openFen, type ClaimMoney } from '@yinqi/domain/claims';
import { leftFen } from '@yinqi/domain/quota';
import type { Caller } from '../platform/database/caller.js';
import type { BatchRow } from './claim-batches.store.js';
import type { ToolRow } from './claim-tools.store.js';
import type { ClaimRow, LineRow } from './claims.store.js';

const facilityOf = (row: Pick<ClaimRow, 'facility_id' | 'facility_name' | 'facility_name_en'>) => ({
  id: row.facility_id,
  name: row.facility_name,
  nameEn: row.facility_name_en,
});

const bankOf = (row: Pick<ClaimRow, 'bank_id' | 'bank_name' | 'bank_name_en'>) => ({
  id: row.bank_id,
  name: row.bank_name,
  nameEn: row.bank_name_en,
});

export const toolView = (row: ToolRow): ClaimTool => ({
  facility: { id: row.id, name: row.name, nameEn: row.name_en },
  mechanism: row.mechanism,
  pool: row.pool && {
    id: row.pool.id,
    authority: row.pool.authority,
    usedFen: row.pool.usedFen,
    inProcessFen: String(BigInt(row.pool.reservedFen) + BigInt(row.pool.committedFen)),
    leftFen: row.pool.authority === 'SHADOW' ? null : leftOf(row.pool),
  },
  isHeldHere: row.holder_id !== null,
  isClosed: row.closed,
});

const leftOf = (pool: NonNullable<ToolRow['pool']>): string =>
  String(
    leftFen({
      limitFen: BigInt(pool.limitFen),
      allottedFen: BigInt(pool.allottedFen),
      reservedFen: BigInt(pool.reservedFen),
      committedFen: BigInt(pool.committedFen),
      usedFen: BigInt(pool.usedFen),
      excessFen: 0n,
    }),
  );

export const moneyOf = (row: Pick<ClaimRow, 'state' | 'amount_fen' | 'reimbursed_fen'>): ClaimMoney => ({
  state: row.state,
  amountFen: BigInt(row.amount_fen),
  reimbursedFen: BigInt(row.reimbursed_fen),
});

export const claimView = (row: ClaimRow, today: string): ClaimView => ({
  id: row.id,
  kind: row.kind,
  facility: facilityOf(row),
  bank: bankOf(row),
  number: row.number,
  borrowerName: row.borrower_name,
  drawer: row.drawer,
  lentFen: row.lent_fen,
  fundingRatioBp: row.funding_ratio_bp,
  amountFen: row.amount_fen,
  openFen: String(openFen(moneyOf(row))),
  reimbursedFen: row.reimbursed_fen,
  currency: row.currency,
  annualRateBp: row.annual_rate_bp,
  lentOn: row.lent_on,
  maturesOn: row.matures_on,
  engagementId: row.engagement_id,
  state: row.state,
  isLapsed: row.state === 'marked' && row.matures_on <= today,
  batch:
    row.batch_id === null || row.batch_number === null || row.batch_state === null
      ? null
      : { id: row.batch_id, number: row.batch_number, state: row.batch_state },
  declared: row.declared,
  tests: row.tests,
  markedBy: row.marked_by_name,
  markedAt: row.marked_at,
  submittedAt: row.submitted_at,
  decidedAt: row.decided_at,
  rejection: row.rejection,
  note: row.note,
  correction:
    row.corrected_at === null || row.correction === null
      ? null
      : { at: row.corrected_at, reason: row.correction },
  version: row.version,
});

export function lineView(row: LineRow, today: string): ClaimLine {
  const view = claimView(row, today);
  if (row.outcome === null) return { ...view, askedFen: view.openFen, outcome: null };
  const { askedFen, ...outcome } = row.outcome;
  return { ...view, askedFen, outcome };
}

/** Who of the holder's people decided, the holder alone reads. */
export const batchView = (row: BatchRow, caller: Caller): ClaimBatchView => ({
  id: row.id,
  number: row.number,
  facility: facilityOf(row),
  bank: bankOf(row),
  mechanism: row.mechanism,
  state: row.state,
  lines: row.lines,
  amountFen: row.amount_fen,
  reimbursedLines: row.reimbursed_lines,
  reducedLines: row.reduced_lines,
  reimbursedFen: row.reimbursed_fen,
  rejectedLines: row.rejected_lines,
  correctedLines: row.corrected_lines,
  openedBy: row.opened_by_name,
  openedAt: row.opened_at,
  submittedBy: row.submitted_by_name,
  submittedAt: row.submitted_at,
  decidedBy: caller.side === 'facility_administrator' ? row.decided_by_name : null,
  decidedAt: row.decided_at,
  version: row.version,
});
