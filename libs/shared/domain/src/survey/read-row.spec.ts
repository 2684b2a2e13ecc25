import fc from 'fast-check';
import { makeUscc } from '../codes/index.js';
import type { SheetCell } from './cells.js';
import { findHeader, type HeaderMatch } from './header.js';
import { applyEdit, isSkipped, readRow, type StagedRow } from './read-row.js';

const JIANGSU = { province: '320000', importDate: '2026-11-22' };
const USCC = makeUscc('91320583', 'MA1ABCDE');

const text = (value: string): SheetCell => ({ kind: 'text', text: value });
const number = (value: number, isPercent = false): SheetCell => ({ kind: 'number', value, isPercent });

const GOOD: Readonly<Record<string, SheetCell>> = {
  企业名称: text('示例甲（昆山）有限公司'),
  统一社会信用代码: text(USCC),
  融资需求金额: number(500),
  用途: text('流动资金'),
  联系人: text('徐敏'),
  电话: text('13824905807'),
  填报日期: { kind: 'date', date: '2026-10-28' },
  授权共享: text('是'),
};

function headerOf(titles: readonly string[], titleLine = ''): HeaderMatch {
  const header = findHeader([
    { row: 1, cells: [text(titleLine)] },
    { row: 2, cells: titles.map(text) },
  ]);
  if (header === undefined) throw new Error('no header found');
  return header;
}

/** A good row with some cells replaced or added, read under a header of just these columns. */
function read(changes: Readonly<Record<string, SheetCell>> = {}, titleLine = '', row = 3): StagedRow {
  const cells = { ...GOOD, ...changes };
  return readRow({ row, cells: Object.values(cells) }, headerOf(Object.keys(cells), titleLine), JIANGSU);
}

const faultsOf = (changes: Readonly<Record<string, SheetCell>>) =>
  read(changes).faults.map(({ kind, code }) => `${kind}:${code}`);

