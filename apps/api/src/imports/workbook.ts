import { isSkipped, type HeaderMatch, type SheetCell, type SheetRow } from '@yinqi/domain/survey';
import { DomainError } from '../platform/errors/domain-error.js';
import { MergedCells } from './merged-cells.js';
import { readSheet, type MergedRange } from './sheet-xml.js';
import { notAWorkbook, openContainer, tooLarge, type Container } from './workbook-container.js';
import { readParts } from './workbook-parts.js';

const MAX_ROWS = 50_000;
const MAX_SHEETS = 20;
/** As far down as titles and a header are looked for. */
const TOP_ROWS = 40;

const NO_HEADER: HeaderMatch = {
  headerRow: 0,
  firstDataRow: 1,
  columns: [],
  unrecognised: [],
  missing: [],
};

type MutableRow = { readonly row: number; readonly cells: SheetCell[] };

const isUsed = ({ cells }: SheetRow): boolean => cells.some(({ kind }) => kind !== 'blank');

/** What one passage over a sheet finds: merged ranges stand behind the rows they belong to. */
interface Outline {
  readonly merges: readonly MergedRange[];
  readonly lastRow: number;
  /** Rows that are neither blank nor a total or a note; which of them is the header is not known yet. */
  readonly needRows: readonly number[];
  readonly top: readonly MutableRow[];
  readonly isEmpty: boolean;
}

async function explore(rows: ReturnType<typeof readSheet>): Promise<Outline> {
  const top: MutableRow[] = [];
  const needRows: number[] = [];
  let lastRow = 0;
  let isEmpty = true;
  for (;;) {
    const { done, value } = await rows.next();
    if (done === true) return { merges: value, lastRow, needRows, top, isEmpty };
    if (value.cells.length > 0) lastRow = value.row;
    if (value.row <= TOP_ROWS) top.push(value);
    if (!isUsed(value)) continue;
    isEmpty = false;
    if (value.row > MAX_ROWS) throw tooLarge('rows');
    if (!isSkipped(value, NO_HEADER)) needRows.push(value.row);
  }
}

/** One sheet, gone over once to know it and once more for its rows: no row is kept. */
export class WorkbookSheet {
  constructor(
    readonly name: string,
    private readonly read: () => ReturnType<typeof readSheet>,
    private readonly outline: Outline,
  ) {}

  /** Every row of the sheet's beginning, blank ones too, where titles and the header stand. */
  get top(): readonly SheetRow[] {
    const { top, lastRow, merges } = this.outline;
    const cells = new Map(top.map((row) => [row.row, row.cells]));
    const merged = new MergedCells(merges, lastRow);
    return Array.from({ length: Math.min(lastRow, TOP_ROWS) }, (_, index) => {
      const own = [...(cells.get(index + 1) ?? [])];
      merged.spread(index + 1, own);
      return { row: index + 1, cells: own };
    });
  }

  /** How many rows from this one on will be read as needs; a header repeated on every page counts, too. */
  needsFrom(row: number): number {
    return this.outline.needRows.filter((candidate) => candidate >= row).length;
  }

  /** The rows in their order, merged cells filled; blank ones may be left out. */
  async *rows(): AsyncGenerator<SheetRow> {
    const { merges, lastRow } = this.outline;
    const merged = new MergedCells(merges, lastRow);
    let next = 1;
    for await (const row of this.read()) {
      for (; next < row.row && merged.reaches(next); next += 1) yield filled(merged, next, []);
      yield filled(merged, row.row, row.cells);
      next = row.row + 1;
    }
  }
}

function filled(merged: MergedCells, row: number, cells: SheetCell[]): SheetRow {
  merged.spread(row, cells);
  return { row, cells };
}

/** Anything but a refusal of our own is a file that no spreadsheet program would open. */
async function* translated<T>(reading: AsyncIterable<T>): AsyncGenerator<T, undefined> {
  try {
    yield* reading;
  } catch (cause) {
    throw cause instanceof DomainError ? cause : notAWorkbook(cause);
  }
}

async function* sheetsOf(container: Container): AsyncGenerator<WorkbookSheet> {
  const { sheets, context } = await readParts(container);
  let isEmpty = true;
  for (const { name, part } of sheets.slice(0, MAX_SHEETS)) {
    const read = () => readSheet(container.read(part), context);
    const outline = await explore(read());
    if (outline.isEmpty) continue;
    isEmpty = false;
    yield new WorkbookSheet(name, read, outline);
  }
  if (isEmpty) throw new DomainError('import.empty');
}

/** Visible sheets of an .xlsx with anything in them; formulas by their stored result, never computed. */
export async function* readWorkbook(bytes: Uint8Array): AsyncGenerator<WorkbookSheet, undefined> {
  yield* translated(sheetsOf(await openContainer(bytes)));
}
