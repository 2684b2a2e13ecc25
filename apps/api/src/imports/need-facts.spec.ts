import { findHeader, readRow, type SheetCell, type SurveyNeed } from '@yinqi/domain/survey';
import { figuresOf, periodOf } from './need-facts.js';

const IMPORT_DATE = '2026-11-22';

/** A need as read from one row under these titles. */
function needOf(cells: Readonly<Record<string, string>>): SurveyNeed {
  const all = { 企业名称: '示例精密机械有限公司', 统一社会信用代码: '', 融资需求金额: '300', ...cells };
  const textRow = (row: number, texts: readonly string[]) => ({
    row,
    cells: texts.map((text): SheetCell => (text === '' ? { kind: 'blank' } : { kind: 'text', text })),
  });
  const header = findHeader([textRow(1, Object.keys(all))]);
  if (header === undefined) throw new Error('the titles are those of the form');
  const context = { province: '320000', importDate: IMPORT_DATE };
  return readRow(textRow(2, Object.values(all)), header, context).values;
}

it('keeps what the row says of the enterprise, amounts in fen, and nothing it leaves open', () => {
  const figures = figuresOf(
    needOf({
      企业类型: '有限责任公司（外国法人独资）',
      从业人数: '86',
      上年营业收入: '1,234.5',
      注册资本: '500万美元',
    }),
  );
  expect(figures).toEqual({
    investmentKind: 'foreign',
    registrationType: '有限责任公司（外国法人独资）',
    staff: 86,
    // 1,234.5 万元 = 12,345,000 元 = 1,234,500,000 分
    revenue: { fen: '1234500000', currency: 'CNY' },
    // 500 万美元 = 5,000,000 美元 = 500,000,000 美分
    registeredCapital: { fen: '500000000', currency: 'USD' },
  });
});

it('computes the debt ratio from both figures, and only where they allow it', () => {
  // 6,000 ÷ 8,000 = 75 % = 7,500 basis points
  expect(figuresOf(needOf({ 资产总额: '8000', 负债总额: '6000' })).debtRatioBp).toBe(7500);
  expect(figuresOf(needOf({ 资产总额: '8000' })).debtRatioBp).toBeUndefined();
  expect(figuresOf(needOf({ 资产总额: '0', 负债总额: '6000' })).debtRatioBp).toBeUndefined();
});

it('takes trade of any size for foreign trade, and a blank cell for nothing', () => {
  expect(figuresOf(needOf({ 上年出口额: '12' })).foreignTrade).toBe(true);
  expect(figuresOf(needOf({ 上年出口额: '0' })).foreignTrade).toBeUndefined();
  expect(figuresOf(needOf({})).foreignTrade).toBeUndefined();
});

it.each([
  { cells: { 数据年度: '2024', 填报日期: '2026-08-01' }, period: '2024' },
  { cells: { 填报日期: '2025-03-01' }, period: '2024' },
  { cells: {}, period: '2025' },
  // A year after the sheet was filled in is a slip.
  { cells: { 数据年度: '2031', 填报日期: '2026-08-01' }, period: '2025' },
])('files figures of $cells under $period', ({ cells, period }) => {
  expect(periodOf(needOf(cells), IMPORT_DATE)).toBe(period);
});
