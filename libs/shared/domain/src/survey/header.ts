import { parseUnitWord, toHalfWidth, type AmountUnit, type Currency } from '../money/index.js';
import { cellText, type SheetRow } from './cells.js';
import { FIELD_TITLES, REQUIRED_FIELDS, SURVEY_FIELDS, type SurveyField } from './fields.js';

export interface ColumnMatch {
  /** 0-based place in the row. */
  readonly column: number;
  readonly title: string;
  readonly field: SurveyField;
  readonly unit?: AmountUnit;
  readonly currency?: Currency;
  readonly inYears?: boolean;
}

export interface UnrecognisedColumn {
  readonly column: number;
  readonly title: string;
}

export interface HeaderMatch {
  readonly headerRow: number;
  readonly firstDataRow: number;
  readonly columns: readonly ColumnMatch[];
  readonly unrecognised: readonly UnrecognisedColumn[];
  /** Required columns the sheet does not have. */
  readonly missing: readonly SurveyField[];
  readonly titleUnit?: AmountUnit;
  readonly titleCurrency?: Currency;
  /** Year in a title such as 2025年营收. */
  readonly dataYear?: number;
}

/** What a clerk decided about titles the platform does not know; null leaves a column out. */
export type ColumnMapping = Readonly<Record<string, SurveyField | null>>;

const MAX_HEADER_SEARCH_ROWS = 30;
const MAX_COLUMNS = 256;
const MIN_RECOGNISED = 3;

