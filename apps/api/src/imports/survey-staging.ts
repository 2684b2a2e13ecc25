import {
  applyEdit,
  cellText,
  findHeader,
  isSkipped,
  markDuplicates,
  normaliseTitle,
  readRow,
  SURVEY_FIELDS,
  type ColumnMapping,
  type Fault,
  type FieldCells,
  type HeaderMatch,
  type ReadContext,
  type Repeatable,
  type SheetCell,
  type SheetRow,
  type StagedRow,
  type SurveyField,
} from '@yinqi/domain/survey';
import { DomainError } from '../platform/errors/domain-error.js';
import { readWorkbook, type WorkbookSheet } from './workbook.js';
import { encodeNeed, type StoredNeed } from './stored-need.js';

export type Edits = { readonly [F in SurveyField]?: string };

export type StagingInput = {
  readonly bytes: Uint8Array;
  readonly corrections: Uint8Array | null;
  readonly mapping: ColumnMapping;
  readonly context: ReadContext;
  /** What the clerk did to rows when the file was read before. */
  readonly marks: readonly { readonly row: number; readonly edits: Edits; readonly dropped: boolean }[];
};

/** A row as the store keeps it. */
export type RowToStore = {
  readonly row: number;
  readonly state: 'good' | 'faulty' | 'dropped';
  readonly cells: FieldCells;
  readonly rest: Readonly<Record<string, SheetCell>>;
  readonly edits: Edits;
  readonly need: StoredNeed;
  readonly faults: StagedRow['faults'];
  readonly warnings: StagedRow['warnings'];
};

export type Corrections = {
  readonly mergedRows: number;
  readonly unknownRows: number;
  readonly refusal: string | null;
};

export type StagingEvent =
  | {
      readonly kind: 'header';
      readonly sheetName: string;
      readonly header: HeaderMatch;
      readonly heading: readonly SheetRow[];
      readonly rowsTotal: number;
    }
  /** Rows written out by the thread, in bytes that change hands: the worker's own loop and heap only pass them on. */
  | { readonly kind: 'rows'; readonly rowsRead: number; readonly json: Uint8Array<ArrayBuffer> }
  | {
      readonly kind: 'end';
      readonly rowsRead: number;
      readonly duplicates: readonly { readonly row: number; readonly faults: readonly Fault[] }[];
      readonly corrections: Corrections | null;
    }
  | { readonly kind: 'refused'; readonly code: string };

/** The first faults must be seen soon; later chunks are larger, because each costs one transaction. */
const FIRST_CHUNK = 100;
const CHUNK = 200;

type Found = { readonly sheet: WorkbookSheet; readonly header: HeaderMatch };

async function findSurvey(bytes: Uint8Array, mapping: ColumnMapping): Promise<Found> {
  for await (const sheet of readWorkbook(bytes)) {
    const header = findHeader(sheet.top, mapping);
    if (header !== undefined) return { sheet, header };
  }
  throw new DomainError('import.no_header');
}

async function* dataRows({ sheet, header }: Found): AsyncGenerator<SheetRow> {
  for await (const row of sheet.rows()) {
    if (row.row >= header.firstDataRow && !isSkipped(row, header)) yield row;
  }
}

/** Rows in pieces of growing size. */
async function* chunksOf(rows: AsyncIterable<SheetRow>): AsyncGenerator<readonly SheetRow[]> {
  let chunk: SheetRow[] = [];
  let size = FIRST_CHUNK;
  for await (const row of rows) {
    chunk.push(row);
    if (chunk.length < size) continue;
    yield chunk;
    chunk = [];
    size = CHUNK;
  }
  if (chunk.length > 0) yield chunk;
}

/** Cells of columns that hold no field of the survey, for the workbook of faulty rows. */
function restOf(row: SheetRow, header: HeaderMatch): Record<string, SheetCell> {
  const known = new Set(header.columns.map(({ column }) => column));
  const rest: Record<string, SheetCell> = {};
  row.cells.forEach((cell, column) => {
    if (cell.kind !== 'blank' && !known.has(column)) rest[String(column)] = cell;
  });
  return rest;
}

type Corrected = { readonly cells: ReadonlyMap<number, FieldCells>; readonly fields: readonly SurveyField[] };

/** Corrected rows by the row of the first upload; 序号 and 原行号 themselves are nothing to correct. */
async function readCorrections(
  bytes: Uint8Array,
  { mapping, context }: StagingInput,
): Promise<Corrected | { readonly refusal: string }> {
  try {
    const found = await findSurvey(bytes, mapping);
    const fields = found.header.columns.map(({ field }) => field);
    if (!fields.includes('originalRow')) throw new DomainError('import.no_header');
    const cells = new Map<number, FieldCells>();
    for await (const row of dataRows(found)) {
      const staged = readRow(row, found.header, context);
      if (staged.values.originalRow !== null) cells.set(staged.values.originalRow, staged.cells);
    }
    return { cells, fields: fields.filter((field) => field !== 'originalRow' && field !== 'serial') };
  } catch (error) {
    if (error instanceof DomainError) return { refusal: error.code };
    throw error;
  }
}

const textOf = (cell: SheetCell | undefined): string => (cell === undefined ? '' : cellText(cell).trim());

/** What a corrected row changes in the row as it stands. */
function correctionOf(current: FieldCells, corrected: FieldCells, fields: readonly SurveyField[]): Edits {
  return Object.fromEntries(
    fields
      .map((field) => [field, textOf(corrected[field])] as const)
      .filter(([field, text]) => text !== textOf(current[field])),
  );
}

