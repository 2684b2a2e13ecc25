import { toHalfWidth } from '../money/index.js';
import type { SheetRow } from '../survey/index.js';
import { ListCells, type ListFault } from '../survey/list-cells.js';
import { findListHeader, type ListHeader } from '../survey/list-sheet.js';
import { readDate, readName } from '../survey/read-cells.js';
import type { StatementLine } from '../quota/reconciliation.js';

/** What a statement says of each movement. */
export const STATEMENT_FIELDS = [
  'on',
  'amountFen',
  'number',
  'contractNumber',
  'uscc',
  'borrower',
  'bank',
  'currency',
] as const;
export type StatementField = (typeof STATEMENT_FIELDS)[number];
export type StatementHeader = ListHeader<StatementField>;

// prettier-ignore
const TITLES: Readonly<Record<StatementField, readonly string[]>> = {
  on: ['日期', '记账日期', '入账日期', '交易日期', '业务日期', '发生日期', '放款日期', '放款日', '发放日期', '使用日期',
    '核销日期', '起息日', 'Date', 'Booking date', 'Posting date', 'Value date', 'Transaction date', 'Disbursement date'],
  amountFen: ['金额', '发生额', '交易金额', '放款金额', '发放金额', '借据金额', '贷款金额', '使用金额', '核销金额',
    '报账金额', '票面金额', '再贴现金额', 'Amount', 'Loan amount', 'Disbursed amount', 'Face amount'],
  number: ['借据号', '借据编号', '借据号码', '放款编号', '贷款账号', '票号', '票据号码', '票据号', '业务编号', '流水号',
    'Note number', 'Loan number', 'Disbursement number', 'Bill number', 'Reference', 'Reference number'],
  contractNumber: ['合同号', '合同编号', '借款合同号', '借款合同编号', '贷款合同编号', 'Contract number', 'Contract no'],
  uscc: ['统一社会信用代码', '社会信用代码', '信用代码', '证件号码', '证件号', '客户证件号码', '借款人证件号码', 'USCC',
    'Credit code', 'Unified social credit code'],
  borrower: ['借款人', '借款人名称', '客户名称', '企业名称', '单位名称', '户名', 'Borrower', 'Customer', 'Company'],
  bank: ['银行', '银行名称', '机构', '机构名称', '金融机构', '金融机构名称', '放款银行', '经办银行', '贷款银行', 'Bank',
    'Lender', 'Institution'],
  currency: ['币种', 'Currency'],
};

const NAMES_A_SIDE: readonly StatementField[] = ['number', 'contractNumber', 'uscc', 'bank'];

/** The row that names the columns of a statement: a day, an amount, and something to know the loan by. */
export const findStatementHeader = (rows: readonly SheetRow[]): StatementHeader | undefined =>
  findListHeader(rows, {
    titles: TITLES,
    isEnough: (fields) =>
      fields.has('on') && fields.has('amountFen') && NAMES_A_SIDE.some((field) => fields.has(field)),
  });

export const STATEMENT_FAULTS = [
  'blank',
  'unreadable',
  'wrong_code',
  'too_long',
  'zero',
  'outside_period',
  'other_currency',
  'names_nobody',
  'duplicate',
] as const;
export type StatementFaultCode = (typeof STATEMENT_FAULTS)[number];
export type StatementFault = ListFault<StatementField, StatementFaultCode>;

export interface ReadLine extends StatementLine {
  /** For people to recognise; the code says who it is. */
  readonly borrower: string | null;
}

export type ReadStatementLine =
  | { readonly ok: true; readonly line: ReadLine }
  | { readonly ok: false; readonly faults: readonly StatementFault[] };

export interface StatementPeriod {
  readonly fromOn: string;
  readonly toOn: string;
}

/** One number is written in many ways: blanks, width and case tell none from another. */
export const referenceKey = (number: string): string => toHalfWidth(number).replace(/\s/g, '').toUpperCase();

const LEGAL_FORM = /(股份有限公司|有限责任公司|有限公司)$/;

/** A bank's name without its legal form, which half of all lists leave out. */
export const bankKey = (name: string): string => toHalfWidth(name).replace(/\s/g, '').replace(LEGAL_FORM, '');

const keyOf = (text: string | null, key: (text: string) => string): string | null =>
  text === null ? null : key(text);

/** What makes two lines one loan told twice; undefined where nothing tells them apart from two loans alike. */
export function repeatKey({
  on,
  amountFen,
  number,
  contractNumber,
  uscc,
  bank,
}: StatementLine): string | undefined {
  // Two repayments of one day may well be alike; a loan is paid out under its number once.
  if (number === null || amountFen < 0n) return undefined;
  return JSON.stringify([on, String(amountFen), number, contractNumber, uscc, bank]);
}

/** A movement names somebody or has a day; a closing line with a sum, or signatures, does neither. */
export function isStatementLine({ cells: raw }: SheetRow, header: StatementHeader): boolean {
  const cells = new ListCells<StatementField>(raw, header);
  return NAMES_A_SIDE.some((field) => !cells.isBlank(field)) || readDate(cells.cell('on')).value !== null;
}

/** One row of a statement, or everything that is wrong with its cells. */
export function readStatementLine(
  { row, cells: raw }: SheetRow,
  header: StatementHeader,
  { fromOn, toOn }: StatementPeriod,
): ReadStatementLine {
  const cells = new ListCells<StatementField, StatementFaultCode>(raw, header);
  const on = cells.day('on');
  if (on !== null && (on < fromOn || on > toOn)) cells.fault('on', 'outside_period');
  const currency = cells.currency('currency', 'amountFen');
  if (currency !== null && currency !== 'CNY') cells.fault('currency', 'other_currency');
  const amountFen = cells.amount('amountFen', 'CNY');
  if (amountFen === 0n) cells.fault('amountFen', 'zero');
  const uscc = cells.isBlank('uscc') ? null : cells.uscc('uscc');
  const number = keyOf(cells.text('number'), referenceKey);
  const contractNumber = keyOf(cells.text('contractNumber'), referenceKey);
  const bank = keyOf(cells.text('bank'), bankKey);
  const borrower = readName(cells.cell('borrower')).value;
  const isNamed = NAMES_A_SIDE.some((field) => !cells.isBlank(field));
  if (!isNamed) cells.fault(NAMES_A_SIDE.find((field) => cells.column(field)) ?? 'number', 'names_nobody');
  if (cells.faults.length > 0 || on === null || amountFen === null)
    return { ok: false, faults: cells.faults };
  return { ok: true, line: { row, on, amountFen, number, contractNumber, uscc, bank, borrower } };
}
