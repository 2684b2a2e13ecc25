import { readFileSync } from 'node:fs';
import { writeXlsx, type WriteSheet } from 'hucre/xlsx';
import {
  findHeader,
  isSkipped,
  markDuplicates,
  readRow,
  type ReadContext,
  type SheetRow,
  type StagedRow,
} from '@yinqi/domain/survey';
import { workbookOf } from './testing/archive.js';
import { readWorkbook } from './workbook.js';

interface ExpectedRow {
  readonly row: number;
  readonly valid: boolean;
  readonly faults: readonly string[];
  readonly warnings: readonly string[];
}

const JIANGSU: ReadContext = { province: '320000', importDate: '2026-11-22' };

const fixture = (name: string): Uint8Array => readFileSync(new URL(`fixtures/${name}`, import.meta.url));

/** The sheets with all their rows. */
async function sheetsOf(bytes: Uint8Array) {
  const sheets: { name: string; top: readonly SheetRow[]; rows: readonly SheetRow[] }[] = [];
  for await (const sheet of readWorkbook(bytes)) {
    const rows: SheetRow[] = [];
    for await (const row of sheet.rows()) rows.push(row);
    sheets.push({ name: sheet.name, top: sheet.top, rows });
  }
  return sheets;
}

async function stage(bytes: Uint8Array): Promise<readonly StagedRow[]> {
  const [sheet] = await sheetsOf(bytes);
  const header = findHeader(sheet?.top ?? []);
  if (sheet === undefined || header === undefined) throw new Error('no header found');
  const rows = sheet.rows.filter((row) => row.row >= header.firstDataRow && !isSkipped(row, header));
  return markDuplicates(rows.map((row) => readRow(row, header, JIANGSU)));
}

/** A staged row in the words of the answer key. */
function keyOf({ row, values, faults, warnings }: StagedRow, expected: ExpectedRow | undefined) {
  return {
    row,
    valid: faults.length === 0,
    faults: faults.map(({ kind }) => kind),
    // The key names the warnings that must be there; more are allowed.
    warnings: (expected?.warnings ?? []).filter((kind) => warnings.some((warning) => warning.kind === kind)),
    name: values.name,
    uscc: values.uscc,
    regionCode: values.regionCode,
    industry: values.industry,
    amountFen: values.amountFen === null ? null : String(values.amountFen),
    currency: values.currency,
    termMonths: values.termMonths,
    rateBp: values.rateBp,
    neededBy: values.neededBy,
    consent: values.willingToShare,
    purpose: values.purpose,
    collateral: values.collateral,
    employees: values.employees,
    revenueFen: values.revenueFen === null ? null : String(values.revenueFen),
  };
}

describe.each([
  { name: 'survey-sample', rows: 120, good: 102 },
  { name: 'survey-county', rows: 60, good: 54 },
])('$name.xlsx', ({ name, rows, good }) => {
  const key = JSON.parse(
    readFileSync(new URL(`fixtures/${name}.expected.json`, import.meta.url), 'utf8'),
  ) as ExpectedRow[];

  it(`gives its answer key: ${String(good)} good rows of ${String(rows)}`, async () => {
    const staged = await stage(fixture(`${name}.xlsx`));
    expect(staged).toHaveLength(rows);
    expect(staged.filter(({ faults }) => faults.length === 0)).toHaveLength(good);
    expect(staged.map((row, index) => keyOf(row, key[index]))).toEqual(key);
  });
});

