import type { SheetCell } from '@yinqi/domain/survey';
import { decodeText, numberKindOf, textCell, type NumberKind } from './cell-values.js';
import type { SheetContext } from './sheet-xml.js';
import type { Container } from './workbook-container.js';
import { readXml, type XmlAttributes, type XmlVisitor } from './xml.js';

export interface SheetPart {
  readonly name: string;
  readonly part: string;
}

export interface WorkbookParts {
  /** Sheets a person sees, in their order. */
  readonly sheets: readonly SheetPart[];
  readonly context: SheetContext;
}

const ROOT_RELATIONS = '_rels/.rels';

const elements = (open: XmlVisitor['open']): XmlVisitor => ({
  open,
  text: () => undefined,
  close: () => undefined,
});

const isTrue = (text: string | undefined): boolean => text === '1' || text === 'true';

interface Relation {
  readonly id: string;
  /** Last word of the type: transitional and strict workbooks differ in what stands before it. */
  readonly kind: string;
  readonly part: string;
}

/** The part a relation means, seen from the folder of the part that has it. */
function partOf(folder: string, target: string): string {
  if (target.startsWith('/')) return target.slice(1);
  const path: string[] = [];
  for (const step of [...folder.split('/'), ...target.split('/')]) {
    if (step === '..') path.pop();
    else if (step !== '' && step !== '.') path.push(step);
  }
  return path.join('/');
}

async function relationsOf(container: Container, part: string, folder: string): Promise<readonly Relation[]> {
  if (!container.has(part)) return [];
  const relations: Relation[] = [];
  const visitor = elements((name, { Id: id = '', Type: type = '', Target: target = '' }) => {
    if (name !== 'Relationship') return;
    relations.push({ id, kind: type.slice(type.lastIndexOf('/') + 1), part: partOf(folder, target) });
  });
  await readXml(container.read(part), visitor);
  return relations;
}

// The relation's id bears whatever prefix the document gave its namespace.
const relationIdOf = (attributes: XmlAttributes): string | undefined =>
  Object.entries(attributes).find(([name]) => name.endsWith(':id'))?.[1];

async function readOutline(container: Container, part: string) {
  const sheets: { readonly name: string; readonly relation: string }[] = [];
  let is1904 = false;
  const visitor = elements((name, attributes) => {
    if (name === 'workbookPr') is1904 = isTrue(attributes['date1904']);
    if (name !== 'sheet') return;
    const { name: title = '', state = 'visible' } = attributes;
    const relation = relationIdOf(attributes);
    if (state === 'visible' && relation !== undefined) sheets.push({ name: title, relation });
  });
  await readXml(container.read(part), visitor);
  return { sheets, is1904 };
}

/** Texts that cells name by number; readings of Japanese signs are no part of them. */
async function readStrings(container: Container, part: string): Promise<readonly SheetCell[]> {
  const strings: SheetCell[] = [];
  let text = '';
  let collects = false;
  let isPhonetic = false;
  await readXml(container.read(part), {
    open(name) {
      if (name === 'si') text = '';
      else if (name === 'rPh') isPhonetic = true;
      else if (name === 't') collects = !isPhonetic;
    },
    text(piece) {
      if (collects) text += piece;
    },
    close(name) {
      if (name === 'si') strings.push(textCell(decodeText(text)));
      else if (name === 'rPh') isPhonetic = false;
      else if (name === 't') collects = false;
    },
  });
  return strings;
}

const LISTS_OF_STYLES = new Set(['numFmts', 'cellStyleXfs', 'cellXfs', 'cellStyles', 'dxfs']);

async function readStyles(container: Container, part: string): Promise<readonly NumberKind[]> {
  const formats = new Map<number, string>();
  const styles: number[] = [];
  // The same elements describe named styles and conditional formats, which cells do not name.
  let list = '';
  const visitor = elements((name, attributes) => {
    const id = Number(attributes['numFmtId'] ?? 0);
    if (LISTS_OF_STYLES.has(name)) list = name;
    else if (name === 'numFmt' && list === 'numFmts') formats.set(id, attributes['formatCode'] ?? '');
    else if (name === 'xf' && list === 'cellXfs') styles.push(id);
  });
  await readXml(container.read(part), visitor);
  return styles.map((id) => numberKindOf(id, formats.get(id)));
}

/** Everything of a workbook but its sheets: which there are, and what their cells refer to. */
export async function readParts(container: Container): Promise<WorkbookParts> {
  const root = await relationsOf(container, ROOT_RELATIONS, '');
  const workbook = root.find(({ kind }) => kind === 'officeDocument')?.part;
  if (workbook === undefined) throw new Error('No workbook among the parts');
  const folder = workbook.slice(0, workbook.lastIndexOf('/') + 1);
  const own = `${folder}_rels/${workbook.slice(folder.length)}.rels`;
  const relations = await relationsOf(container, own, folder);
  const partWith = (kind: string): string | undefined =>
    relations.find((relation) => relation.kind === kind && container.has(relation.part))?.part;

  const { sheets, is1904 } = await readOutline(container, workbook);
  const strings = partWith('sharedStrings');
  const styles = partWith('styles');
  return {
    sheets: sheets.flatMap(({ name, relation }) => {
      // Chart sheets and dialogs stand among the sheets, with relations of other kinds.
      const found = relations.find(({ id, kind }) => id === relation && kind === 'worksheet');
      return found === undefined ? [] : [{ name, part: found.part }];
    }),
    context: {
      strings: strings === undefined ? [] : await readStrings(container, strings),
      styles: styles === undefined ? [] : await readStyles(container, styles),
      is1904,
    },
  };
}
