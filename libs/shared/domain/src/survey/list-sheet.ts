import { parseUnitWord, toHalfWidth, type AmountUnit, type Currency } from '../money/index.js';
import { cellText, type SheetCell, type SheetRow } from './cells.js';
import { normaliseTitle } from './header.js';

export interface ListColumn<Field extends string> {
  /** 0-based place in the row. */
  readonly column: number;
  readonly field: Field;
  readonly unit: AmountUnit;
  readonly currency?: Currency;
}

export interface ListHeader<Field extends string> {
  readonly headerRow: number;
  readonly columns: readonly ListColumn<Field>[];
}

/** The names columns of a list go by, and which of them it cannot do without. */
export interface ListForm<Field extends string> {
  readonly titles: Readonly<Record<Field, readonly string[]>>;
  readonly isEnough: (fields: ReadonlySet<Field>) => boolean;
}

const MAX_COLUMNS = 256;
const BRACKETED = /\(([^()]*)\)/;

/** Banks export yuan; a title may say otherwise in brackets. */
function unitOf(title: string): Pick<ListColumn<string>, 'unit' | 'currency'> {
  const words = BRACKETED.exec(toHalfWidth(title).replace(/\s/g, ''))?.[1]?.replace(/^单位:?/, '');
  return (words === undefined ? undefined : parseUnitWord(words)) ?? { unit: 'yuan' };
}

function columnsOf<Field extends string>(
  cells: readonly SheetCell[],
  fieldOf: ReadonlyMap<string, Field>,
): ListColumn<Field>[] {
  const taken = new Set<Field>();
  return cells.slice(0, MAX_COLUMNS).flatMap((cell, column) => {
    const title = cell.kind === 'text' ? cellText(cell) : '';
    const field = fieldOf.get(normaliseTitle(title));
    if (field === undefined || taken.has(field)) return [];
    taken.add(field);
    return [{ column, field, ...unitOf(title) }];
  });
}

/** The row that names the columns, wherever it stands and in whatever order; titles above it are passed over. */
export function findListHeader<Field extends string>(
  rows: readonly SheetRow[],
  { titles, isEnough }: ListForm<Field>,
): ListHeader<Field> | undefined {
  const fields = Object.keys(titles) as Field[]; // keyed by exactly the fields
  const fieldOf = new Map(
    fields.flatMap((field) => titles[field].map((title) => [normaliseTitle(title), field] as const)),
  );
  for (const { row, cells } of rows) {
    const columns = columnsOf(cells, fieldOf);
    if (isEnough(new Set(columns.map(({ field }) => field)))) return { headerRow: row, columns };
  }
  return undefined;
}
