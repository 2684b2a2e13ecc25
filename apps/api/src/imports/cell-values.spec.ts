import { cellOf, decodeText, numberKindOf, type NumberKind, type RawCell } from './cell-values.js';

const cell = (raw: Partial<RawCell>, is1904 = false) =>
  cellOf(
    { type: 'n', number: 'plain', hasFormula: false, text: undefined, ...raw },
    { strings: [{ kind: 'text', text: '示例' }], is1904 },
  );

describe('numberKindOf', () => {
  it.each<[number, string | undefined, NumberKind]>([
    [0, undefined, 'plain'],
    [14, undefined, 'date'],
    // 31 is yyyy"年"m"月"d"日" in a Chinese Excel, which writes no code for it.
    [31, undefined, 'date'],
    [10, undefined, 'percent'],
    [164, 'yyyy"年"m"月"d"日"', 'date'],
    [164, 'yyyy/m/d;@', 'date'],
    [164, '[$-804]mmm-yy', 'date'],
    [164, '[h]:mm', 'date'],
    [164, '0.00%', 'percent'],
    [164, '#,##0.00"万元/年 %"', 'plain'],
    [164, '0\\%', 'plain'],
    [164, '#,##0.00 [$USD]', 'plain'],
    [164, '_-* #,##0.00_-;[Red]-* #,##0.00_d', 'plain'],
    [164, 'General', 'plain'],
    [49, '@', 'plain'],
    // A workbook may give a number of its own another meaning.
    [14, '0.00', 'plain'],
  ])('%p %p is %p', (id, code, kind) => {
    expect(numberKindOf(id, code)).toBe(kind);
  });
});

describe('cellOf', () => {
  it.each([
    // 2026-11-22 is day 46,348: 25,569 days to 1970 and 20,779 from there.
    ['46348', false, '2026-11-22'],
    ['46348.75', false, '2026-11-22'],
    // Counted from 1904, 1,462 days fewer.
    ['44886', true, '2026-11-22'],
    ['1', false, '1900-01-01'],
    ['61', false, '1900-03-01'],
  ])('reads day %p (1904: %p) as %p', (text, is1904, date) => {
    expect(cell({ number: 'date', text }, is1904)).toEqual({ kind: 'date', date });
  });

  it('says of a day beyond all calendars that it is none', () => {
    expect(cell({ number: 'date', text: '1e300' })).toMatchObject({ kind: 'error' });
  });

  it.each<[string, Partial<RawCell>, object]>([
    ['a share', { number: 'percent', text: '0.0345' }, { kind: 'number', value: 0.0345, isPercent: true }],
    ['a shared text', { type: 's', text: '0' }, { kind: 'text', text: '示例' }],
    ['a shared text that is not there', { type: 's', text: '7' }, { kind: 'blank' }],
    [
      'an ISO date',
      { type: 'd', text: '2026-11-22T00:00:00' },
      { kind: 'text', text: '2026-11-22T00:00:00' },
    ],
    ['a boolean', { type: 'b', text: '1' }, { kind: 'boolean', value: true }],
    ['a broken formula', { type: 'e', text: '#REF!', hasFormula: true }, { kind: 'error', text: '#REF!' }],
    ['a number without end', { text: 'Infinity' }, { kind: 'text', text: 'Infinity' }],
    ['a computed number', { text: '12', hasFormula: true }, { kind: 'number', value: 12, isPercent: false }],
    ['a computed empty text', { type: 'str', text: '', hasFormula: true }, { kind: 'blank' }],
    ['a text nobody computed', { type: 'str', hasFormula: true }, { kind: 'formula' }],
    ['a number nobody computed', { text: '', hasFormula: true }, { kind: 'formula' }],
    ['an empty cell', {}, { kind: 'blank' }],
  ])('reads %s', (_, raw, expected) => {
    expect(cell(raw)).toEqual(expected);
  });
});

describe('decodeText', () => {
  it.each([
    ['第一行_x000D_\n第二行', '第一行\r\n第二行'],
    ['_x005F_x000D_', '_x000D_'],
    // PostgreSQL keeps neither NUL nor half a pair in jsonb; a row must not stop the whole workbook.
    ['甲_x0000_乙_xD83D_', '甲乙'],
    ['snake_xyz', 'snake_xyz'],
  ])('reads %p as %p', (written, text) => {
    expect(decodeText(written)).toBe(text);
  });
});
