import { checkUscc } from '../codes/index.js';
import { parseCurrency, type Currency } from '../money/index.js';
import { BLANK_CELL, cellText, cleanText, isBlankCell, type SheetCell } from './cells.js';
import type { ListColumn, ListHeader } from './list-sheet.js';
import { readAmount, readDate } from './read-cells.js';

/** What is wrong with a cell of any list; a form has further ones of its own. */
export type ListFaultCode = 'blank' | 'unreadable' | 'wrong_code' | 'too_long';

export interface ListFault<Field extends string, Code extends string> {
  readonly field: Field;
  readonly code: Code;
  /** The cell as written. */
  readonly found: string;
}

const MAX_REFERENCE_LENGTH = 60;

/** Reads the cells of one row of a list and remembers what is wrong with each. */
export class ListCells<Field extends string, Code extends string = ListFaultCode> {
  readonly faults: ListFault<Field, Code | ListFaultCode>[] = [];

  constructor(
    private readonly cells: readonly SheetCell[],
    private readonly header: ListHeader<Field>,
  ) {}

  column(field: Field): ListColumn<Field> | undefined {
    return this.header.columns.find((column) => column.field === field);
  }

  cell(field: Field): SheetCell {
    const column = this.column(field)?.column;
    return (column === undefined ? undefined : this.cells[column]) ?? BLANK_CELL;
  }

  isBlank(field: Field): boolean {
    return isBlankCell(this.cell(field));
  }

  fault(field: Field, code: Code | ListFaultCode): null {
    this.faults.push({ field, code, found: cellText(this.cell(field)) });
    return null;
  }

  /** Numbers of notes and contracts are texts, however the spreadsheet took them. */
  text(field: Field): string | null {
    const text = cleanText(this.cell(field)).replace(/\s+/g, ' ');
    if (text === '') return null;
    return text.length > MAX_REFERENCE_LENGTH ? this.fault(field, 'too_long') : text;
  }

  needed(field: Field): string | null {
    return this.isBlank(field) ? this.fault(field, 'blank') : this.text(field);
  }

  uscc(field: Field): string | null {
    if (this.isBlank(field)) return this.fault(field, 'blank');
    const checked = checkUscc(cleanText(this.cell(field)));
    return checked.problem === undefined ? checked.uscc : this.fault(field, 'wrong_code');
  }

  amount(field: Field, currency: Currency): bigint | null {
    if (this.isBlank(field)) return this.fault(field, 'blank');
    const column = this.column(field);
    const amount = readAmount(this.cell(field), { defaultUnit: column?.unit ?? 'yuan', currency });
    return amount.ok ? amount.fen : this.fault(field, 'unreadable');
  }

  day(field: Field): string | null {
    if (this.isBlank(field)) return this.fault(field, 'blank');
    return readDate(this.cell(field)).value ?? this.fault(field, 'unreadable');
  }

  /** The currency a column names, else that of the amounts beside it. */
  currency(field: Field, amounts: Field): Currency | null {
    const fallback = this.column(amounts)?.currency ?? 'CNY';
    if (this.isBlank(field)) return fallback;
    return parseCurrency(cleanText(this.cell(field))) ?? this.fault(field, 'unreadable');
  }
}