describe('readWorkbook', () => {
  const rowsOf = async (...sheets: readonly WriteSheet[]) =>
    sheetsOf(await writeXlsx({ sheets: [...sheets] }));

  it('types every cell', async () => {
    const [sheet] = await rowsOf({
      name: '需求',
      rows: [['文字', 3.5, 0.0345, new Date('2027-03-04T00:00:00Z'), true, null, '']],
      cells: new Map([['0,2', { value: 0.0345, type: 'number', style: { numFmt: '0.00%' } }]]),
    });
    expect(sheet).toMatchObject({
      name: '需求',
      rows: [
        {
          row: 1,
          cells: [
            { kind: 'text', text: '文字' },
            { kind: 'number', value: 3.5, isPercent: false },
            { kind: 'number', value: 0.0345, isPercent: true },
            { kind: 'date', date: '2027-03-04' },
            { kind: 'boolean', value: true },
            { kind: 'blank' },
            { kind: 'blank' },
          ],
        },
      ],
    });
  });

  it('reads rich text as its words', async () => {
    const richText = [{ text: '企业' }, { text: '名称', font: { bold: true } }];
    const [sheet] = await rowsOf({
      name: 's',
      rows: [['']],
      cells: new Map([['0,0', { value: '企业名称', type: 'richText', richText }]]),
    });
    expect(sheet?.rows[0]?.cells[0]).toEqual({ kind: 'text', text: '企业名称' });
  });

  it('takes a formula by its stored result and says if there is none', async () => {
    const [sheet] = await rowsOf({
      name: 's',
      rows: [[1, null]],
      cells: new Map([
        ['0,0', { value: 1200, type: 'formula', formula: 'SUM(A2:A9)', formulaResult: 1200 }],
        ['0,1', { value: null, type: 'formula', formula: 'SUM(B2:B9)' }],
      ]),
    });
    expect(sheet?.rows[0]?.cells).toEqual([
      { kind: 'number', value: 1200, isPercent: false },
      { kind: 'formula' },
    ]);
  });

  it('shows a merged value in every cell of its range', async () => {
    const [sheet] = await rowsOf({
      name: 's',
      rows: [
        ['示例甲', 100],
        [null, 200],
      ],
      merges: [{ startRow: 0, startCol: 0, endRow: 1, endCol: 0 }],
    });
    expect(sheet?.rows[1]?.cells[0]).toEqual({ kind: 'text', text: '示例甲' });
  });

  it('leaves hidden sheets and empty ends out', async () => {
    const sheets = await rowsOf(
      { name: '字典', rows: [['是']], hidden: true },
      { name: '需求', rows: [['企业名称'], [null], [null]] },
    );
    expect(sheets.map(({ name, rows }) => [name, rows.length])).toEqual([['需求', 1]]);
  });

  it('refuses a workbook without a cell', async () => {
    const bytes = await writeXlsx({ sheets: [{ name: 's', rows: [] }] });
    await expect(sheetsOf(bytes)).rejects.toMatchObject({ code: 'import.empty' });
  });

  it('fills rows that a merged name reaches though the sheet leaves them out, and no row below its last', async () => {
    const name = '<row r="1"><c r="A1" t="str"><v>示例甲</v></c><c r="B1"><v>100</v></c></row>';
    const last = '<row r="4"><c r="B4"><v>200</v></c></row>';
    const merged = '<mergeCells><mergeCell ref="A1:A9"/></mergeCells>';
    const [sheet] = await sheetsOf(
      workbookOf({ sheets: [`<sheetData>${name}${last}</sheetData>${merged}`] }),
    );
    expect(sheet?.rows.map(({ row, cells }) => [row, cells.map(({ kind }) => kind)])).toEqual([
      [1, ['text', 'number']],
      [2, ['text']],
      [3, ['text']],
      [4, ['text', 'number']],
    ]);
    expect(sheet?.top).toEqual(sheet?.rows);
  });

  it('knows before the second passage how many needs there are, totals and notes aside', async () => {
    const words = ['企业名称', '示例甲', '', '示例乙', '合计', '注：单位万元'];
    const rows = words.map((word) => `<row><c t="str"><v>${word}</v></c></row>`).join('');
    const { value: sheet } = await readWorkbook(
      workbookOf({ sheets: [`<sheetData>${rows}</sheetData>`] }),
    ).next();
    expect([sheet?.needsFrom(1), sheet?.needsFrom(2)]).toEqual([3, 2]);
  });

  it.each([
    ['a row beyond the 50,000th', '<row r="50001"><c r="A50001"><v>1</v></c></row>', 'import.too_large'],
    ['no end', '<row r="1"><c r="A1"><v>1</v></c>', 'import.not_a_workbook'],
  ])('refuses a sheet with %s', async (_, rows, code) => {
    await expect(sheetsOf(workbookOf({ sheets: [`<sheetData>${rows}</sheetData>`] }))).rejects.toMatchObject({
      code,
    });
  });

  it('does not count rows that are only formatted', async () => {
    const rows = '<row r="1"><c r="A1"><v>1</v></c></row><row r="900000"><c r="A900000" s="1"/></row>';
    const sheets = await sheetsOf(workbookOf({ sheets: [`<sheetData>${rows}</sheetData>`] }));
    expect(sheets[0]?.top).toHaveLength(40);
  });
});
