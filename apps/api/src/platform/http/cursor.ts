import { DomainError } from '../errors/domain-error.js';

/** What a sort value of a list is, as its SQL casts it: checked here, since a cursor comes back from outside. */
export type CursorKind = 'text' | 'integer' | 'id' | 'instant';
type CursorValue = string | number | null;

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
/** ISO text of an instant, or PostgreSQL's own text of one, infinity included. */
const INSTANT = /^(-?infinity|\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(\.\d{1,6})?(Z|[+-]\d{2}(:?\d{2})?)?)$/;
const LONGEST_TEXT = 300;

const FITS: Readonly<Record<CursorKind, (value: unknown) => boolean>> = {
  text: (value) => typeof value === 'string' && value.length <= LONGEST_TEXT && !value.includes('\0'),
  integer: (value) => Number.isSafeInteger(value),
  id: (value) => typeof value === 'string' && UUID.test(value),
  instant: (value) =>
    typeof value === 'string' && INSTANT.test(value) && (value.endsWith('infinity') || isRealInstant(value)),
};

function isRealInstant(text: string): boolean {
  return !Number.isNaN(Date.parse(text.replace(' ', 'T').replace(/([+-]\d{2})$/, '$1:00')));
}

/** Opaque keyset cursors: the sort values of the last row. Wrong ones are refused, never guessed at. */
export const encodeCursor = (values: readonly CursorValue[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

export function decodeCursor(
  cursor: string | undefined,
  kinds: readonly CursorKind[],
): readonly CursorValue[] | undefined {
  if (cursor === undefined) return undefined;
  const values = parsed(cursor);
  const fits = values?.length === kinds.length && kinds.every((kind, at) => FITS[kind](values[at]));
  if (fits) return values as readonly CursorValue[]; // every value was just tested against its kind
  throw new DomainError('request.invalid', {
    faults: [{ pointer: '/query/cursor', code: 'invalid_cursor' }],
  });
}

function parsed(cursor: string): readonly unknown[] | undefined {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Turns limit + 1 fetched rows into a page. */
export function pageOfRows<Row, Item>(
  rows: readonly Row[],
  limit: number,
  total: number,
  toItem: (row: Row) => Item,
  cursorOf: (row: Row) => readonly CursorValue[],
): { items: Item[]; nextCursor: string | null; total: number } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    nextCursor: rows.length > limit && last ? encodeCursor(cursorOf(last)) : null,
    total,
  };
}
