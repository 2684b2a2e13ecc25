import { textCell, withoutNoText } from './cell-values.js';
import { tooLarge } from './workbook-container.js';
import { MAX_COLUMNS } from './sheet-xml.js';
import type { SheetCell, SheetRow } from '@yinqi/domain/survey';
import { DomainError } from '../platform/errors/domain-error.js';

const MAX_ROWS = 50_000;
const TOP_ROWS = 40;
/** A whole workbook's worth of text in one cell is no cell. */
const MAX_CELL_LENGTH = 4_000;
/** What a bank's system wrote: UTF-8 where it is that, else the Chinese national encoding, of which GBK is a part. */
function decoded(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('gb18030').decode(bytes);
  }
}

/** Rows copied from a spreadsheet are parted by tabs, exported ones by commas or, in some programs, semicolons. */
function delimiterOf(text: string): string {
  const [first = ''] = text.split('\n', 1);
  if (text.slice(0, 4_000).includes('\t')) return '\t';
  return first.split(';').length > first.split(',').length ? ';' : ',';
}

const cellOf = (text: string): SheetCell => {
  if (text.length > MAX_CELL_LENGTH) throw tooLarge('unpacked');
  return textCell(withoutNoText(text).trim());
};

/** Rows of delimited text, quoted cells and line breaks inside them included. */
function* rowsOf(text: string): Generator<SheetRow & { readonly cells: SheetCell[] }> {
  const delimiter = delimiterOf(text);
  let row = 1;
  let cells: SheetCell[] = [];
  let cell = '';
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const sign = text.charAt(at);
    if (isQuoted) {
      if (sign !== '"') cell += sign;
      else if (text.charAt(at + 1) === '"') {
        cell += sign;
        at += 1;
      } else isQuoted = false;
      continue;
    }
    if (sign === '"' && cell === '') isQuoted = true;
    else if (sign === delimiter) {
      if (cells.length < MAX_COLUMNS) cells.push(cellOf(cell));
      cell = '';
    } else if (sign === '\n') {
      yield { row, cells: [...cells, cellOf(cell)] };
      row += 1;
      if (row > MAX_ROWS) throw tooLarge('rows');
      cells = [];
      cell = '';
    } else if (sign !== '\r') cell += sign;
  }
  if (cell !== '' || cells.length > 0) yield { row, cells: [...cells, cellOf(cell)] };
}

export interface DelimitedSheet {
  readonly name: string;
  readonly top: readonly SheetRow[];
  rows(): Iterable<SheetRow>;
}

/** A file of comma- or tab-separated rows, or what was pasted from a spreadsheet, as the one sheet it is. */
export function readDelimited(bytes: Uint8Array): DelimitedSheet {
  // No text holds it in either encoding: a picture or a document under a list's name.
  if (bytes.includes(0)) throw new DomainError('import.not_a_workbook');
  const text = decoded(bytes);
  const top: SheetRow[] = [];
  for (const row of rowsOf(text)) {
    if (row.row > TOP_ROWS) break;
    top.push(row);
  }
  if (top.every(({ cells }) => cells.every(({ kind }) => kind === 'blank')))
    throw new DomainError('import.empty');
  return { name: '', top, rows: () => rowsOf(text) };
}
