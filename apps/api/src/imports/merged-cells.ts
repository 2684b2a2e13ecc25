import { BLANK_CELL, type SheetCell } from '@yinqi/domain/survey';
import { MAX_COLUMNS, type MergedRange } from './sheet-xml.js';

// Titles span a row, repeated names a few rows; a range beyond this is decoration.
const MAX_MERGED_CELLS = 5000;

type OpenRange = { readonly range: MergedRange; readonly cell: SheetCell };

/** Gives every cell of a merged range the value of its first one, while rows go by in their order. */
export class MergedCells {
  readonly #waiting: MergedRange[];
  #open: readonly OpenRange[] = [];

  /** `lastRow` is the last row of the sheet, 1-based: ranges are drawn to the end of the sheet by mistake. */
  constructor(ranges: readonly MergedRange[], lastRow: number) {
    this.#waiting = ranges
      .map((range) => ({
        ...range,
        endRow: Math.min(range.endRow, lastRow - 1),
        endColumn: Math.min(range.endColumn, MAX_COLUMNS - 1),
      }))
      .filter(
        ({ startRow, startColumn, endRow, endColumn }) =>
          (endRow - startRow + 1) * (endColumn - startColumn + 1) <= MAX_MERGED_CELLS,
      )
      .sort((left, right) => right.startRow - left.startRow);
  }

  /** Whether a row that the sheet leaves out shows something nevertheless. */
  reaches(row: number): boolean {
    return this.#open.some(({ range }) => range.endRow >= row - 1);
  }

  spread(row: number, cells: SheetCell[]): void {
    const index = row - 1;
    this.#open = this.#open.filter(({ range }) => range.endRow >= index);
    for (let next = this.#waiting.at(-1); next && next.startRow <= index; next = this.#waiting.at(-1)) {
      this.#waiting.pop();
      const cell = next.startRow === index ? cells[next.startColumn] : undefined;
      if (cell !== undefined && cell.kind !== 'blank') this.#open = [...this.#open, { range: next, cell }];
    }
    for (const { range, cell } of this.#open) {
      while (cells.length < range.startColumn) cells.push(BLANK_CELL);
      for (let column = range.startColumn; column <= range.endColumn; column += 1) cells[column] = cell;
    }
  }
}
