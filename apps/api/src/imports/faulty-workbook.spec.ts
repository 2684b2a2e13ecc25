import { findHeader, readRow, type SheetCell, type SheetRow } from '@yinqi/domain/survey';
import { readXlsx } from 'hucre/xlsx';
import { writeFaultyRows } from './faulty-workbook.js';
import { readWorkbook } from './workbook.js';

const text = (value: string): SheetCell => ({ kind: 'text', text: value });
const number = (value: number, isPercent = false): SheetCell => ({ kind: 'number', value, isPercent });

const heading: readonly SheetRow[] = [
  { row: 1, cells: [text('示例市摸底表'), text('示例市摸底表'), text('示例市摸底表')] },
  { row: 2, cells: [text('单位：元')] },
  {
    row: 3,
    cells: ['企业名称', '信用代码', '贷款需求', '联系电话', '需要时间', '利率期望', '困难和诉求'].map(text),
  },
];
const cells: readonly SheetCell[] = [
  text('示例甲有限公司'),
  number(911_100_001_000_055),
  text('面议'),
  number(13_824_905_807),
  { kind: 'date', date: '2027-03-04' },
  number(0.0345, true),
  text('=HYPERLINK("http://127.0.0.1/x","点我")'),
];

const bytes = () =>
  writeFaultyRows({
    sheetName: '摸底/表',
    heading,
    rows: [{ row: 17, cells, faultyColumns: [1, 2], explanation: '金额不是数字，请填写具体金额' }],
    textColumns: [1, 3],
  });

describe('writeFaultyRows', () => {
  it('is read again as the same sheet, with the row it came from', async () => {
    const { value: sheet } = await readWorkbook(await bytes()).next();
    const header = findHeader(sheet?.top ?? []);
    if (sheet === undefined || header === undefined) throw new Error('no header found');
    expect(sheet.name).toBe('摸底 表');
    expect(header).toMatchObject({ headerRow: 3, titleUnit: 'yuan', unrecognised: [] });
    const [line] = sheet.top.slice(3);
    if (line === undefined) throw new Error('no row written');
    const { values } = readRow(line, header, { province: '320000', importDate: '2026-11-22' });
    expect(values).toMatchObject({
      name: '示例甲有限公司',
      originalRow: 17,
      phone: '13824905807',
      neededBy: '2027-03-04',
      rateBp: 345,
      difficulties: '=HYPERLINK("http://127.0.0.1/x","点我")',
    });
  });

  it('keeps formulas and long digits as text and marks what is wrong', async () => {
    const { sheets } = await readXlsx(await bytes(), { readStyles: true });
    const at = (column: number) => sheets[0]?.cells?.get(`3,${String(column)}`);
    expect(sheets[0]?.rows[3]?.[6]).toBe('=HYPERLINK("http://127.0.0.1/x","点我")');
    expect(at(6)).toMatchObject({ type: 'string', style: { numFmt: '@' } });
    expect(at(6)?.formula).toBeUndefined();
    expect(at(1)).toMatchObject({ value: '911100001000055', style: { numFmt: '@' } });
    expect(at(2)?.style?.fill).toMatchObject({ pattern: 'solid' });
    expect(at(0)?.style?.fill).toBeUndefined();
    expect(sheets[0]?.rows[3]?.[7]).toBe('金额不是数字，请填写具体金额');
  });

  it.each(['=1+1', '+1', '-1', '@SUM(1)', '\t=1'])('writes %p as text', async (dangerous) => {
    const written = await writeFaultyRows({
      sheetName: 's',
      heading: [{ row: 1, cells: [text('企业名称')] }],
      rows: [{ row: 2, cells: [text(dangerous)], faultyColumns: [], explanation: dangerous }],
      textColumns: [],
    });
    const { sheets } = await readXlsx(written, { readStyles: true });
    expect(sheets[0]?.cells?.get('1,0')).toMatchObject({ type: 'string', value: dangerous });
    expect(sheets[0]?.cells?.get('1,1')).toMatchObject({ type: 'string', value: dangerous });
  });
});
