import type { SheetCell } from '@yinqi/domain/survey';
import { MergedCells } from './merged-cells.js';

const text = (words: string): SheetCell => ({ kind: 'text', text: words });
const range = (startRow: number, startColumn: number, endRow: number, endColumn: number) => ({
  startRow,
  startColumn,
  endRow,
  endColumn,
});
const words = (cells: readonly SheetCell[]) => cells.map((cell) => (cell.kind === 'text' ? cell.text : ''));

describe('MergedCells', () => {
  it('shows the first cell in every cell of its range, rows that the sheet leaves out included', () => {
    const merged = new MergedCells([range(1, 1, 3, 2)], 10);
    const rows = [[text('标题')], [text('甲'), text('乙')], [], [text('丙')], [text('丁')]];
    rows.forEach((cells, index) => {
      merged.spread(index + 1, cells);
    });
    expect(rows.map(words)).toEqual([
      ['标题'],
      ['甲', '乙', '乙'],
      ['', '乙', '乙'],
      ['丙', '乙', '乙'],
      ['丁'],
    ]);
    expect([4, 5].map((row) => merged.reaches(row))).toEqual([false, false]);
  });

  it('says how far an open range reaches, at most to the last row of the sheet', () => {
    const merged = new MergedCells([range(0, 0, 9, 0)], 3);
    merged.spread(1, [text('甲')]);
    expect([2, 3, 4].map((row) => merged.reaches(row))).toEqual([true, true, false]);
  });

  it.each([
    ['whose first cell is blank', range(0, 0, 0, 1), [{ kind: 'blank' } as const]],
    // 5,001 cells are no title.
    ['that are decoration', range(0, 0, 5000, 0), [text('甲')]],
    ['whose first row the sheet leaves out', range(0, 0, 2, 0), undefined],
  ])('leaves ranges %s alone', (_, merge, first) => {
    const merged = new MergedCells([merge], 10_000);
    if (first !== undefined) merged.spread(1, [...first]);
    const second: SheetCell[] = [];
    merged.spread(2, second);
    expect(second).toEqual([]);
  });
});
