import { makeUscc } from '../codes/index.js';
import { markDuplicates } from './duplicates.js';
import { findHeader } from './header.js';
import { readRow, type StagedRow } from './read-row.js';

const TITLES = ['企业名称', '税号', '融资需求金额', '币种', '电话'];
const USCC = makeUscc('91320583', 'MA1ABCDE');

interface Need {
  readonly amount?: string;
  readonly currency?: string;
  readonly phone?: string;
}

function need(
  row: number,
  { amount = '500', currency = '人民币', phone = '13824905807' }: Need = {},
): StagedRow {
  const cells = (texts: readonly string[]) => texts.map((text) => ({ kind: 'text', text }) as const);
  const header = findHeader([{ row: 1, cells: cells(TITLES) }]);
  if (header === undefined) throw new Error('no header found');
  const sheetRow = { row, cells: cells(['示例甲有限公司', USCC, amount, currency, phone]) };
  return readRow(sheetRow, header, { province: '320000', importDate: '2026-11-22' });
}

describe('markDuplicates', () => {
  const kinds = (rows: readonly StagedRow[]) =>
    rows.map(({ faults }) => faults.map(({ kind }) => kind).join());

  it('marks the later of two equal needs and names the earlier row', () => {
    const rows = markDuplicates([need(3), need(4, { amount: '0.05亿' })]);
    expect(rows[1]?.faults).toMatchObject([{ kind: 'duplicate', params: { row: 3 } }]);
  });

  it('lets other amounts, other currencies and faulty rows be', () => {
    const rows = [
      need(3, { phone: '1' }),
      need(4),
      need(5, { amount: '600' }),
      need(6, { currency: '美元' }),
    ];
    expect(kinds(markDuplicates(rows))).toEqual(['phone', '', '', '']);
  });

  it('takes its marks back when the earlier row changes', () => {
    const [first, second] = markDuplicates([need(3), need(4)]);
    if (first === undefined || second === undefined) throw new Error('two rows expected');
    const edited = need(first.row, { amount: '700' });
    expect(kinds(markDuplicates([edited, second]))).toEqual(['', '']);
  });
});
