import { deflateRawSync } from 'node:zlib';

export interface Entry {
  readonly name: string;
  readonly data: Uint8Array;
  /** Size the directory claims; a liar's differs from the real one. */
  readonly claimedBytes?: number;
}

/** A ZIP archive with a directory that says what the test wants it to say. */
export function zip(entries: readonly Entry[], endCount = entries.length): Uint8Array {
  const bodies: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, data, claimedBytes = data.length } of entries) {
    const packed = deflateRawSync(data);
    const title = Buffer.from(name);
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt32LE(claimedBytes, 22);
    local.writeUInt16LE(title.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt32LE(claimedBytes, 24);
    entry.writeUInt16LE(title.length, 28);
    entry.writeUInt32LE(offset, 42);
    bodies.push(local, title, packed);
    directory.push(entry, title);
    offset += local.length + title.length + packed.length;
  }
  const size = directory.reduce((sum, part) => sum + part.length, 0);
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(endCount, 8);
  end.writeUInt16LE(endCount, 10);
  end.writeUInt32LE(size, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...bodies, ...directory, end]);
}

const RELATIONS = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';

/** Parts of a workbook as XML; what is left out is not in the file. */
export interface WorkbookXml {
  /** Content of `<worksheet>` of each sheet. */
  readonly sheets: readonly string[];
  /** Content of `<sst>`. */
  readonly strings?: string;
  /** Content of `<styleSheet>`. */
  readonly styles?: string;
  /** What stands before the list of sheets. */
  readonly properties?: string;
}

/** An .xlsx made of the XML that a test writes, as no program of ours would write it. */
export function workbookOf({ sheets, strings, styles, properties = '' }: WorkbookXml): Uint8Array {
  const relations: string[] = [];
  const parts: Entry[] = [];
  const add = (name: string, kind: string, xml: string): void => {
    const id = `rId${String(relations.length + 1)}`;
    relations.push(`<Relationship Id="${id}" Type="${RELATIONS}/${kind}" Target="${name}"/>`);
    parts.push({ name: `xl/${name}`, data: Buffer.from(xml) });
  };
  sheets.forEach((xml, index) => {
    add(
      `worksheets/sheet${String(index + 1)}.xml`,
      'worksheet',
      `<worksheet xmlns="${MAIN}">${xml}</worksheet>`,
    );
  });
  if (strings !== undefined)
    add('sharedStrings.xml', 'sharedStrings', `<sst xmlns="${MAIN}">${strings}</sst>`);
  if (styles !== undefined) add('styles.xml', 'styles', `<styleSheet xmlns="${MAIN}">${styles}</styleSheet>`);
  const list = sheets.map(
    (_, index) =>
      `<sheet name="表${String(index + 1)}" sheetId="${String(index + 1)}" r:id="rId${String(index + 1)}"/>`,
  );
  const workbook = `<workbook xmlns="${MAIN}" xmlns:r="${RELATIONS}">${properties}<sheets>${list.join('')}</sheets></workbook>`;
  const root = `<Relationship Id="rId1" Type="${RELATIONS}/officeDocument" Target="/xl/workbook.xml"/>`;
  return zip([
    { name: '[Content_Types].xml', data: Buffer.from('<Types/>') },
    { name: '_rels/.rels', data: Buffer.from(`<Relationships>${root}</Relationships>`) },
    { name: 'xl/workbook.xml', data: Buffer.from(workbook) },
    {
      name: 'xl/_rels/workbook.xml.rels',
      data: Buffer.from(`<Relationships>${relations.join('')}</Relationships>`),
    },
    ...parts,
  ]);
}