describe('readRow', () => {
  it('reads a good row without a fault', () => {
    expect(read()).toMatchObject({
      row: 3,
      faults: [],
      warnings: [],
      values: {
        uscc: USCC,
        amountFen: 500_000_000n,
        currency: 'CNY',
        willingToShare: true,
        filledOn: '2026-10-28',
      },
    });
  });

  it.each([
    ['企业名称', text(' '), 'name:blank'],
    ['企业名称', text('长'.repeat(201)), 'name:too-long'],
    ['统一社会信用代码', text(''), 'uscc:blank'],
    ['统一社会信用代码', text(USCC.slice(1)), 'uscc:length'],
    ['统一社会信用代码', text(`${USCC.slice(0, 17)}$`), 'uscc:character'],
    ['统一社会信用代码', number(911_100_001_000_054_700), 'uscc:number-cell'],
    ['融资需求金额', { kind: 'blank' }, 'amount:blank'],
    ['融资需求金额', text('面议'), 'amount:not-a-number'],
    ['融资需求金额', number(0), 'amount:not-positive'],
    ['融资需求金额', number(-500), 'amount:not-positive'],
    ['融资需求金额', text('9999999亿'), 'amount:too-large'],
    ['融资需求金额', { kind: 'formula' }, 'amount:formula-without-value'],
    ['融资需求金额', { kind: 'error', text: '#REF!' }, 'amount:error-cell'],
    ['电话', { kind: 'blank' }, 'phone:blank'],
    ['电话', text('12345'), 'phone:not-a-phone'],
    ['币种', text('越南盾'), 'amount:currency-unknown'],
    ['期望到位时间', text('尽快'), 'neededBy:unreadable'],
    ['期望到位时间', text('2027年2月30日'), 'neededBy:no-such-day'],
    ['期望到位时间', text('2026-10-27'), 'neededBy:before-filing'],
    ['期望到位时间', text('2036-10-29'), 'neededBy:too-late'],
    ['期望到位时间', text('5000年1月1日'), 'neededBy:too-late'],
    ['用途', { kind: 'formula' }, 'formula:formula-without-value'],
  ] as const)('%s %j is the fault %s', (title, cell, fault) => {
    expect(faultsOf({ [title]: cell })).toEqual([fault]);
  });

  it('lists all faults of a row in one order', () => {
    const wrong = {
      期望到位时间: text('尽快'),
      电话: text('1'),
      企业名称: text(''),
      融资需求金额: text('面议'),
    };
    expect(read(wrong).faults.map(({ kind }) => kind)).toEqual(['name', 'amount', 'phone', 'neededBy']);
    expect(read(wrong).values).toMatchObject({ name: null, amountFen: null, neededBy: null, uscc: USCC });
  });

  it('accepts the first and the last day that may be asked for', () => {
    expect(read({ 期望到位时间: text('2026-10-28') }).faults).toEqual([]);
    expect(read({ 期望到位时间: text('2036-10-28') }).faults).toEqual([]);
  });

  it('measures against the day of import where 填报日期 is missing', () => {
    expect(faultsOf({ 填报日期: text(''), 期望到位时间: text('2026-11-21') })).toEqual([
      'neededBy:before-filing',
    ]);
  });

  it('offers repairs and applies none', () => {
    expect(read({ 融资需求金额: text('约3000万') }).faults[0]).toMatchObject({
      found: '约3000万',
      repair: '3000万',
    });
    expect(read({ 期望到位时间: text('2027年3月') }).faults[0]).toMatchObject({ repair: '2027-03-31' });
    const letter = USCC.replace('0', 'O');
    expect(read({ 统一社会信用代码: text(letter) })).toMatchObject({
      values: { uscc: letter },
      faults: [{ repair: USCC }],
    });
  });

  it('takes the unit of the cell before the header before the title before 万', () => {
    const amount = (title: string, cell: SheetCell, titleLine = ''): bigint | null => {
      const { 融资需求金额: _, ...others } = GOOD;
      const cells = { ...others, [title]: cell };
      const header = headerOf(Object.keys(cells), titleLine);
      return readRow({ row: 3, cells: Object.values(cells) }, header, JIANGSU).values.amountFen;
    };
    expect(amount('贷款需求', number(5))).toBe(5_000_000n);
    expect(amount('贷款需求', number(5), '单位：元')).toBe(500n);
    expect(amount('贷款需求（亿元）', number(5), '单位：元')).toBe(50_000_000_000n);
    expect(amount('贷款需求（亿元）', text('5万'), '单位：元')).toBe(5_000_000n);
  });

  it('takes the currency of the row, and refuses two of them', () => {
    expect(read({ 币种: text('美元') }).values).toMatchObject({ currency: 'USD', amountFen: 500_000_000n });
    expect(read({ 融资需求金额: text('500万美元') }).values.currency).toBe('USD');
    expect(read({ 币种: text('日元') }).values.amountFen).toBe(5_000_000n);
    expect(faultsOf({ 融资需求金额: text('500万美元'), 币种: text('人民币') })).toEqual([
      'amount:currency-conflict',
    ]);
  });

  it.each([
    ['期限(月)', number(12), { termMonths: 12 }],
    ['期限', text('18个月'), { termMonths: 18 }],
    ['期限', text('1年半'), { termMonths: 18 }],
    ['期限', text('两年'), { termMonths: 24 }],
    ['期限', text('2年6个月'), { termMonths: 30 }],
    ['期限（年）', number(3), { termMonths: 36 }],
    ['期望利率(%)', number(4.35), { rateBp: 435 }],
    ['期望利率(%)', number(0.0435, true), { rateBp: 435 }],
    ['期望利率(%)', text('不超过4.35%'), { rateBp: 435 }],
    ['外资占比(%)', number(75), { foreignShareBp: 7500 }],
    ['市/县（区）', text('苏州市/昆山市'), { regionCode: '320583' }],
    ['市/县（区）', text('通州区'), { regionCode: '320612' }],
    ['国民经济行业', text('C3443 阀门和旋塞制造'), { industry: 'C3443' }],
    ['担保方式', text('土地抵押，备用信用证 土地抵押'), { collateral: ['土地抵押', '备用信用证'] }],
    ['担保方式', text('无'), { collateral: [] }],
    ['从业人数', text('1,106人'), { employees: 1106 }],
    ['上年净利润', number(-748), { netProfitFen: -748_000_000n }],
    ['投资总额', number(3000), { totalInvestment: { fen: 300_000_000_0n, currency: 'USD' } }],
    ['注册资本', text('500万欧元'), { registeredCapital: { fen: 500_000_000n, currency: 'EUR' } }],
    ['近24个月最长逾期', text('无'), { longestOverdueDays: 0 }],
    ['企业划型', text('中型'), { sizeClass: 'medium' }],
    ['纳税信用等级', text('M'), { taxGrade: 'M' }],
    ['海关信用等级(AEO)', text('高级认证'), { customsGrade: 'aeo_advanced' }],
    ['控股情况', text('港澳台商控股'), { holdingType: 'hmt' }],
    ['是否首贷', { kind: 'boolean', value: true }, { firstLoan: true }],
    ['成立日期', text('2010年8月19日'), { establishedOn: '2010-08-19' }],
  ] as const)('%s %j reads as %j', (title, cell, values) => {
    expect(read({ [title]: cell })).toMatchObject({ faults: [], values });
  });

  it('writes names with full-width brackets and without stray blanks', () => {
    expect(read({ 企业名称: text('示例甲 (昆山) 有限公司') }).values.name).toBe('示例甲（昆山）有限公司');
  });

  it.each([
    ['市/县（区）', text('苏州工业园区'), 'region:inexact'],
    ['市/县（区）', text('某地'), 'region:unreadable'],
    ['国民经济行业', text('不详'), 'industry:unreadable'],
    ['从业人数', text('若干'), 'unreadable:unreadable'],
    ['期限', text('1-3年'), 'unreadable:unreadable'],
    ['上年营业收入', { kind: 'formula' }, 'formula:formula-without-value'],
    ['上年营业收入', text('100万美元'), 'unreadable:currency-unknown'],
    ['授权共享', text(''), 'missing:blank'],
  ] as const)('%s %j only warns: %s', (title, cell, warning) => {
    const staged = read({ [title]: cell });
    expect(staged.faults).toEqual([]);
    expect(staged.warnings.map(({ kind, code }) => `${kind}:${code}`)).toEqual([warning]);
  });

  it('only warns of a division that no longer exists', () => {
    const staged = read({ 统一社会信用代码: text(makeUscc('91110103', 'MA1ABCDE')) });
    expect(staged).toMatchObject({
      faults: [],
      warnings: [{ kind: 'usccRegion', params: { division: '110103' } }],
    });
  });

  it('never throws and never loses a row, whatever its cells hold', () => {
    const cell: fc.Arbitrary<SheetCell> = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 40 }).map(text),
      fc.tuple(fc.double(), fc.boolean()).map(([value, isPercent]) => number(value, isPercent)),
      fc.constantFrom<SheetCell>({ kind: 'blank' }, { kind: 'formula' }, { kind: 'error', text: '#N/A' }),
      fc.boolean().map((value): SheetCell => ({ kind: 'boolean', value })),
    );
    const titles = [
      ...Object.keys(GOOD),
      '市/县',
      '行业',
      '期限',
      '期望利率',
      '期望到位时间',
      '成立日期',
      '币种',
      '注册资本',
    ];
    const header = headerOf(titles);
    fc.assert(
      fc.property(fc.array(cell, { minLength: titles.length, maxLength: titles.length }), (cells) => {
        const staged = readRow({ row: 9, cells }, header, JIANGSU);
        expect(staged.row).toBe(9);
        expect(staged.faults.every(({ found }) => typeof found === 'string')).toBe(true);
        const positive = staged.values.amountFen === null || staged.values.amountFen > 0n;
        expect(positive).toBe(true);
      }),
    );
  });
});

