import { readXlsx, type Cell, type CellValue, type MergeRange, type Sheet } from 'hucre/xlsx';
import { BLANK_CELL, type SheetCell, type SheetRow } from '@yinqi/domain/survey';
import { DomainError } from '../platform/errors/domain-error.js';
import { checkContainer, notAWorkbook, tooLarge } from './workbook-container.js';

export interface WorkbookSheet {
  readonly name: string;
  readonly rows: readonly SheetRow[];
}

export interface ReadWorkbook {
  readonly sheets: readonly WorkbookSheet[];
}

const MAX_ROWS = 50_000;
const MAX_COLUMNS = 256;
const MAX_SHEETS = 20;
// Titles span a row, repeated names a few rows; a range beyond this is decoration.
const MAX_MERGED_CELLS = 5000;

const PERCENT_FORMAT = /%(?=(?:[^"]*"[^"]*")*[^"]*$)/;

function percentFormats(): (format: string | undefined) => boolean {
  const known = new Map<string, boolean>();
  return (format) => {
    if (format === undefined) return false;
    const before = known.get(format);
    if (before !== undefined) return before;
    const percent = PERCENT_FORMAT.test(format);
    known.set(format, percent);
    return percent;
  };
}

function cellOf(value: CellValue | undefined, details: Cell | undefined, isPercent: boolean): SheetCell {
  if (details?.type === 'error') return { kind: 'error', text: String(value ?? '') };
  if (value === null || value === undefined || value === '') {
    // An empty text is a formula's result; no value at all means that nobody computed it.
    return details?.formula !== undefined && value !== '' ? { kind: 'formula' } : BLANK_CELL;
  }
  if (typeof value === 'string') return { kind: 'text', text: value };
  if (typeof value === 'number') return { kind: 'number', value, isPercent };
  if (typeof value === 'boolean') return { kind: 'boolean', value };
  return Number.isNaN(value.getTime())
    ? { kind: 'error', text: '' }
    : { kind: 'date', date: value.toISOString().slice(0, 10) };
}

type MutableRow = { row: number; cells: SheetCell[] };

/** Every cell of a merged range shows the value of its first one. */
function spreadMerged(rows: readonly MutableRow[], merges: readonly MergeRange[]): void {
  for (const { startRow, startCol, endRow, endCol } of merges) {
    const lastColumn = Math.min(endCol, MAX_COLUMNS - 1);
    const lastRow = Math.min(endRow, rows.length - 1);
    const first = rows[startRow]?.cells[startCol];
    if (first === undefined || first.kind === 'blank') continue;
    if ((lastRow - startRow + 1) * (lastColumn - startCol + 1) > MAX_MERGED_CELLS) continue;
    for (const { cells } of rows.slice(startRow, lastRow + 1)) {
      while (cells.length < startCol) cells.push(BLANK_CELL);
      for (let column = startCol; column <= lastColumn; column += 1) cells[column] = first;
    }
  }
}

const isUsed = ({ cells }: SheetRow): boolean => cells.some(({ kind }) => kind !== 'blank');

function rowOf(sheet: Sheet, row: number, isPercent: (format: string | undefined) => boolean): MutableRow {
  const cells = (sheet.rows[row] ?? []).slice(0, MAX_COLUMNS).map((value, column) => {
    const key = `${String(row)},${String(column)}`;
    const details = sheet.cells?.get(key);
    // Details of 500,000 styled cells weigh more than all else: each is let go as soon as it is read.
    sheet.cells?.delete(key);
    return cellOf(value, details, typeof value === 'number' && isPercent(details?.style?.numFmt));
  });
  sheet.rows[row] = [];
  return { row: row + 1, cells };
}

function sheetOf(sheet: Sheet): WorkbookSheet {
  const isPercent = percentFormats();
  const rows = Array.from(sheet.rows.keys(), (row) => rowOf(sheet, row, isPercent));
  spreadMerged(rows, sheet.merges ?? []);
  const last = rows.findLastIndex(isUsed);
  return { name: sheet.name, rows: rows.slice(0, last + 1) };
}

async function parse(bytes: Uint8Array): Promise<readonly Sheet[]> {
  try {
    const workbook = await readXlsx(bytes, {
      readStyles: true,
      maxRows: MAX_ROWS + 1,
      sheets: ({ hidden, veryHidden, index }) => hidden !== true && veryHidden !== true && index < MAX_SHEETS,
    });
    return workbook.sheets;
  } catch (cause) {
    throw notAWorkbook(cause);
  }
}

/** Visible sheets of an .xlsx as typed cells; formulas by their stored result, never computed. */
export async function readWorkbook(bytes: Uint8Array): Promise<ReadWorkbook> {
  await checkContainer(bytes);
  const sheets = (await parse(bytes)).map(sheetOf).filter(({ rows }) => rows.length > 0);
  if (sheets.length === 0) throw new DomainError('import.empty');
  if (sheets.some(({ rows }) => rows.length > MAX_ROWS)) throw tooLarge('rows');
  return { sheets };
}
