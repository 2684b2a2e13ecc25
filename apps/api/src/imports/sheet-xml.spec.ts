import type { SheetRow } from '@yinqi/domain/survey';
import fc from 'fast-check';
import { readSheet, type SheetContext } from './sheet-xml.js';

const CONTEXT: SheetContext = {
  strings: [
    { kind: 'text', text: '企业名称' },
    { kind: 'text', text: '示例甲' },
  ],
  styles: ['plain', 'date', 'percent'],
  is1904: false,
};

async function* piecesOf(xml: string, size: number): AsyncGenerator<Uint8Array> {
  const bytes = Buffer.from(xml);
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

async function read(xml: string, size = 1000) {
  const rows: SheetRow[] = [];
  const reading = readSheet(piecesOf(xml, size), CONTEXT);
  for (;;) {
    const { done, value } = await reading.next();
    if (done === true) return { rows, merges: value };
    rows.push(value);
  }
}

const sheet = (rows: string, rest = ''): string =>
  `<worksheet><sheetData>${rows}</sheetData>${rest}</worksheet>`;
const text = (words: string) => ({ kind: 'text', text: words });

const WHOLE = sheet(
  `<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="inlineStr"><is><t>用途</t></is></c></row>
   <row r="4"><c r="A4" t="s"><v>1</v></c><c r="B4" s="1"><v>46348</v></c><c r="C4" s="2"><v>0.0345</v></c></row>`,
  '<mergeCells><mergeCell ref="A1:B1"/><mergeCell ref="A4:A6"/></mergeCells>',
);

describe('readSheet', () => {
  it('gives rows with their cells in place and the merged ranges at the end', async () => {
    expect(await read(WHOLE)).toEqual({
      rows: [
        { row: 1, cells: [text('企业名称'), { kind: 'blank' }, text('用途')] },
        {
          row: 4,
          cells: [
            text('示例甲'),
            { kind: 'date', date: '2026-11-22' },
            { kind: 'number', value: 0.0345, isPercent: true },
          ],
        },
      ],
      merges: [
        { startRow: 0, startColumn: 0, endRow: 0, endColumn: 1 },
        { startRow: 3, startColumn: 0, endRow: 5, endColumn: 0 },
      ],
    });
  });

  it('reads the same wherever the bytes are cut', async () => {
    const whole = await read(WHOLE);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 200 }), async (size) => {
        expect(await read(WHOLE, size)).toEqual(whole);
      }),
    );
  });

  it('counts rows and cells that do not say where they stand', async () => {
    const { rows } = await read(
      sheet('<row><c><v>1</v></c><c/><c><v>3</v></c></row><row><c><v>4</v></c></row>'),
    );
    expect(rows.map(({ row, cells }) => [row, cells.map(({ kind }) => kind)])).toEqual([
      [1, ['number', 'blank', 'number']],
      [2, ['number']],
    ]);
  });

  it('does not mind a prefix, comments and runs of rich text, and leaves readings of signs out', async () => {
    const inline =
      '<x:is><x:r><x:rPr><x:b/></x:rPr><x:t>示例</x:t></x:r><x:r><x:t><![CDATA[甲&乙]]></x:t></x:r>' +
      '<x:rPh sb="0" eb="1"><x:t>ジレイ</x:t></x:rPh></x:is>';
    const { rows } = await read(
      `<x:worksheet><x:sheetData><!-- 摸底 --><x:row r="2"><x:c r="A2" t="inlineStr">${inline}</x:c></x:row></x:sheetData></x:worksheet>`,
    );
    expect(rows).toEqual([{ row: 2, cells: [text('示例甲&乙')] }]);
  });

  it('takes no formula for a value', async () => {
    const { rows } = await read(
      sheet('<row r="1"><c r="A1"><f>SUM(B1:C1)</f><v>1200</v></c><c r="B1"><f>NOW()</f></c></row>'),
    );
    expect(rows[0]?.cells).toEqual([{ kind: 'number', value: 1200, isPercent: false }, { kind: 'formula' }]);
  });

  it('leaves columns beyond the 256th out', async () => {
    const { rows } = await read(
      sheet('<row r="1"><c r="IV1"><v>1</v></c><c r="IW1"><v>2</v></c><c r="XFD1"><v>3</v></c></row>'),
    );
    expect(rows[0]?.cells).toHaveLength(256);
  });

  it.each([
    ['a row that comes twice', sheet('<row r="2"/><row r="2"/>')],
    ['rows that go back', sheet('<row r="2"/><row r="1"/>')],
    ['a row beyond the last', sheet('<row r="1048577"/>')],
    ['a row without a number', sheet('<row r="eins"/>')],
    ['an element left open', '<worksheet><sheetData><row r="1">'],
    ['an entity of its own', '<!DOCTYPE w [<!ENTITY a "aaaa">]><w><row r="1"><c><v>&a;</v></c></row></w>'],
  ])('refuses %s', async (_, xml) => {
    await expect(read(xml)).rejects.toThrow();
  });
});