const BRACKETED = /\(([^()]*)\)|\[([^[\]]*)\]|【([^【】]*)】/g;
const NOISE = /[\s*:：。.、,_"'“”]/g;
const YEAR = /^(20\d{2})年?度?末?(?=.)/;
const LAST_YEAR = /^(?:上一?年度?|去年|本年度?|年末|期末)(?=..)/;

/** A title without blanks, brackets, asterisks and year: what synonyms and mappings are keyed by. */
export function normaliseTitle(title: string): string {
  return toHalfWidth(title)
    .replace(BRACKETED, '')
    .replace(NOISE, '')
    .replace(YEAR, '')
    .replace(LAST_YEAR, '')
    .toUpperCase();
}

const FIELD_BY_TITLE: ReadonlyMap<string, SurveyField> = new Map(
  SURVEY_FIELDS.flatMap((field) =>
    FIELD_TITLES[field].map((title) => [normaliseTitle(title), field] as const),
  ),
);

type ColumnUnit = Pick<ColumnMatch, 'unit' | 'currency' | 'inYears'>;

function unitOfTitle(title: string): ColumnUnit {
  const half = toHalfWidth(title).replace(/\s/g, '');
  const tail = /[,、:]单位:?(.+)$/.exec(half)?.[1];
  for (const match of half.matchAll(BRACKETED)) {
    const words = (match[1] ?? match[2] ?? match[3] ?? '').replace(/^单位:?/, '');
    if (words === '年') return { inYears: true };
    const unit = words === '' ? undefined : parseUnitWord(words);
    if (unit !== undefined) return unit;
  }
  return (tail === undefined ? undefined : parseUnitWord(tail)) ?? {};
}

const TITLE_UNIT = /单位[:：]?\s*(?:均为|为)?((?:人民币)?[十百千]?[万亿]?(?:[美欧日港韩]?元|英镑))/g;

function unitOfTitleRows(rows: readonly SheetRow[]): Pick<HeaderMatch, 'titleUnit' | 'titleCurrency'> {
  for (const { cells } of [...rows].reverse()) {
    for (const cell of cells.slice(0, MAX_COLUMNS)) {
      if (cell.kind !== 'text') continue;
      for (const [, words = ''] of toHalfWidth(cell.text).matchAll(TITLE_UNIT)) {
        const unit = parseUnitWord(words);
        if (unit === undefined) continue;
        return { titleUnit: unit.unit, ...(unit.currency && { titleCurrency: unit.currency }) };
      }
    }
  }
  return {};
}

// Added by the workbook of faulty rows; the next reading writes it anew.
const EXPLANATION_TITLE = '错误说明';

type FieldOfTitle = (title: string) => SurveyField | null | undefined;

const fieldLookup =
  (mapping: ColumnMapping): FieldOfTitle =>
  (title) => {
    const key = normaliseTitle(title);
    if (key === EXPLANATION_TITLE) return null;
    return Object.hasOwn(mapping, key) ? mapping[key] : FIELD_BY_TITLE.get(key);
  };

const titlesOf = (row: SheetRow | undefined): readonly string[] =>
  (row?.cells ?? []).slice(0, MAX_COLUMNS).map((cell) => (cell.kind === 'text' ? cellText(cell).trim() : ''));

function recognised(row: SheetRow | undefined, fieldOf: FieldOfTitle): ReadonlySet<SurveyField> {
  const fields = titlesOf(row).map((title) => (title === '' ? undefined : fieldOf(title)));
  return new Set(fields.filter((field) => field !== undefined && field !== null));
}

interface HeaderPlace {
  readonly first: number;
  readonly last: number;
}

function placeOfHeader(rows: readonly SheetRow[], fieldOf: FieldOfTitle): HeaderPlace | undefined {
  const counts = rows.slice(0, MAX_HEADER_SEARCH_ROWS).map((row) => recognised(row, fieldOf));
  const most = Math.max(0, ...counts.map(({ size }) => size));
  const first = counts.findIndex(({ size }) => size === most);
  if (most < MIN_RECOGNISED || !counts.some((fields) => fields.has('name') || fields.has('uscc')))
    return undefined;
  // Titles merged downwards stand in both rows of a two-line header: its last line is where data end.
  const below = counts[first + 1]?.size ?? 0;
  if (below >= MIN_RECOGNISED && below * 2 >= most) return { first, last: first + 1 };
  const above = counts[first - 1]?.size ?? 0;
  return above >= MIN_RECOGNISED && above * 2 >= most
    ? { first: first - 1, last: first }
    : { first, last: first };
}

function columnTitles(
  rows: readonly SheetRow[],
  { first, last }: HeaderPlace,
  fieldOf: FieldOfTitle,
): readonly string[] {
  const lower = titlesOf(rows[last]);
  const group = titlesOf(rows[first === last ? first - 1 : first]);
  const width = Math.max(lower.length, first === last ? 0 : group.length);
  return Array.from({ length: width }, (_, column) => {
    const own = lower[column] ?? '';
    const over = group[column] ?? '';
    if (own === '') return first === last ? '' : over;
    if (over === '' || over === own || fieldOf(own) !== undefined) return own;
    // 融资需求 over 金额 says together what neither says alone.
    return fieldOf(over + own) === undefined ? own : over + own;
  });
}

/** Finds the header by content: synonyms, units in brackets, titles above, any order of columns. */
export function findHeader(rows: readonly SheetRow[], mapping: ColumnMapping = {}): HeaderMatch | undefined {
  const fieldOf = fieldLookup(mapping);
  const place = placeOfHeader(rows, fieldOf);
  const headerRow = place && rows[place.last];
  if (place === undefined || headerRow === undefined) return undefined;

  const columns: ColumnMatch[] = [];
  const unrecognised: UnrecognisedColumn[] = [];
  const taken = new Set<SurveyField>();
  let dataYear: number | undefined;
  columnTitles(rows, place, fieldOf).forEach((title, column) => {
    if (title === '') return;
    const known = fieldOf(title);
    if (known === null) return;
    // A 币种 beside 注册资本 is that column's currency, not the need's.
    const besideCapital = known === 'currency' && columns.at(-1)?.field === 'registeredCapital';
    const field = besideCapital ? 'registeredCapitalCurrency' : known;
    if (field === undefined || taken.has(field)) {
      unrecognised.push({ column, title });
      return;
    }
    taken.add(field);
    columns.push({ column, title, field, ...unitOfTitle(title) });
    const year = YEAR.exec(toHalfWidth(title).trim())?.[1];
    if (field === 'revenueFen' && year !== undefined) dataYear = Number(year);
  });
  return {
    headerRow: headerRow.row,
    firstDataRow: headerRow.row + 1,
    columns,
    unrecognised,
    missing: REQUIRED_FIELDS.filter((field) => !taken.has(field)),
    ...unitOfTitleRows(rows.slice(0, place.first)),
    ...(dataYear !== undefined && { dataYear }),
  };
}
