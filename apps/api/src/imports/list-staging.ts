import type { ListHeader, SheetCell, SheetRow } from '@yinqi/domain/survey';
import { DomainError } from '../platform/errors/domain-error.js';
import { readDelimited } from './delimited.js';
import { openContainer } from './workbook-container.js';
import { readWorkbook } from './workbook.js';

/** How rows of one kind of list are found and read. */
type ListReading<Field extends string> = {
  findHeader(top: readonly SheetRow[]): ListHeader<Field> | undefined;
  /** A closing line with a sum, or signatures, is none of the list's. */
  isLine(row: SheetRow, header: ListHeader<Field>): boolean;
  /** The row as JSON holds it. */
  read(row: SheetRow, header: ListHeader<Field>): object;
};

export type ListEvent<Field extends string> =
  | {
      readonly kind: 'header';
      readonly sheetName: string;
      readonly header: ListHeader<Field>;
      readonly heading: readonly SheetCell[];
    }
  | { readonly kind: 'rows'; readonly rowsRead: number; readonly json: Uint8Array<ArrayBuffer> }
  | { readonly kind: 'end'; readonly rowsRead: number }
  | { readonly kind: 'refused'; readonly code: string };

type Sheet = {
  readonly name: string;
  readonly top: readonly SheetRow[];
  rows(): AsyncIterable<SheetRow> | Iterable<SheetRow>;
};

const CHUNK = 200;

/** A workbook is told by what it is, not by its name; all else is text. */
const isWorkbook = (bytes: Uint8Array): boolean =>
  (bytes[0] === 0x50 && bytes[1] === 0x4b) || (bytes[0] === 0xd0 && bytes[1] === 0xcf);

/** Refuses a file that could not be read, before it is kept. */
export async function refuseUnreadable(bytes: Uint8Array): Promise<void> {
  if (isWorkbook(bytes)) await openContainer(bytes);
  else readDelimited(bytes);
}

async function* sheetsOf(bytes: Uint8Array): AsyncGenerator<Sheet> {
  if (isWorkbook(bytes)) yield* readWorkbook(bytes);
  else yield readDelimited(bytes);
}

async function findList<Field extends string>(
  bytes: Uint8Array,
  { findHeader }: Pick<ListReading<Field>, 'findHeader'>,
): Promise<{ readonly sheet: Sheet; readonly header: ListHeader<Field> }> {
  for await (const sheet of sheetsOf(bytes)) {
    const header = findHeader(sheet.top);
    if (header !== undefined) return { sheet, header };
  }
  throw new DomainError('import.no_header');
}

async function* stage<Field extends string>(
  bytes: Uint8Array,
  reading: ListReading<Field>,
): AsyncGenerator<ListEvent<Field>> {
  const { sheet, header } = await findList(bytes, reading);
  const heading = sheet.top.find(({ row }) => row === header.headerRow)?.cells ?? [];
  yield { kind: 'header', sheetName: sheet.name, header, heading };
  let rowsRead = 0;
  let chunk: object[] = [];
  const written = (): ListEvent<Field> => ({
    kind: 'rows',
    rowsRead,
    json: new TextEncoder().encode(JSON.stringify(chunk)),
  });
  for await (const row of sheet.rows()) {
    if (row.row <= header.headerRow || !reading.isLine(row, header)) continue;
    chunk.push(reading.read(row, header));
    rowsRead += 1;
    if (chunk.length < CHUNK) continue;
    yield written();
    chunk = [];
  }
  if (chunk.length > 0) yield written();
  if (rowsRead === 0) throw new DomainError('import.empty');
  yield { kind: 'end', rowsRead };
}

/** Reads a list piece by piece; what is wrong with the whole file ends it with a code. */
export async function* stageList<Field extends string>(
  bytes: Uint8Array,
  reading: ListReading<Field>,
): AsyncGenerator<ListEvent<Field>> {
  try {
    yield* stage(bytes, reading);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    yield { kind: 'refused', code: error.code };
  }
}
