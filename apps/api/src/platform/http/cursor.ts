import { DomainError } from '../errors/domain-error.js';

/** Opaque keyset cursors: the sort values of the last row. Wrong ones are refused, never guessed at. */
export const encodeCursor = (values: readonly (string | number | null)[]): string =>
  Buffer.from(JSON.stringify(values)).toString('base64url');

export function decodeCursor(
  cursor: string | undefined,
  length: number,
): readonly (string | number | null)[] | undefined {
  if (cursor === undefined) return undefined;
  try {
    const values: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    if (Array.isArray(values) && values.length === length) return values as (string | number | null)[]; // made by encodeCursor
  } catch {
    // falls through to the refusal below
  }
  throw new DomainError('request.invalid', {
    faults: [{ pointer: '/query/cursor', code: 'invalid_cursor' }],
  });
}

/** Turns limit + 1 fetched rows into a page. */
export function pageOfRows<Row, Item>(
  rows: readonly Row[],
  limit: number,
  total: number,
  toItem: (row: Row) => Item,
  cursorOf: (row: Row) => readonly (string | number | null)[],
): { items: Item[]; nextCursor: string | null; total: number } {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return {
    items: shown.map(toItem),
    nextCursor: rows.length > limit && last ? encodeCursor(cursorOf(last)) : null,
    total,
  };
}
