import { decodeCursor, encodeCursor, pageOfRows } from './cursor.js';

const ID = '0d9a4b1c-2f6e-4c58-9a3d-1f2e3d4c5b6a';

describe('keyset pages', () => {
  it('hands back the sort values of the last row', () => {
    const values = ['苏州', 7, ID, '2026-11-22T01:12:00.000Z'];
    expect(decodeCursor(encodeCursor(values), ['text', 'integer', 'id', 'instant'])).toEqual(values);
    // As PostgreSQL writes an instant and its end of time.
    for (const text of ['2026-11-22 01:12:00.123456+00', 'infinity', '-infinity']) {
      expect(decodeCursor(encodeCursor([text]), ['instant'])).toEqual([text]);
    }
  });

  it('starts at the beginning without a cursor', () => {
    expect(decodeCursor(undefined, ['id'])).toBeUndefined();
  });

  it.each([
    ['not base64 json', '%%%'],
    ['no list', Buffer.from('{}').toString('base64url')],
    ['another length', encodeCursor([ID, ID])],
    ['no id', encodeCursor(['1 or 1=1'])],
    ['a null', encodeCursor([null])],
  ])('refuses %s', (_, cursor) => {
    expect(() => decodeCursor(cursor, ['id'])).toThrow('request.invalid');
  });

  it('refuses instants that are none, and text that PostgreSQL cannot hold', () => {
    expect(() => decodeCursor(encodeCursor(['2026-13-45T00:00:00Z']), ['instant'])).toThrow(
      'request.invalid',
    );
    expect(() => decodeCursor(encodeCursor(['a\0b']), ['text'])).toThrow('request.invalid');
  });

  it('shows limit rows and points on only when one more was found', () => {
    const page = (rows: number[]) => pageOfRows(rows, 2, 9, String, (row) => [row]);
    expect(page([1, 2, 3])).toEqual({ items: ['1', '2'], nextCursor: encodeCursor([2]), total: 9 });
    expect(page([1, 2]).nextCursor).toBeNull();
  });
});
