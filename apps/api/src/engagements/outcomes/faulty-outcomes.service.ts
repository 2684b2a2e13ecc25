import { Injectable } from '@nestjs/common';
import type { LoanFault, LoanFaultCode, LoanField } from '@yinqi/domain/outcomes';
import { writeFaultyRows } from '../../imports/imports.public.js';
import type { Caller } from '../../platform/database/caller.js';
import { Database } from '../../platform/database/database.js';
import { DomainError, notFound } from '../../platform/errors/domain-error.js';
import { OutcomesStore } from './outcomes.store.js';

const TEXT_FIELDS: readonly LoanField[] = ['uscc', 'noteNumber', 'contractNumber'];

/** The workbook goes back to the bank's clerk in Chinese. */
const FIELD_NAMES: Readonly<Record<LoanField, string>> = {
  uscc: '统一社会信用代码',
  borrower: '借款人',
  noteNumber: '借据号',
  contractNumber: '合同号',
  amountFen: '放款金额',
  currency: '币种',
  annualRateBp: '执行利率',
  disbursedOn: '放款日期',
  maturesOn: '到期日期',
  balanceFen: '贷款余额',
  balanceOn: '余额日期',
};
const EXPLAINED: Readonly<Record<LoanFaultCode, string>> = {
  blank: '没有填写',
  unreadable: '无法识别',
  wrong_code: '不是有效的18位统一社会信用代码，请对照营业执照核对',
  not_positive: '应大于零',
  too_long: '过长',
  in_the_future: '晚于上传日期',
  before_disbursement: '应晚于放款日期',
  above_note: '大于放款金额',
  repeats_row: '与前面的行重复',
};

const explainLoanFault = ({ field, code, found }: LoanFault): string =>
  `${FIELD_NAMES[field]}${found === '' ? '' : `“${found}”`}${EXPLAINED[code]}`;

/** Rows that could not be read, as the sheet they came in, each with what is wrong. */
@Injectable()
export class FaultyOutcomesService {
  constructor(
    private readonly database: Database,
    private readonly store: OutcomesStore,
  ) {}

  async write(
    caller: Caller,
    batchId: string,
  ): Promise<{ readonly name: string; readonly bytes: Uint8Array }> {
    const { batch, faulty } = await this.database.asCaller(caller, async (tx) => {
      const found = await this.store.find(tx, batchId);
      if (found === undefined) throw notFound();
      return { batch: found, faulty: await this.store.inState(tx, batchId, 'faulty') };
    });
    const { header } = batch;
    if (header === null || faulty.length === 0) throw new DomainError('import.not_ready');
    const columnOf = (field: LoanField): number[] =>
      header.columns.filter((column) => column.field === field).map(({ column }) => column);
    const bytes = await writeFaultyRows({
      sheetName: batch.sheetName ?? '',
      heading: [{ row: header.headerRow, cells: batch.heading }],
      textColumns: TEXT_FIELDS.flatMap(columnOf),
      rows: faulty.map(({ row, cells, faults }) => ({
        row,
        cells,
        faultyColumns: faults.flatMap(({ field }) => columnOf(field)),
        explanation: faults.map(explainLoanFault).join('\n'),
      })),
    });
    return {
      name: `${(batch.fileName ?? '放款明细').replace(/\.(xlsx|csv|txt|tsv)$/i, '')}-待修改.xlsx`,
      bytes,
    };
  }
}
