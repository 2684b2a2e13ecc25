import { checkUscc } from '../codes/index.js';
import { parseCurrency, type Currency } from '../money/index.js';
import { BLANK_CELL, cellText, isBlankCell, type SheetCell, type SheetRow } from '../survey/index.js';
import { cleanText } from '../survey/cells.js';
import { readAmount, readDate, readName, readRate } from '../survey/read-cells.js';
import type { LoanColumn, LoanField, LoanHeader } from './loan-sheet.js';

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

export interface LoanFault {
  readonly field: LoanField;
  readonly code: LoanFaultCode;
  /** The cell as written. */
  readonly found: string;
}

export type ReadLoan =
  | { readonly ok: true; readonly loan: LoanNote }
  | { readonly ok: false; readonly row: number; readonly faults: readonly LoanFault[] };

const MAX_REFERENCE_LENGTH = 60;
const MAX_RATE_BP = 10_000;

/** Reads the cells of one row and remembers what is wrong with each. */
class RowCells {
  readonly faults: LoanFault[] = [];

  constructor(
    private readonly cells: readonly SheetCell[],
    private readonly header: LoanHeader,
  ) {}

  column(field: LoanField): LoanColumn | undefined {
    return this.header.columns.find((column) => column.field === field);
  }

  cell(field: LoanField): SheetCell {
    const column = this.column(field)?.column;
    return (column === undefined ? undefined : this.cells[column]) ?? BLANK_CELL;
  }

  isBlank(field: LoanField): boolean {
    return isBlankCell(this.cell(field));
  }

  fault(field: LoanField, code: LoanFaultCode): null {
    this.faults.push({ field, code, found: cellText(this.cell(field)) });
    return null;
  }

  /** Numbers of notes and contracts are texts, however the spreadsheet took them. */
  text(field: LoanField): string | null {
    const text = cleanText(this.cell(field)).replace(/\s+/g, ' ');
    if (text === '') return null;
    return text.length > MAX_REFERENCE_LENGTH ? this.fault(field, 'too_long') : text;
  }

  needed(field: LoanField): string | null {
    return this.isBlank(field) ? this.fault(field, 'blank') : this.text(field);
  }

  uscc(): string | null {
    if (this.isBlank('uscc')) return this.fault('uscc', 'blank');
    const checked = checkUscc(cleanText(this.cell('uscc')));
    return checked.problem === undefined ? checked.uscc : this.fault('uscc', 'wrong_code');
  }

  amount(field: 'amountFen' | 'balanceFen', currency: Currency): bigint | null {
    if (this.isBlank(field)) return this.fault(field, 'blank');
    const column = this.column(field);
    const amount = readAmount(this.cell(field), { defaultUnit: column?.unit ?? 'yuan', currency });
    return amount.ok ? amount.fen : this.fault(field, 'unreadable');
  }

  rate(): number | null {
    if (this.isBlank('annualRateBp')) return this.fault('annualRateBp', 'blank');
    const { value } = readRate(this.cell('annualRateBp'));
    return value === null || value > MAX_RATE_BP ? this.fault('annualRateBp', 'unreadable') : value;
  }

  day(field: 'disbursedOn' | 'maturesOn' | 'balanceOn'): string | null {
    if (this.isBlank(field)) return this.fault(field, 'blank');
    return readDate(this.cell(field)).value ?? this.fault(field, 'unreadable');
  }

  currency(): Currency | null {
    const fallback = this.column('amountFen')?.currency ?? 'CNY';
    if (this.isBlank('currency')) return fallback;
    return parseCurrency(cleanText(this.cell('currency'))) ?? this.fault('currency', 'unreadable');
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

/** One row of the list as a note, or everything that is wrong with it. */
export function readLoan({ row, cells: raw }: SheetRow, header: LoanHeader, today: string): ReadLoan {
  const cells = new RowCells(raw, header);
  const uscc = cells.uscc();
  const noteNumber = cells.needed('noteNumber');
  const currency = cells.currency() ?? 'CNY';
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
