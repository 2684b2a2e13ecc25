import { parseCurrency, type Currency } from '../money/index.js';
import { BLANK_CELL, cellText, cleanText, isBlankCell, type SheetCell, type SheetRow } from './cells.js';
import { REQUIRED_FIELDS, SURVEY_FIELDS, type SurveyField, type SurveyNeed } from './fields.js';
import {
  FAULT_KINDS,
  type Fault,
  type FaultKind,
  type FindingCode,
  type Warning,
  type WarningKind,
} from './findings.js';
import { normaliseTitle, type ColumnMatch, type HeaderMatch } from './header.js';
import { readAmount, readDate, type Reading } from './read-cells.js';
import { FIELD_READERS, type ReadContext, type RowScope } from './read-fields.js';

export type FieldCells = { readonly [F in SurveyField]?: SheetCell };

export interface StagedRow {
  readonly row: number;
  /** Cells as uploaded or edited: the row can be read again from them. */
  readonly cells: FieldCells;
  readonly values: SurveyNeed;
  readonly faults: readonly Fault[];
  readonly warnings: readonly Warning[];
}

const FAULT_OF: { readonly [F in SurveyField]?: FaultKind } = {
  name: 'name',
  uscc: 'uscc',
  amountFen: 'amount',
  currency: 'amount',
  phone: 'phone',
  neededBy: 'neededBy',
};
const WARNING_OF: { readonly [F in SurveyField]?: WarningKind } = {
  regionCode: 'region',
  industry: 'industry',
  uscc: 'usccRegion',
};
/** Blank is a fault where nothing can be registered, and nobody called, without the cell. */
const NEVER_BLANK: readonly SurveyField[] = ['name', 'uscc', 'amountFen'];

const BLANK_READING: Reading<never> = { value: null };
// Rows copied from one template share one hidden class: a tenth of the memory of growing 55 keys each.
const NOTHING_READ: Readonly<Record<string, unknown>> = Object.fromEntries(
  SURVEY_FIELDS.map((field) => [field, null]),
);

function currencyOf(cells: FieldCells, column: ColumnMatch | undefined): Currency {
  const named = cells.currency === undefined ? undefined : parseCurrency(cleanText(cells.currency));
  if (named !== undefined) return named;
  const fallback = column?.currency ?? 'CNY';
  if (cells.amountFen === undefined) return fallback;
  const amount = readAmount(cells.amountFen, { defaultUnit: 'wan', currency: fallback });
  return amount.ok ? amount.currency : fallback;
}

interface Findings {
  readonly faults: Fault[];
  readonly warnings: Warning[];
}

interface Noted {
  readonly field: SurveyField;
  readonly cell: SheetCell;
  readonly code: FindingCode;
  readonly reading: Reading<unknown>;
}

function note(into: Findings, { field, cell, code, reading }: Noted): void {
  const finding = {
    field,
    code,
    found: cellText(cell),
    params: reading.params ?? {},
    ...(reading.repair !== undefined && { repair: reading.repair }),
  };
  const fault = code === 'unknown-division' ? undefined : FAULT_OF[field];
  if (fault !== undefined) {
    into.faults.push({ kind: fault, ...finding });
  } else if (code === 'formula-without-value') {
    // An amount or code that no one computed is no smaller fault in 用途 or 联系人.
    if (REQUIRED_FIELDS.includes(field)) into.faults.push({ kind: 'formula', ...finding });
    else into.warnings.push({ kind: 'formula', ...finding });
  } else {
    into.warnings.push({
      kind: WARNING_OF[field] ?? (code === 'blank' ? 'missing' : 'unreadable'),
      ...finding,
    });
  }
}

const issueReading = (issue: FindingCode): Reading<never> => ({ value: null, issue });

