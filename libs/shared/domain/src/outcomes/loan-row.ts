import type { Currency } from '../money/index.js';
import type { SheetRow } from '../survey/index.js';
import { ListCells, type ListFault } from '../survey/list-cells.js';
import { readName, readRate } from '../survey/read-cells.js';
import type { LoanField, LoanHeader } from './loan-sheet.js';

/** One 借据 as the bank's own list states it. */
export interface LoanNote {
  readonly row: number;
  readonly uscc: string;
  readonly borrower: string | null;
  readonly noteNumber: string;
  readonly contractNumber: string | null;
  readonly amountFen: bigint;
  readonly currency: Currency;
  readonly annualRateBp: number;
  readonly disbursedOn: string;
  readonly maturesOn: string;
  readonly balance: { readonly outstandingFen: bigint; readonly asOf: string } | null;
}

export const LOAN_FAULTS = [
  'blank',
  'unreadable',
  'wrong_code',
  'not_positive',
  'too_long',
  'in_the_future',
  'before_disbursement',
  'above_note',
  'repeats_row',
] as const;
export type LoanFaultCode = (typeof LOAN_FAULTS)[number];

export type LoanFault = ListFault<LoanField, LoanFaultCode>;

export type ReadLoan =
  | { readonly ok: true; readonly loan: LoanNote }
  | { readonly ok: false; readonly row: number; readonly faults: readonly LoanFault[] };

const MAX_RATE_BP = 10_000;

class RowCells extends ListCells<LoanField, LoanFaultCode> {
  rate(): number | null {
    if (this.isBlank('annualRateBp')) return this.fault('annualRateBp', 'blank');
    const { value } = readRate(this.cell('annualRateBp'));
    return value === null || value > MAX_RATE_BP ? this.fault('annualRateBp', 'unreadable') : value;
  }
}

function balanceOf(
  cells: RowCells,
  currency: Currency,
  amountFen: bigint,
  today: string,
): LoanNote['balance'] {
  // Without its day a balance says nothing: it is left, not guessed.
  if (cells.isBlank('balanceFen') || cells.isBlank('balanceOn')) return null;
  const outstandingFen = cells.amount('balanceFen', currency);
  const asOf = cells.day('balanceOn');
  if (outstandingFen === null || asOf === null) return null;
  if (outstandingFen < 0n) return cells.fault('balanceFen', 'not_positive');
  if (outstandingFen > amountFen) return cells.fault('balanceFen', 'above_note');
  return asOf > today ? cells.fault('balanceOn', 'in_the_future') : { outstandingFen, asOf };
}

/** A note has at least its number or a code; a closing line with a sum, or signatures, has neither. */
export function isLoanLine({ cells: raw }: SheetRow, header: LoanHeader): boolean {
  const cells = new RowCells(raw, header);
  return !cells.isBlank('uscc') || !cells.isBlank('noteNumber');
}

/** One row of the list as a note, or everything that is wrong with it. */
export function readLoan({ row, cells: raw }: SheetRow, header: LoanHeader, today: string): ReadLoan {
  const cells = new RowCells(raw, header);
  const uscc = cells.uscc('uscc');
  const noteNumber = cells.needed('noteNumber');
  const currency = cells.currency('currency', 'amountFen') ?? 'CNY';
  const amountFen = cells.amount('amountFen', currency);
  const annualRateBp = cells.rate();
  const disbursedOn = cells.day('disbursedOn');
  const maturesOn = cells.day('maturesOn');
  if (amountFen !== null && amountFen <= 0n) cells.fault('amountFen', 'not_positive');
  if (disbursedOn !== null && disbursedOn > today) cells.fault('disbursedOn', 'in_the_future');
  if (disbursedOn !== null && maturesOn !== null && maturesOn <= disbursedOn) {
    cells.fault('maturesOn', 'before_disbursement');
  }
  // Only for people to recognise: the code says whose loan it is.
  const borrower = readName(cells.cell('borrower')).value;
  const contractNumber = cells.text('contractNumber');
  const balance = amountFen === null || amountFen <= 0n ? null : balanceOf(cells, currency, amountFen, today);
  const { faults } = cells;
  if (
    faults.length > 0 ||
    uscc === null ||
    noteNumber === null ||
    amountFen === null ||
    annualRateBp === null ||
    disbursedOn === null ||
    maturesOn === null
  ) {
    return { ok: false, row, faults };
  }
  const loan = {
    row,
    uscc,
    borrower,
    noteNumber,
    contractNumber,
    amountFen,
    currency,
    annualRateBp,
    disbursedOn,
    maturesOn,
    balance,
  };
  return { ok: true, loan };
}