describe('applyEdit', () => {
  it('reads the whole row again after one cell was retyped', () => {
    const header = headerOf(Object.keys(GOOD), '单位：元');
    const bad = readRow(
      { row: 3, cells: Object.values({ ...GOOD, 融资需求金额: text('面议') }) },
      header,
      JIANGSU,
    );
    const good = applyEdit(bad, { field: 'amountFen', text: '5,000,000' }, header, JIANGSU);
    expect(good).toMatchObject({ row: 3, faults: [], values: { amountFen: 500_000_000n } });
    const emptied = applyEdit(good, { field: 'phone', text: ' ' }, header, JIANGSU);
    expect(emptied.faults).toMatchObject([{ kind: 'phone', code: 'blank' }]);
  });

  it('gives what reading the edited sheet gives', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 20 }), (typed) => {
        const header = headerOf(Object.keys(GOOD));
        const edited = applyEdit(read(), { field: 'amountFen', text: typed }, header, JIANGSU);
        expect(edited.values).toEqual(read({ 融资需求金额: text(typed) }).values);
      }),
    );
  });
});

describe('isSkipped', () => {
  const header = headerOf(Object.keys(GOOD));
  const skipped = (...cells: readonly SheetCell[]): boolean => isSkipped({ row: 9, cells }, header);

  it.each(['合计', '合 计', '总计：', '小计', '注：本表为示例数据'])(
    'skips a row that begins with %s',
    (word) => {
      expect(skipped({ kind: 'blank' }, text(word), number(5))).toBe(true);
    },
  );

  it('skips blank rows and repeated headers', () => {
    expect(skipped({ kind: 'blank' }, text('  '))).toBe(true);
    expect(skipped()).toBe(true);
    expect(skipped(text('企业名称*'), text('统一社会信用代码'))).toBe(true);
  });

  it('keeps rows with anything else', () => {
    expect(skipped({ kind: 'blank' }, text(USCC))).toBe(false);
  });
});