/** Reads one cell; a blank one is an issue only where the form requires it. */
function readField(
  field: SurveyField,
  cell: SheetCell,
  scope: RowScope,
  column: ColumnMatch | undefined,
): Reading<unknown> {
  if (cell.kind === 'formula') return issueReading('formula-without-value');
  if (cell.kind === 'error') return issueReading('error-cell');
  if (isBlankCell(cell)) {
    const required = NEVER_BLANK.includes(field) || (REQUIRED_FIELDS.includes(field) && column !== undefined);
    return required ? issueReading('blank') : BLANK_READING;
  }
  return FIELD_READERS[field](cell, scope, column);
}

function scopeOf(
  cells: FieldCells,
  amount: ColumnMatch | undefined,
  header: HeaderMatch,
  context: ReadContext,
): RowScope {
  const capital = cells.registeredCapitalCurrency;
  const filed = cells.filledOn && readDate(cells.filledOn);
  return {
    header,
    context,
    currency: currencyOf(cells, amount),
    capitalCurrency: capital && parseCurrency(cleanText(capital)),
    filledOn: filed?.value ?? context.importDate,
  };
}

/** Values and findings of the cells of one row. */
function readCells(row: number, cells: FieldCells, header: HeaderMatch, context: ReadContext): StagedRow {
  const columns = new Map(header.columns.map((column) => [column.field, column]));
  const scope = scopeOf(cells, columns.get('amountFen'), header, context);
  const values: Record<string, unknown> = { ...NOTHING_READ };
  const findings: Findings = { faults: [], warnings: [] };
  for (const field of SURVEY_FIELDS) {
    const cell = cells[field] ?? BLANK_CELL;
    const reading = readField(field, cell, scope, columns.get(field));
    values[field] = reading.value;
    if (reading.issue !== undefined) note(findings, { field, cell, code: reading.issue, reading });
  }
  values.currency = scope.currency;
  values.dataYear ??= header.dataYear ?? null;
  if (findings.faults.some(({ kind }) => kind === 'amount')) values.amountFen = null;
  findings.faults.sort((left, right) => FAULT_KINDS.indexOf(left.kind) - FAULT_KINDS.indexOf(right.kind));
  // Every field was set above by the reader of its own type.
  return { row, cells, values: values as unknown as SurveyNeed, ...findings };
}

/** Reads a sheet row below the header. */
export function readRow(row: SheetRow, header: HeaderMatch, context: ReadContext): StagedRow {
  const cells: FieldCells = Object.fromEntries(
    header.columns
      .map(({ field, column }) => [field, row.cells[column] ?? BLANK_CELL] as const)
      .filter(([, cell]) => cell.kind !== 'blank'),
  );
  return readCells(row.row, cells, header, context);
}

/** The row with one cell retyped, read again as a whole: an amount depends on its currency, a date on 填报日期. */
export function applyEdit(
  staged: Pick<StagedRow, 'row' | 'cells'>,
  edit: { readonly field: SurveyField; readonly text: string },
  header: HeaderMatch,
  context: ReadContext,
): StagedRow {
  const cell: SheetCell = edit.text.trim() === '' ? BLANK_CELL : { kind: 'text', text: edit.text };
  return readCells(staged.row, { ...staged.cells, [edit.field]: cell }, header, context);
}

const SKIPPED = /^(合计|总计|小计|注)/;

/** Blank rows, totals, notes and repeated headers hold no need. */
export function isSkipped(row: SheetRow, header: HeaderMatch): boolean {
  const first = row.cells.find((cell) => !isBlankCell(cell));
  if (first === undefined || row.cells.every((cell) => isBlankCell(cell) || cell.kind === 'formula'))
    return true;
  if (SKIPPED.test(cleanText(first).replace(/\s/g, ''))) return true;
  const name = header.columns.find(({ field }) => field === 'name');
  const cell = name && row.cells[name.column];
  return (
    name !== undefined && cell !== undefined && normaliseTitle(cellText(cell)) === normaliseTitle(name.title)
  );
}
