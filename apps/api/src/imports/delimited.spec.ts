import { cellText } from '@yinqi/domain/survey';
import { DomainError } from '../platform/errors/domain-error.js';
import { readDelimited } from './delimited.js';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const cellsOf = (bytes: Uint8Array): string[][] =>
  [...readDelimited(bytes).rows()].map(({ cells }) => cells.map((cell) => cellText(cell)));

describe('delimited text', () => {
  it('keeps quoted commas, doubled quotes and line breaks inside a cell', () => {
    expect(
      cellsOf(bytesOf('\ufeff借据号,金额\r\nJJ-1,"1,000,000.00"\r\n"JJ ""2""","第一行\n第二行"\r\n')),
    ).toEqual([
      ['借据号', '金额'],
      ['JJ-1', '1,000,000.00'],
      ['JJ "2"', '第一行\n第二行'],
    ]);
  });

  it('reads what is pasted from a spreadsheet and what German settings export', () => {
    expect(cellsOf(bytesOf('借据号\t金额\nJJ-1\t1,000'))).toEqual([
      ['借据号', '金额'],
      ['JJ-1', '1,000'],
    ]);
    expect(cellsOf(bytesOf('借据号;金额\nJJ-1;1,5'))).toEqual([
      ['借据号', '金额'],
      ['JJ-1', '1,5'],
    ]);
  });

  it('reads the encoding of older bank systems', () => {
    // 借据号 in GBK.
    expect(cellsOf(Uint8Array.from([0xbd, 0xe8, 0xbe, 0xdd, 0xba, 0xc5, 0x2c, 0x31]))).toEqual([
      ['借据号', '1'],
    ]);
  });

  it('numbers rows as a spreadsheet program does, blank ones too', () => {
    expect([...readDelimited(bytesOf('a\n\nb')).rows()].map(({ row }) => row)).toEqual([1, 2, 3]);
  });

  it.each([
    ['import.empty', ' , ,\n,'],
    ['import.not_a_workbook', '\u0089PNG\r\n\u0000\u0000'],
    ['import.too_large', '1\n'.repeat(50_001)],
    ['import.too_large', 'x'.repeat(4_001)],
  ] as const)('refuses with %s', (code, text) => {
    const reading = (): unknown => [...readDelimited(bytesOf(text)).rows()];
    expect(reading).toThrow(new DomainError(code));
  });
});
