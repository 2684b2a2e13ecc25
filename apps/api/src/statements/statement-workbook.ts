import type { StatementOutcome } from '@yinqi/contracts/statements';
import type { ReconciliationDifference, RepairState } from '@yinqi/domain/quota';
import type { StatementFaultCode } from '@yinqi/domain/statements';
import { writeXlsx, type Cell, type CellValue } from 'hucre/xlsx';
import type { ItemRow, StatementRow } from './statements.store.js';

/** The workbook goes into the files of both sides, in Chinese. */
const OUTCOMES: Readonly<Record<StatementOutcome, string>> = {
  matched: '一致',
  differing: '有差异',
  only_statement: '仅对账单有',
  only_ledger: '仅台账有',
  faulty: '无法识别',
};
const DIFFERENCES: Readonly<Record<ReconciliationDifference, string>> = {
  amount: '金额不同',
  day: '日期不同',
  party: '借款人不同',
};
const FAULTS: Readonly<Record<StatementFaultCode, string>> = {
  blank: '没有填写',
  unreadable: '无法识别',
  wrong_code: '不是有效的统一社会信用代码',
  too_long: '过长',
  zero: '不应为零',
  outside_period: '不在对账期间内',
  other_currency: '不是人民币',
  duplicate: '行已有同一笔',
  names_nobody: '没有借据号、合同号、信用代码或银行，无从核对',
};
const REPAIRS: Readonly<Record<RepairState, string>> = {
  proposed: '已提出冲正，待复核',
  posted: '已冲正',
  refused: '冲正被退回',
  withdrawn: '冲正已撤回',
};

// prettier-ignore
const TITLES = ['结果', '行号', '对账单日期', '对账单金额（元）', '借据号或票号', '合同号', '统一社会信用代码', '借款人', '银行', '台账日期', '台账金额（元）', '台账减对账单（元）', '差异', '处理'];
const MONEY_COLUMNS = [3, 10, 11];
const TEXT = { numFmt: '@' };
const MONEY = { numFmt: '#,##0.00' };

/** A spreadsheet's double holds sixteen digits, more than any loan has. */
const yuan = (fen: bigint): number => Number(fen) / 100;

function explanationOf({ differences, faults }: ItemRow): string {
  return [
    ...differences.map((difference) => DIFFERENCES[difference]),
    ...faults.map(
      ({ column, code, found }) => `${column} 列${found === '' ? '' : `“${found}”`}${FAULTS[code]}`,
    ),
  ].join('；');
}

const handledOf = ({ settledBy, note, repairState }: ItemRow): string =>
  note === null ? (repairState === null ? '' : REPAIRS[repairState]) : `${note}（${settledBy ?? ''}）`;

function lineOf(item: ItemRow): CellValue[] {
  const { line, entry } = item;
  const [stated, booked] = [BigInt(line?.amountFen ?? 0), BigInt(entry?.amountFen ?? 0)];
  return [
    OUTCOMES[item.outcome],
    item.row === null ? '' : String(item.row),
    line?.on ?? '',
    line === null ? null : yuan(stated),
    line?.number ?? entry?.number ?? '',
    line?.contractNumber ?? entry?.contractNumber ?? '',
    line?.uscc ?? '',
    line?.borrower ?? '',
    line?.bank ?? entry?.bank ?? '',
    entry?.on ?? '',
    entry === null ? null : yuan(booked),
    item.outcome === 'faulty' ? null : yuan(booked - stated),
    explanationOf(item),
    handledOf(item),
  ];
}

/** Every line and every entry with its outcome; texts stay texts whatever they begin with. */
export function statementWorkbook(statement: StatementRow, items: readonly ItemRow[]): Promise<Uint8Array> {
  const { facilityName, owner, fromOn, toOn, fileName } = statement;
  const heading: CellValue[][] = [
    [`${facilityName} · ${owner.name}，${fromOn} 至 ${toOn}，对账单“${fileName}”`],
    [...TITLES],
  ];
  const rows = [...heading, ...items.map(lineOf)];
  const cells = new Map<string, Partial<Cell>>();
  rows.forEach((row, index) =>
    row.forEach((_, column) => {
      const isMoney = index >= heading.length && MONEY_COLUMNS.includes(column);
      cells.set(`${String(index)},${String(column)}`, { style: isMoney ? MONEY : TEXT });
    }),
  );
  return writeXlsx({ sheets: [{ name: '核对结果', rows, cells, freezePane: { rows: heading.length } }] });
}
