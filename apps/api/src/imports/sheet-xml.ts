import { BLANK_CELL, type SheetCell, type SheetRow } from '@yinqi/domain/survey';
import { cellOf, type CellContext, type NumberKind } from './cell-values.js';
import { visitXml, type XmlAttributes, type XmlVisitor } from './xml.js';

/** 0-based corners of a merged range. */
export interface MergedRange {
  readonly startRow: number;
  readonly startColumn: number;
  readonly endRow: number;
  readonly endColumn: number;
}

export interface SheetContext extends CellContext {
  /** What the formats of the workbook's cell styles mean, by number of the style. */
  readonly styles: readonly NumberKind[];
}

export const MAX_COLUMNS = 256;
const MAX_ROW = 1_048_576;
const REFERENCE = /^\$?([A-Z]{1,3})\$?(\d{1,7})$/i;

const columnOf = (letters: string): number =>
  [...letters.toUpperCase()].reduce((column, letter) => column * 26 + letter.charCodeAt(0) - 64, 0) - 1;

function rangeOf(reference: string): MergedRange | undefined {
  const [from = '', to = from] = reference.split(':');
  const [, startLetters, startRow] = REFERENCE.exec(from) ?? [];
  const [, endLetters, endRow] = REFERENCE.exec(to) ?? [];
  if (startLetters === undefined || endLetters === undefined) return undefined;
  return {
    startRow: Number(startRow) - 1,
    startColumn: columnOf(startLetters),
    endRow: Number(endRow) - 1,
    endColumn: columnOf(endLetters),
  };
}

/** Column of a reference such as `AB12`, without the cost of an expression for half a million cells. */
function columnOfReference(reference: string): number {
  let column = 0;
  for (let at = 0; at < reference.length; at += 1) {
    const code = reference.charCodeAt(at);
    if (code < 65 || code > 90) break;
    column = column * 26 + code - 64;
  }
  return column - 1;
}

type MutableCell = { type: string; number: NumberKind; hasFormula: boolean; text: string | undefined };

/** Puts rows together from the elements of a sheet; finished ones wait in `rows`. */
class SheetVisitor implements XmlVisitor {
  rows: { row: number; cells: SheetCell[] }[] = [];
  readonly merges: MergedRange[] = [];
  #row: { row: number; cells: SheetCell[] } | undefined;
  #lastRow = 0;
  #cell: MutableCell | undefined;
  #column = -1;
  #isInline = false;
  #isPhonetic = false;
  #collects = false;

  constructor(private readonly context: SheetContext) {}

  open(name: string, attributes: XmlAttributes): void {
    switch (name) {
      case 'row':
        this.#row = { row: this.#rowNumber(attributes), cells: [] };
        this.#column = -1;
        return;
      case 'c':
        if (this.#row !== undefined) this.#openCell(attributes);
        return;
      case 'f':
        if (this.#cell !== undefined) this.#cell.hasFormula = true;
        return;
      case 'is':
        this.#isInline = true;
        return;
      case 'rPh':
        this.#isPhonetic = true;
        return;
      case 'v':
      case 't':
        this.#openText(name);
        return;
      case 'mergeCell': {
        const range = rangeOf(attributes['ref'] ?? '');
        if (range !== undefined) this.merges.push(range);
      }
    }
  }

  text(text: string): void {
    if (this.#collects && this.#cell !== undefined) this.#cell.text = (this.#cell.text ?? '') + text;
  }

  close(name: string): void {
    switch (name) {
      case 'v':
      case 't':
        this.#collects = false;
        return;
      case 'is':
        this.#isInline = false;
        return;
      case 'rPh':
        this.#isPhonetic = false;
        return;
      case 'c':
        this.#closeCell();
        return;
      case 'row':
        if (this.#row !== undefined) this.rows.push(this.#row);
        this.#row = undefined;
    }
  }

  #rowNumber(attributes: XmlAttributes): number {
    const row = attributes['r'] === undefined ? this.#lastRow + 1 : Number(attributes['r']);
    // Rows come in their order: one that comes twice would be staged twice.
    if (!Number.isInteger(row) || row <= this.#lastRow || row > MAX_ROW)
      throw new Error(`Row ${attributes['r'] ?? ''} after row ${String(this.#lastRow)}`);
    this.#lastRow = row;
    return row;
  }

  #openCell(attributes: XmlAttributes): void {
    const reference = attributes['r'];
    this.#column = reference === undefined ? this.#column + 1 : columnOfReference(reference);
    this.#cell = {
      type: attributes['t'] ?? 'n',
      number: this.context.styles[Number(attributes['s'] ?? 0)] ?? 'plain',
      hasFormula: false,
      text: undefined,
    };
  }

  #openText(name: 'v' | 't'): void {
    if (this.#cell === undefined || (name === 't' && (!this.#isInline || this.#isPhonetic))) return;
    this.#collects = true;
    this.#cell.text ??= '';
  }

  #closeCell(): void {
    const cells = this.#row?.cells;
    if (cells !== undefined && this.#cell !== undefined && this.#column >= 0 && this.#column < MAX_COLUMNS) {
      const cell = cellOf(this.#cell, this.context);
      while (cells.length < this.#column) cells.push(BLANK_CELL);
      cells[this.#column] = cell;
    }
    this.#cell = undefined;
  }
}

/** Rows as the sheet stores them, in order and without those it leaves out; merged ranges are returned at the end. */
export async function* readSheet(
  pieces: AsyncIterable<Uint8Array>,
  context: SheetContext,
): AsyncGenerator<SheetRow & { readonly cells: SheetCell[] }, readonly MergedRange[]> {
  const visitor = new SheetVisitor(context);
  const reading = visitXml(pieces, visitor);
  while ((await reading.next()).done !== true) {
    const { rows } = visitor;
    visitor.rows = [];
    yield* rows;
  }
  return visitor.merges;
}
