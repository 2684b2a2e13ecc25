import { deflateRawSync } from 'node:zlib';
import { writeXlsx, type WriteOptions } from 'hucre/xlsx';
import { DomainError } from '../platform/errors/domain-error.js';
import { checkContainer, MAX_PACKED_BYTES, MAX_UNPACKED_BYTES } from './workbook-container.js';
import { readWorkbook } from './workbook.js';

interface Entry {
  readonly name: string;
  readonly data: Uint8Array;
  /** Size the directory claims; a liar's differs from the real one. */
  readonly claimedBytes?: number;
}

/** A ZIP archive with a directory that says what the test wants it to say. */
function zip(entries: readonly Entry[], endCount = entries.length): Uint8Array {
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

const types: Entry = { name: '[Content_Types].xml', data: Buffer.from('<Types/>') };
const workbook = (options: Partial<WriteOptions> = {}): Promise<Uint8Array> =>
  writeXlsx({ sheets: [{ name: 's', rows: [['企业名称'], ['示例']] }], ...options });

async function refusalOf(bytes: Uint8Array): Promise<unknown> {
  try {
    await readWorkbook(bytes);
    return 'accepted';
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.params === undefined ? error.code : { code: error.code, ...error.params };
  }
}

describe('checkContainer', () => {
  it('lets a workbook pass', async () => {
    await expect(checkContainer(await workbook())).resolves.toBeUndefined();
  });

  it('refuses an empty file', async () => {
    expect(await refusalOf(new Uint8Array())).toBe('import.empty');
  });

  it.each([
    ['text', Buffer.from('企业名称,统一社会信用代码\n')],
    ['a ZIP that is no workbook', zip([{ name: 'a.txt', data: Buffer.from('a') }])],
    ['a ZIP with types only', zip([types])],
    ['a cut directory', zip([types], 3)],
    ['an old .xls', Buffer.from('d0cf11e0a1b11ae1'.padEnd(1024, '0'), 'hex')],
  ])('refuses %s', async (_, bytes) => {
    expect(await refusalOf(bytes)).toBe('import.not_a_workbook');
  });

  it('refuses a workbook cut off in the middle', async () => {
    const whole = await workbook();
    expect(await refusalOf(whole.slice(0, whole.length / 2))).toBe('import.not_a_workbook');
  });

  it('refuses a second, 64-bit directory that the parser would follow instead', async () => {
    const whole = Buffer.from(await workbook());
    const locator = Buffer.alloc(20);
    locator.writeUInt32LE(0x07064b50, 0);
    const end = whole.length - 22;
    expect(await refusalOf(Buffer.concat([whole.subarray(0, end), locator, whole.subarray(end)]))).toBe(
      'import.not_a_workbook',
    );
  });

  it('refuses a locked workbook', async () => {
    const locked = await workbook({ encryption: { password: 'locked-2026', spinCount: 1000 } });
    expect(await refusalOf(locked)).toBe('import.password_protected');
  });

  it('refuses macros', async () => {
    const vbaProject = new Uint8Array([1, 2, 3]);
    expect(await refusalOf(await workbook({ vbaProject }))).toBe('import.macro_enabled');
  });

  it('refuses a file over the packed bound', async () => {
    expect(await refusalOf(new Uint8Array(MAX_PACKED_BYTES + 1))).toEqual({
      code: 'import.too_large',
      reason: 'packed',
    });
  });

  it('refuses what would unpack beyond the bound, without unpacking it', async () => {
    const halves = ['a', 'b'].map((name) => ({
      name,
      data: Buffer.from('x'),
      claimedBytes: MAX_UNPACKED_BYTES / 2 + 1,
    }));
    expect(await refusalOf(zip([types, ...halves]))).toEqual({
      code: 'import.too_large',
      reason: 'unpacked',
    });
  });

  it('refuses a part whose ratio no sheet reaches', async () => {
    // 8 MB of zeros pack to some 8 kB: about 1,030 to one.
    const bomb = { name: 'xl/worksheets/sheet1.xml', data: Buffer.alloc(8 * 1024 * 1024) };
    expect(await refusalOf(zip([types, bomb]))).toEqual({ code: 'import.too_large', reason: 'unpacked' });
  });

  it('refuses a part that is larger than its directory says', async () => {
    const liar = { name: 'xl/workbook.xml', data: Buffer.alloc(500_000, 'abcdefg'), claimedBytes: 100 };
    expect(await refusalOf(zip([types, liar]))).toEqual({ code: 'import.too_large', reason: 'unpacked' });
  });

  it('refuses too many parts', async () => {
    expect(await refusalOf(zip([types], 2001))).toEqual({ code: 'import.too_large', reason: 'parts' });
  });
});
