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
  /** Rows written out by the thread, so that the worker's own loop only passes them on. */
  | { readonly kind: 'rows'; readonly rowsRead: number; readonly json: string }
  | {
      readonly kind: 'end';
      readonly rowsRead: number;
      readonly duplicates: readonly { readonly row: number; readonly faults: readonly Fault[] }[];
      readonly corrections: Corrections | null;
    }
  | { readonly kind: 'refused'; readonly code: string };

/** The first faults must be seen soon; later chunks are larger, because each costs one transaction. */
const FIRST_CHUNK = 200;
const CHUNK = 500;

type Found = { readonly sheet: WorkbookSheet; readonly header: HeaderMatch };

async function findSurvey(bytes: Uint8Array, mapping: ColumnMapping): Promise<Found> {
  const { sheets } = await readWorkbook(bytes);
  for (const sheet of sheets) {
    const header = findHeader(sheet.rows, mapping);
    if (header !== undefined) return { sheet, header };
  }
  throw new DomainError('import.no_header');
}

const dataRows = ({ sheet, header }: Found): readonly SheetRow[] =>
  sheet.rows.filter((row) => row.row >= header.firstDataRow && !isSkipped(row, header));

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
    for (const row of dataRows(found)) {
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

function duplicatesAmong(rows: readonly Repeatable[]) {
  return markDuplicates(rows)
    .filter(({ faults }, index) => faults !== rows[index]?.faults)
    .map(({ row, faults }) => ({ row, faults }));
}

async function* stage(input: StagingInput): AsyncGenerator<StagingEvent> {
  const found = await findSurvey(input.bytes, input.mapping);
  const corrections = input.corrections === null ? null : await readCorrections(input.corrections, input);
  const corrected = corrections !== null && 'cells' in corrections ? corrections : undefined;
  const rows = dataRows(found);
  if (rows.length === 0) throw new DomainError('import.empty');
  const { sheet, header } = found;
  const heading = sheet.rows.filter(({ row }) => row <= header.headerRow);
  yield { kind: 'header', sheetName: sheet.name, header, heading, rowsTotal: rows.length };

  const reader = new RowReader(found, input, corrected);
  const repeatable: Repeatable[] = [];
  for (let at = 0; at < rows.length;) {
    const chunk = rows.slice(at, at + (at === 0 ? FIRST_CHUNK : CHUNK));
    const stored = chunk.map((row) => {
      const { values, ...kept } = reader.read(row);
      if (kept.state !== 'dropped') repeatable.push({ row: kept.row, values, faults: kept.faults });
      return kept;
    });
    at += chunk.length;
    yield { kind: 'rows', rowsRead: at, json: JSON.stringify(stored) };
  }
  const known = new Set(rows.map(({ row }) => row));
  yield {
    kind: 'end',
    rowsRead: rows.length,
    duplicates: duplicatesAmong(repeatable),
    corrections: corrections && {
      mergedRows: reader.mergedRows,
      unknownRows:
        corrected === undefined ? 0 : [...corrected.cells.keys()].filter((row) => !known.has(row)).length,
      refusal: 'refusal' in corrections ? corrections.refusal : null,
    },
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
