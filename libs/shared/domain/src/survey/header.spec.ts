import fc from 'fast-check';
import type { SheetRow } from './cells.js';
import { FIELD_TITLES, SURVEY_FIELDS } from './fields.js';
import { findHeader, normaliseTitle } from './header.js';

const row = (number: number, ...texts: readonly string[]): SheetRow => ({
  row: number,
  cells: texts.map((text) => (text === '' ? { kind: 'blank' } : { kind: 'text', text })),
});
const fieldsOf = (rows: readonly SheetRow[]) => findHeader(rows)?.columns.map(({ field }) => field);

describe('findHeader', () => {
  it('finds the form under merged titles, with the unit of the title line', () => {
    const title = '江苏省重点外资企业融资需求摸底表';
    const header = findHeader([
      row(1, title, title, title, title),
      row(2, '填报单位：示例市商务局    单位：万元（另有注明除外）'),
      row(3, '序号', '企业名称*', '统一社会信用代码*', '融资需求金额*'),
      row(4, '1', '示例甲有限公司', '91320594MAG74JX7XX', '500'),
    ]);
    expect(header).toMatchObject({ headerRow: 3, firstDataRow: 4, titleUnit: 'wan', unrecognised: [] });
    expect(header?.columns.map(({ field }) => field)).toEqual(['serial', 'name', 'uscc', 'amountFen']);
    expect(header?.missing).toEqual(['purpose', 'contactName', 'phone', 'willingToShare']);
  });

  it.each([
    ['融资需求金额（亿元）', { field: 'amountFen', unit: 'yi' }],
    ['拟融资额度(万美元)', { field: 'amountFen', unit: 'wan', currency: 'USD' }],
    ['贷款需求\n（单位：元）', { field: 'amountFen', unit: 'yuan' }],
    ['投资总额（万美元）', { field: 'totalInvestment', unit: 'wan', currency: 'USD' }],
    ['2025年营收（万元）', { field: 'revenueFen', unit: 'wan' }],
    ['上年度营业收入', { field: 'revenueFen' }],
    ['期 限（年）', { field: 'termMonths', inYears: true }],
    ['市/县（区）', { field: 'regionCode' }],
    ['海关信用等级(AEO)', { field: 'customsGrade' }],
    ['＊手机：', { field: 'phone' }],
  ])('reads the title %p', (title, expected) => {
    const header = findHeader([row(1, '企业名称', '税号', '序号', title)]);
    expect(header?.columns[3]).toMatchObject(expected);
  });

  it('remembers the year in a title', () => {
    expect(findHeader([row(1, '企业名称', '税号', '2025年营收')])?.dataYear).toBe(2025);
  });

  it('joins the two lines of a grouped header', () => {
    const header = findHeader([
      row(1, '企业名称', '信用代码', '联系人', '融资需求', '融资需求'),
      row(2, '企业名称', '信用代码', '联系人', '金额', '期限'),
      row(3, '示例甲有限公司', '91320594MAG74JX7XX', '徐敏', '500', '12'),
    ]);
    expect(header).toMatchObject({ headerRow: 2, firstDataRow: 3, unrecognised: [] });
    expect(header?.columns.map(({ field }) => field)).toEqual([
      'name',
      'uscc',
      'contactName',
      'amountFen',
      'termMonths',
    ]);
  });

  it('gives the currency beside 注册资本 to that column', () => {
    expect(fieldsOf([row(1, '企业名称', '注册资本', '币种', '融资需求金额', '币种')])).toEqual([
      'name',
      'registeredCapital',
      'registeredCapitalCurrency',
      'amountFen',
      'currency',
    ]);
  });

  it('lists what it does not know and takes what a clerk decided', () => {
    const rows = [row(1, '企业名称', '税号', '电话', '缺口规模(万元)', '备注', '电话')];
    expect(findHeader(rows)?.unrecognised).toEqual([
      { column: 3, title: '缺口规模(万元)' },
      { column: 4, title: '备注' },
      { column: 5, title: '电话' },
    ]);
    const mapped = findHeader(rows, { [normaliseTitle('缺口规模(万元)')]: 'amountFen', 备注: null });
    expect(mapped?.columns[3]).toMatchObject({ field: 'amountFen', unit: 'wan' });
    expect(mapped?.unrecognised).toEqual([{ column: 5, title: '电话' }]);
  });

  it.each([
    ['no rows', []],
    ['a letter', [row(1, '关于开展摸底的通知'), row(2, '各市商务局：')]],
    ['columns that name no enterprise', [row(1, '币种', '期限', '用途', '电话')]],
  ])('finds none in %s', (_, rows) => {
    expect(findHeader(rows)).toBeUndefined();
  });

  it('knows every column of the form by each of its titles, in any order', () => {
    // 币种 alone depends on its neighbour, see above.
    const fields = SURVEY_FIELDS.filter((field) => field !== 'currency');
    const titled = fields.map((field) =>
      fc.constantFrom(...FIELD_TITLES[field]).map((title) => ({ field, title })),
    );
    const columns = fc
      .tuple(...titled)
      .chain((all) => fc.shuffledSubarray(all, { minLength: all.length, maxLength: all.length }));
    fc.assert(
      fc.property(columns, (titles) => {
        expect(fieldsOf([row(1, ...titles.map(({ title }) => title))])).toEqual(
          titles.map(({ field }) => field),
        );
      }),
    );
  });
});
