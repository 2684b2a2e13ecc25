import { decodeCursor, encodeCursor, pageOfRows } from './cursor.js';

describe('keyset pages', () => {
  it('hands back the sort values of the last row', () => {
    expect(decodeCursor(encodeCursor(['2026-11-22', 7, null]), 3)).toEqual(['2026-11-22', 7, null]);
  });

  it('starts at the beginning without a cursor', () => {
    expect(decodeCursor(undefined, 2)).toBeUndefined();
  });

  it.each([
    ['not base64 json', '%%%'],
    ['another list', encodeCursor([1])],
  ])('refuses %s', (_, cursor) => {
    expect(() => decodeCursor(cursor, 2)).toThrow('request.invalid');
  });

  it('shows limit rows and points on only when one more was found', () => {
    const page = (rows: number[]) => pageOfRows(rows, 2, 9, String, (row) => [row]);
    expect(page([1, 2, 3])).toEqual({ items: ['1', '2'], nextCursor: encodeCursor([2]), total: 9 });
    expect(page([1, 2]).nextCursor).toBeNull();
  });
});
