import type { SheetRow } from '../survey/index.js';
import { findListHeader, type ListHeader } from '../survey/list-sheet.js';

/** What a bank's list of loans says of each note. */
export const LOAN_FIELDS = [
  'uscc',
  'borrower',
  'noteNumber',
  'contractNumber',
  'amountFen',
  'currency',
  'annualRateBp',
  'disbursedOn',
  'maturesOn',
  'balanceFen',
  'balanceOn',
] as const;
export type LoanField = (typeof LOAN_FIELDS)[number];

/** As core banking systems and clerks call them. */
export const LOAN_TITLES: Readonly<Record<LoanField, readonly string[]>> = {
  uscc: [
    '统一社会信用代码',
    '社会信用代码',
    '信用代码',
    '客户证件号码',
    '证件号码',
    '证件号',
    '借款人证件号码',
  ],
  borrower: ['借款人', '借款人名称', '客户名称', '企业名称', '单位名称', '户名'],
  noteNumber: ['借据号', '借据编号', '借据号码', '放款编号', '贷款账号'],
  contractNumber: ['合同号', '合同编号', '借款合同号', '借款合同编号', '贷款合同编号'],
  amountFen: ['放款金额', '发放金额', '借据金额', '贷款发放金额', '贷款金额', '放款额'],
  currency: ['币种', '贷款币种'],
  annualRateBp: ['执行利率', '年利率', '执行年利率', '贷款利率', '利率'],
  disbursedOn: ['放款日期', '放款日', '发放日期', '贷款发放日', '借据起始日', '起息日', '起始日期'],
  maturesOn: ['到期日期', '到期日', '借据到期日', '贷款到期日', '约定到期日'],
  balanceFen: ['贷款余额', '借据余额', '本金余额', '余额'],
  balanceOn: ['余额日期', '数据日期', '统计日期', '报表日期'],
};

export type LoanHeader = ListHeader<LoanField>;

/** Without these a note can neither be told from another nor laid to a case. */
const NEEDED: readonly LoanField[] = ['uscc', 'noteNumber', 'amountFen', 'disbursedOn'];

/** The row that names the columns of a bank’s list of loans. */
export const findLoanHeader = (rows: readonly SheetRow[]): LoanHeader | undefined =>
  findListHeader(rows, {
    titles: LOAN_TITLES,
    isEnough: (fields) => NEEDED.every((field) => fields.has(field)),
  });
