import { writeXlsx, type Cell, type CellStyle, type CellValue } from 'hucre/xlsx';
import { cellText, type SheetCell, type SheetRow } from '@yinqi/domain/survey';

export interface FaultyRow {
  /** Row of the first upload: a corrected row finds its way back by it. */
  readonly row: number;
  readonly cells: readonly SheetCell[];
  /** 0-based columns to be marked. */
  readonly faultyColumns: readonly number[];
  readonly explanation: string;
}

export interface FaultyWorkbook {
  readonly sheetName: string;
  /** Rows of the upload down to its header: titles above it may say the unit of all amounts. */
  readonly heading: readonly SheetRow[];
  readonly rows: readonly FaultyRow[];
  /** Columns that stay text whatever they hold: credit codes, phones. */
  readonly textColumns: readonly number[];
}

const ADDED_TITLES = ['错误说明', '原行号'];
const TEXT_FORMAT = '@';
const RED_FILL = { type: 'pattern', pattern: 'solid', fgColor: { rgb: 'FFC7CE' } } as const;
const TEXT: CellStyle = { numFmt: TEXT_FORMAT };
const MAX_SHEET_NAME_LENGTH = 31;

function written(cell: SheetCell, asText: boolean): { readonly value: CellValue; readonly style: CellStyle } {
  if (cell.kind === 'number' && !asText) {
    return { value: cell.value, style: cell.isPercent ? { numFmt: '0.00%' } : {} };
  }
  if (cell.kind === 'date' && !asText) {
    return { value: new Date(`${cell.date}T00:00:00Z`), style: { numFmt: 'yyyy-mm-dd' } };
  }
  if (cell.kind === 'blank' || cell.kind === 'formula') return { value: null, style: asText ? TEXT : {} };
  // Format @ keeps a text that begins with = + - @ a text even after someone edits the cell.
  return { value: cellText(cell), style: TEXT };
}

/** A title merged over a row is read as the same text in every cell; it is written once. */
function headingValues(row: SheetRow): readonly (string | null)[] {
  const texts = row.cells.map((cell) => cellText(cell));
  const [first = ''] = texts;
  if (texts.length > 1 && texts.every((text) => text === first)) return [first];
  return texts.map((text) => (text === '' ? null : text));
}

const sheetNameOf = (name: string): string =>
  name
    .replace(/[\\/?*[\]:']/g, ' ')
    .trim()
    .slice(0, MAX_SHEET_NAME_LENGTH) || 'Sheet1';

/** The rows that need repair as a workbook of the same columns, with what is wrong and where they came from. */
export function writeFaultyRows({
  sheetName,
  heading,
  rows,
  textColumns,
}: FaultyWorkbook): Promise<Uint8Array> {
  const width = Math.max(
    ...heading.map(({ cells }) => cells.length),
    ...rows.map(({ cells }) => cells.length),
    0,
  );
  const asText = new Set(textColumns);
  const values: CellValue[][] = [];
  const cells = new Map<string, Partial<Cell>>();
  const put = (row: number, column: number, value: CellValue, style: CellStyle): void => {
    cells.set(`${String(row)},${String(column)}`, { value, style });
  };

  heading.forEach((row, index) => {
    const isHeader = index === heading.length - 1;
    const texts = isHeader ? row.cells.map((cell) => cellText(cell)) : headingValues(row);
    values.push([...texts]);
    texts.forEach(
      (text, column) => text !== null && put(index, column, text, { ...TEXT, font: { bold: true } }),
    );
    if (isHeader) {
      ADDED_TITLES.forEach((title, offset) =>
        put(index, width + offset, title, { ...TEXT, font: { bold: true } }),
      );
    }
  });
  rows.forEach(({ row, cells: source, faultyColumns, explanation }, index) => {
    const at = heading.length + index;
    const line: CellValue[] = [];
    for (let column = 0; column < width; column += 1) {
      const { value, style } = written(source[column] ?? { kind: 'blank' }, asText.has(column));
      line.push(value);
      put(at, column, value, faultyColumns.includes(column) ? { ...style, fill: RED_FILL } : style);
    }
    put(at, width, explanation, TEXT);
    put(at, width + 1, row, {});
    values.push([...line, explanation, row]);
  });
  return writeXlsx({
    sheets: [{ name: sheetNameOf(sheetName), rows: values, cells, freezePane: { rows: heading.length } }],
  });
}
