import {
  findLoanHeader,
  readLoan,
  type LoanFault,
  type LoanHeader,
  type LoanNote,
} from '@yinqi/domain/outcomes';
import { isBlankCell, type SheetCell, type SheetRow } from '@yinqi/domain/survey';
import { openContainer, readDelimited, readWorkbook } from '../../imports/workbooks.public.js';
import { DomainError } from '../../platform/errors/domain-error.js';

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

export type OutcomeEvent =
  | {
      readonly kind: 'header';
      readonly sheetName: string;
      readonly header: LoanHeader;
      readonly heading: readonly SheetCell[];
    }
  | { readonly kind: 'rows'; readonly rowsRead: number; readonly json: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'end'; readonly rowsRead: number }
  | { readonly kind: 'refused'; readonly code: string };

type Sheet = {
  readonly name: string;
  readonly top: readonly SheetRow[];
  rows(): AsyncIterable<SheetRow> | Iterable<SheetRow>;
};

const CHUNK = 200;

/** A workbook is told by what it is, not by its name; all else is text. */
export const isWorkbook = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0x50 && bytes[1] === 0x4b) || (bytes[0] === 0xd0 && bytes[1] === 0xcf);

/** Refuses a file that could not be read, before it is kept. */
export async function refuseUnreadable(bytes: Uint8Array): Promise<void> {
  if (isWorkbook(bytes)) await openContainer(bytes);
  else readDelimited(bytes);
}

async function* sheetsOf(bytes: Uint8Array): AsyncGenerator<Sheet> {
  if (isWorkbook(bytes)) yield* readWorkbook(bytes);
  else yield readDelimited(bytes);
}

async function findList(bytes: Uint8Array): Promise<{ readonly sheet: Sheet; readonly header: LoanHeader }> {
  for await (const sheet of sheetsOf(bytes)) {
    const header = findLoanHeader(sheet.top);
    if (header !== undefined) return { sheet, header };
  }
  throw new DomainError('import.no_header');
}

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

/** A closing line with a sum, or signatures, says nothing of a note: it has neither its number nor a code. */
function isNote({ cells }: SheetRow, header: LoanHeader): boolean {
  const at = (field: 'uscc' | 'noteNumber'): number =>
    header.columns.find((column) => column.field === field)?.column ?? -1;
  return [at('uscc'), at('noteNumber')].some((column) => {
    const cell = cells[column];
    return cell !== undefined && !isBlankCell(cell);
  });
}

async function* stage({ bytes, today }: OutcomeInput): AsyncGenerator<OutcomeEvent> {
  const { sheet, header } = await findList(bytes);
  const heading = sheet.top.find(({ row }) => row === header.headerRow)?.cells ?? [];
  yield { kind: 'header', sheetName: sheet.name, header, heading };
  const seen = new Set<string>();
  let rowsRead = 0;
  let chunk: StagedLoan[] = [];
  const written = (): OutcomeEvent => ({
    kind: 'rows',
    rowsRead,
    json: new TextEncoder().encode(JSON.stringify(chunk)),
  });
  for await (const row of sheet.rows()) {
    if (row.row <= header.headerRow || !isNote(row, header)) continue;
    chunk.push(staged(row, header, today, seen));
    rowsRead += 1;
    if (chunk.length < CHUNK) continue;
    yield written();
    chunk = [];
  }
  if (chunk.length > 0) yield written();
  if (rowsRead === 0) throw new DomainError('import.empty');
  yield { kind: 'end', rowsRead };
}

/** Reads a bank's list of loans piece by piece; what is wrong with the whole file ends it with a code. */
export async function* stageOutcomes(input: OutcomeInput): AsyncGenerator<OutcomeEvent> {
  try {
    yield* stage(input);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    yield { kind: 'refused', code: error.code };
  }
}