const isField = (name: string): name is SurveyField => SURVEY_FIELDS.some((field) => field === name);

function withEdits(staged: StagedRow, edits: Edits, header: HeaderMatch, context: ReadContext): StagedRow {
  return Object.entries(edits).reduce(
    (row, [field, text]) => (isField(field) ? applyEdit(row, { field, text }, header, context) : row),
    staged,
  );
}

export const toStore = (
  { row, cells, values, faults, warnings }: StagedRow,
  more: Pick<RowToStore, 'rest' | 'edits'> & { readonly dropped: boolean },
): RowToStore => ({
  row,
  state: more.dropped ? 'dropped' : faults.length > 0 ? 'faulty' : 'good',
  cells,
  rest: more.rest,
  edits: more.edits,
  need: encodeNeed(values),
  faults,
  warnings,
});

/** Rows of a sheet with the clerk's edits and the corrections on top. */
class RowReader {
  mergedRows = 0;
  readonly #marks: ReadonlyMap<number, StagingInput['marks'][number]>;

  constructor(
    private readonly found: Found,
    private readonly input: StagingInput,
    private readonly corrected: Corrected | undefined,
  ) {
    this.#marks = new Map(input.marks.map((mark) => [mark.row, mark]));
  }

  read(row: SheetRow): RowToStore & Pick<Repeatable, 'values'> {
    const { header } = this.found;
    const { context } = this.input;
    const mark = this.#marks.get(row.row);
    let edits = mark?.edits ?? {};
    let staged = withEdits(readRow(row, header, context), edits, header, context);
    const corrected = this.corrected?.cells.get(row.row);
    if (corrected !== undefined) {
      const changes = correctionOf(staged.cells, corrected, this.corrected?.fields ?? []);
      staged = withEdits(staged, changes, header, context);
      edits = { ...edits, ...changes };
      this.mergedRows += 1;
    }
    const dropped = mark?.dropped ?? false;
    const { uscc, amountFen, currency } = staged.values;
    return {
      ...toStore(staged, { rest: restOf(row, header), edits, dropped }),
      values: { uscc, amountFen, currency },
    };
  }
}

/** A text cut from a sheet keeps the whole piece of the sheet in memory; what outlives its row is copied. */
const ownCopy = ({ uscc, ...others }: Repeatable['values']): Repeatable['values'] => ({
  ...others,
  uscc: uscc === null ? null : Buffer.from(uscc).toString(),
});

function duplicatesAmong(rows: readonly Repeatable[]) {
  return markDuplicates(rows)
    .filter(({ faults }, index) => faults !== rows[index]?.faults)
    .map(({ row, faults }) => ({ row, faults }));
}

async function* stage(input: StagingInput): AsyncGenerator<StagingEvent> {
  const found = await findSurvey(input.bytes, input.mapping);
  const corrections = input.corrections === null ? null : await readCorrections(input.corrections, input);
  const corrected = corrections !== null && 'cells' in corrections ? corrections : undefined;
  const reader = new RowReader(found, input, corrected);
  const unknown = new Set(corrected?.cells.keys());
  const repeatable: Repeatable[] = [];
  let rowsRead = 0;
  for await (const chunk of chunksOf(dataRows(found))) {
    if (rowsRead === 0) yield headerEvent(found);
    const stored = chunk.map((row) => {
      const { values, ...kept } = reader.read(row);
      // Rows with a fault of their own take no part, and no row has been found to repeat another yet.
      if (kept.state === 'good')
        repeatable.push({ row: kept.row, values: ownCopy(values), faults: kept.faults });
      unknown.delete(kept.row);
      return kept;
    });
    rowsRead += chunk.length;
    yield { kind: 'rows', rowsRead, json: new TextEncoder().encode(JSON.stringify(stored)) };
  }
  if (rowsRead === 0) throw new DomainError('import.empty');
  yield {
    kind: 'end',
    rowsRead,
    duplicates: duplicatesAmong(repeatable),
    corrections: corrections && {
      mergedRows: reader.mergedRows,
      unknownRows: unknown.size,
      refusal: 'refusal' in corrections ? corrections.refusal : null,
    },
  };
}

function headerEvent({ sheet, header }: Found): StagingEvent {
  return {
    kind: 'header',
    sheetName: sheet.name,
    header,
    heading: sheet.top.filter(({ row }) => row <= header.headerRow),
    rowsTotal: sheet.needsFrom(header.firstDataRow),
  };
}

/** Reads a survey workbook piece by piece; what is wrong with the whole file ends it with a code. */
export async function* stageSurvey(input: StagingInput): AsyncGenerator<StagingEvent> {
  try {
    yield* stage(input);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    yield { kind: 'refused', code: error.code };
  }
}

/** Titles of the header row that a clerk decided to leave out are neither columns nor unrecognised. */
export function ignoredTitles(heading: readonly SheetRow[], header: HeaderMatch, mapping: ColumnMapping) {
  const row = heading.find((candidate) => candidate.row === header.headerRow);
  return (row?.cells ?? []).flatMap((cell, column) => {
    const title = textOf(cell);
    const key = normaliseTitle(title);
    return title !== '' && Object.hasOwn(mapping, key) && mapping[key] === null ? [{ column, title }] : [];
  });
}
