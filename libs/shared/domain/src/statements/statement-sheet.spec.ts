import { makeUscc } from '../codes/index.js';
import type { SheetCell, SheetRow } from '../survey/index.js';
import {
  bankKey,
  findStatementHeader,
  isStatementLine,
  readStatementLine,
  referenceKey,
} from './statement-sheet.js';

const USCC = makeUscc('91320594', 'MAG74JX7');
const PERIOD = { fromOn: '2026-11-01', toOn: '2026-11-30' };
const text = (words: string): SheetCell => (words === '' ? { kind: 'blank' } : { kind: 'text', text: words });
const row = (number: number, ...cells: readonly (string | SheetCell)[]): SheetRow => ({
  row: number,
  cells: cells.map((cell) => (typeof cell === 'string' ? text(cell) : cell)),
});
const ZH = [
  '放款日期',
  '金额（万元）',
  '借据号',
  '合同编号',
  '统一社会信用代码',
  '借款人',
  '金融机构名称',
  '币种',
];
const EN = ['Date', 'Amount', 'Loan number', 'Contract number', 'USCC', 'Borrower', 'Bank', 'Currency'];
const GOOD = [
  '20261110',
  '3,200',
  'jj－1',
  'HT 1',
  USCC,
  '示例甲有限公司',
  '示例 银行股份有限公司',
  '人民币',
];

const found = findStatementHeader([row(1, '11 月对账单'), row(3, ...ZH)]);
if (found === undefined) throw new Error('the header of the form is known');
const header = found;
const read = (changes: Readonly<Record<number, string>> = {}) =>
  readStatementLine(row(4, ...GOOD.map((cell, column) => changes[column] ?? cell)), header, PERIOD);

describe('a statement', () => {
  it('is found by its titles in Chinese and in English', () => {
    expect(header.headerRow).toBe(3);
    const english = findStatementHeader([row(1, ...EN)]);
    expect(english?.columns.map(({ field }) => field)).toEqual(header.columns.map(({ field }) => field));
    expect(findStatementHeader([row(1, 'Date', 'Amount', 'Remark')])).toBeUndefined();
    expect(findStatementHeader([row(1, '银行', '金额')])).toBeUndefined();
  });

  it('is read line by line, names and numbers without what is written in many ways', () => {
    expect(read()).toEqual({
      ok: true,
      line: {
        row: 4,
        on: '2026-11-10',
        // 3,200 万元 = 32,000,000.00 yuan.
        amountFen: 3_200_000_000n,
        number: 'JJ-1',
        contractNumber: 'HT1',
        uscc: USCC,
        borrower: '示例甲有限公司',
        bank: '示例银行',
      },
    });
    expect(read({ 1: '-3200' })).toMatchObject({ ok: true, line: { amountFen: -3_200_000_000n } });
    expect([referenceKey(' pj 07'), bankKey('示例农村商业银行有限责任公司')]).toEqual([
      'PJ07',
      '示例农村商业银行',
    ]);
  });

  it.each([
    [0, '', 'on', 'blank'],
    [0, '2026-11-31', 'on', 'unreadable'],
    [0, '2026-12-01', 'on', 'outside_period'],
    [1, '', 'amountFen', 'blank'],
    [1, '约三千', 'amountFen', 'unreadable'],
    [1, '0', 'amountFen', 'zero'],
    [2, 'J'.repeat(61), 'number', 'too_long'],
    [4, '91320594MAG74JX7XX', 'uscc', 'wrong_code'],
    [7, '美元', 'currency', 'other_currency'],
  ] as const)('says what is wrong in column %i with %p', (column, words, field, code) => {
    expect(read({ [column]: words })).toEqual({ ok: false, faults: [{ field, code, found: words }] });
  });

  it('ends before its sum and its signatures', () => {
    expect(isStatementLine(row(9, '合计', '3,200'), header)).toBe(false);
    expect(isStatementLine(row(9, '2026-11-10', '3,200'), header)).toBe(true);
    expect(isStatementLine(row(9, '', '', 'JJ-1'), header)).toBe(true);
  });

  it('leaves out no line silently that names nobody', () => {
    expect(read({ 2: '', 3: '', 4: '', 6: '' })).toEqual({
      ok: false,
      faults: [{ field: 'number', code: 'names_nobody', found: '' }],
    });
  });
});
