import { makeUscc } from '../codes/index.js';
import type { SheetCell, SheetRow } from '../survey/index.js';
import { readLoan } from './loan-row.js';
import { findLoanHeader } from './loan-sheet.js';

const USCC = makeUscc('91320594', 'MAG74JX7');
const TODAY = '2026-11-22';
const text = (words: string): SheetCell => (words === '' ? { kind: 'blank' } : { kind: 'text', text: words });
const row = (number: number, ...cells: readonly (string | SheetCell)[]): SheetRow => ({
  row: number,
  cells: cells.map((cell) => (typeof cell === 'string' ? text(cell) : cell)),
});
const TITLES = [
  '客户名称',
  '证件号码',
  '借据号',
  '借款合同编号',
  '放款金额（元）',
  '币种',
  '执行利率(%)',
  '放款日期',
  '到期日',
  '贷款余额',
  '数据日期',
];
const found = findLoanHeader([row(1, '示例银行放款明细'), row(2, ...TITLES)]);
if (found === undefined) throw new Error('the header of the form is known');
const header = found;
const GOOD = [
  '示例甲有限公司',
  USCC,
  'JJ20261110001',
  'HT-1',
  '20,000,000.00',
  '人民币',
  '3.45',
  '20261110',
  '2027/11/10',
  '15000000',
  '2026年11月20日',
];
const read = (changes: Readonly<Record<number, string | SheetCell>> = {}) =>
  readLoan(row(3, ...GOOD.map((cell, column) => changes[column] ?? cell)), header, TODAY);

describe('a bank’s list of loans', () => {
  it('is found under its title, by the names its system gives the columns', () => {
    expect(header).toMatchObject({ headerRow: 2 });
    expect(header.columns.map(({ field }) => field)).toEqual([
      'borrower',
      'uscc',
      'noteNumber',
      'contractNumber',
      'amountFen',
      'currency',
      'annualRateBp',
      'disbursedOn',
      'maturesOn',
      'balanceFen',
      'balanceOn',
    ]);
    expect(findLoanHeader([row(1, '客户名称', '借据号', '放款金额', '放款日期')])).toBeUndefined();
  });

  it('is read note by note, in the unit of its columns', () => {
    expect(read()).toEqual({
      ok: true,
      loan: {
        row: 3,
        uscc: USCC,
        borrower: '示例甲有限公司',
        noteNumber: 'JJ20261110001',
        contractNumber: 'HT-1',
        // 20,000,000.00 yuan.
        amountFen: 2_000_000_000n,
        currency: 'CNY',
        annualRateBp: 345,
        disbursedOn: '2026-11-10',
        maturesOn: '2027-11-10',
        balance: { outstandingFen: 1_500_000_000n, asOf: '2026-11-20' },
      },
    });
    const inWan = findLoanHeader([row(1, '证件号码', '借据号', '放款金额（万元）', '放款日期')]);
    expect(inWan?.columns[2]).toMatchObject({ unit: 'wan' });
  });

  it('reads cells as a workbook holds them', () => {
    const cells = {
      4: { kind: 'number', value: 20_000_000, isPercent: false },
      6: { kind: 'number', value: 0.0345, isPercent: true },
      7: { kind: 'date', date: '2026-11-10' },
    } as const;
    expect(read(cells)).toMatchObject({ ok: true, loan: { amountFen: 2_000_000_000n, annualRateBp: 345 } });
  });

  it('takes a balance only with its day', () => {
    expect(read({ 10: '' })).toMatchObject({ ok: true, loan: { balance: null } });
    expect(read({ 9: '' })).toMatchObject({ ok: true, loan: { balance: null } });
  });

  it.each([
    [1, '', 'uscc', 'blank'],
    [1, '91320594MAG74JX7XX', 'uscc', 'wrong_code'],
    [2, '', 'noteNumber', 'blank'],
    [2, 'J'.repeat(61), 'noteNumber', 'too_long'],
    [4, '两千万多', 'amountFen', 'unreadable'],
    [4, '0', 'amountFen', 'not_positive'],
    [4, '-5', 'amountFen', 'not_positive'],
    [5, '比特币', 'currency', 'unreadable'],
    [6, '', 'annualRateBp', 'blank'],
    [6, '345', 'annualRateBp', 'unreadable'],
    [7, '2026-02-30', 'disbursedOn', 'unreadable'],
    [7, '2026-11-23', 'disbursedOn', 'in_the_future'],
    [8, '2026-11-10', 'maturesOn', 'before_disbursement'],
    [9, '20000001', 'balanceFen', 'above_note'],
    [10, '2026-11-23', 'balanceOn', 'in_the_future'],
  ] as const)('says what is wrong in column %i with %p', (column, words, field, code) => {
    expect(read({ [column]: words })).toMatchObject({ ok: false, faults: [{ field, code, found: words }] });
  });
});
