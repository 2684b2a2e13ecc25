import {
  findLoanHeader,
  isLoanLine,
  readLoan,
  type LoanFault,
  type LoanField,
  type LoanHeader,
  type LoanNote,
} from '@yinqi/domain/outcomes';
import type { SheetCell, SheetRow } from '@yinqi/domain/survey';
import { stageList, type ListEvent } from '../../imports/workbooks.public.js';

export type OutcomeInput = {
  readonly bytes: Uint8Array;
  /** No loan can be paid out after it. */
  readonly today: string;
};

/** A note as JSON holds it. */
export type StoredLoan = Omit<LoanNote, 'row' | 'amountFen' | 'balance'> & {
  readonly amountFen: string;
  readonly balance: { readonly outstandingFen: string; readonly asOf: string } | null;
};

export type StagedLoan = {
  readonly row: number;
  readonly loan: StoredLoan | null;
  readonly noteNumber: string | null;
  readonly cells: readonly SheetCell[];
  readonly faults: readonly LoanFault[];
};

export type OutcomeEvent = ListEvent<LoanField>;

const storedLoan = ({ row: _row, amountFen, balance, ...loan }: LoanNote): StoredLoan => ({
  ...loan,
  amountFen: String(amountFen),
  balance: balance && { ...balance, outstandingFen: String(balance.outstandingFen) },
});

export const loanOf = (row: number, stored: StoredLoan): LoanNote => ({
  ...stored,
  row,
  amountFen: BigInt(stored.amountFen),
  balance: stored.balance && { ...stored.balance, outstandingFen: BigInt(stored.balance.outstandingFen) },
});

const faulty = ({ row, cells }: SheetRow, faults: readonly LoanFault[]): StagedLoan => ({
  row,
  loan: null,
  noteNumber: null,
  cells,
  faults,
});

/** `seen` are the numbers of the rows before: a note stands in a list once. */
function staged(row: SheetRow, header: LoanHeader, today: string, seen: Set<string>): StagedLoan {
  const read = readLoan(row, header, today);
  if (!read.ok) return faulty(row, read.faults);
  const { noteNumber } = read.loan;
  if (seen.has(noteNumber)) {
    return faulty(row, [{ field: 'noteNumber', code: 'repeats_row', found: noteNumber }]);
  }
  // Cut from a larger piece of the file, which it would keep in memory: what outlives the row is copied.
  seen.add(Buffer.from(noteNumber).toString());
  return { row: row.row, loan: storedLoan(read.loan), noteNumber, cells: [], faults: [] };
}

/** Reads a bank's list of loans piece by piece. */
export function stageOutcomes({ bytes, today }: OutcomeInput): AsyncGenerator<OutcomeEvent> {
  const seen = new Set<string>();
  return stageList(bytes, {
    findHeader: findLoanHeader,
    isLine: isLoanLine,
    read: (row, header) => staged(row, header, today, seen),
  });
}
