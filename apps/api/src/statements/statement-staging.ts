import type { StatementItem } from '@yinqi/contracts/statements';
import {
  findStatementHeader,
  repeatKey,
  isStatementLine,
  readStatementLine,
  type ReadLine,
  type StatementFault,
  type StatementField,
  type StatementHeader,
  type StatementPeriod,
} from '@yinqi/domain/statements';
import type { SheetRow } from '@yinqi/domain/survey';
import { stageList, type ListEvent } from '../imports/workbooks.public.js';

export type StatementInput = { readonly bytes: Uint8Array; readonly period: StatementPeriod };
export type StatementEvent = ListEvent<StatementField>;

/** A row as JSON holds it: its line, or what is wrong with its cells. */
export type StagedLine = {
  readonly row: number;
  readonly line: (Omit<ReadLine, 'amountFen'> & { readonly amountFen: string }) | null;
  readonly faults: StatementItem['faults'];
};

/** 0 → A, 25 → Z, 26 → AA: as a spreadsheet names its columns. */
function columnName(column: number): string {
  const rest = column % 26;
  const letter = String.fromCharCode(65 + rest);
  return column < 26 ? letter : columnName((column - rest) / 26 - 1) + letter;
}

function staged(row: SheetRow, header: StatementHeader, period: StatementPeriod): StagedLine {
  const read = readStatementLine(row, header, period);
  if (read.ok) {
    return { row: row.row, line: { ...read.line, amountFen: String(read.line.amountFen) }, faults: [] };
  }
  return { row: row.row, line: null, faults: read.faults.map((fault) => placed(fault, header)) };
}

const placed = (
  { field, code, found }: StatementFault,
  header: StatementHeader,
): StagedLine['faults'][number] => ({
  field,
  code,
  found: found.slice(0, MAX_FOUND_LENGTH),
  column: columnName(header.columns.find((one) => one.field === field)?.column ?? 0),
});

/** Enough to know the cell by. */
const MAX_FOUND_LENGTH = 100;

/** A line told twice counts once: the second is shown with the row of the first. */
function unlessRepeated(found: StagedLine, header: StatementHeader, seen: Map<string, number>): StagedLine {
  const { row, line } = found;
  const key = line === null ? undefined : repeatKey({ ...line, amountFen: BigInt(line.amountFen) });
  if (key === undefined) return found;
  const first = seen.get(key);
  if (first === undefined) {
    seen.set(key, row);
    return found;
  }
  const fault = { field: 'number', code: 'duplicate', found: String(first) } as const;
  return { row, line: null, faults: [placed(fault, header)] };
}

/** Reads a statement piece by piece. */
export function stageStatement({ bytes, period }: StatementInput): AsyncGenerator<StatementEvent> {
  const seen = new Map<string, number>();
  return stageList(bytes, {
    findHeader: findStatementHeader,
    isLine: isStatementLine,
    read: (row, header) => unlessRepeated(staged(row, header, period), header, seen),
  });
}

export type ReadLines =
  | { readonly kind: 'lines'; readonly lines: readonly StagedLine[] }
  | { readonly kind: 'refused'; readonly code: string };

/** All lines of a statement, or why it is refused whole. */
export async function linesOf(events: AsyncIterable<StatementEvent>): Promise<ReadLines> {
  const lines: StagedLine[] = [];
  for await (const event of events) {
    if (event.kind === 'refused') return event;
    if (event.kind === 'end') return { kind: 'lines', lines };
    // Written a moment ago by the reading, in this form.
    if (event.kind === 'rows')
      lines.push(...(JSON.parse(new TextDecoder().decode(event.json)) as StagedLine[]));
  }
  throw new Error('The reading of a statement ended early');
}
