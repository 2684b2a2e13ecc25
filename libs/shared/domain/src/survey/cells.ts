import { toHalfWidth } from '../money/index.js';

/** One cell of a sheet, free of any workbook library; plain JSON, so that staged rows can be kept. */
export type SheetCell =
  | { readonly kind: 'blank' }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'number'; readonly value: number; readonly isPercent: boolean }
  | { readonly kind: 'date'; readonly date: string }
  | { readonly kind: 'boolean'; readonly value: boolean }
  | { readonly kind: 'error'; readonly text: string }
  /** A formula whose result the workbook does not hold. */
  | { readonly kind: 'formula' };

export interface SheetRow {
  /** 1-based, as the spreadsheet program shows it. */
  readonly row: number;
  readonly cells: readonly SheetCell[];
}

export const BLANK_CELL: SheetCell = { kind: 'blank' };

/** What a person sees in the cell. */
export function cellText(cell: SheetCell): string {
  switch (cell.kind) {
    case 'blank':
    case 'formula':
      return '';
    case 'text':
    case 'error':
      return cell.text;
    case 'number':
      return cell.isPercent ? `${String(Number((cell.value * 100).toPrecision(12)))}%` : String(cell.value);
    case 'date':
      return cell.date;
    case 'boolean':
      return cell.value ? 'TRUE' : 'FALSE';
  }
}

/** Text in half-width signs without surrounding blanks. */
export const cleanText = (cell: SheetCell): string => toHalfWidth(cellText(cell)).trim();

export const isBlankCell = (cell: SheetCell): boolean =>
  cell.kind === 'blank' || (cell.kind === 'text' && cell.text.trim() === '');
