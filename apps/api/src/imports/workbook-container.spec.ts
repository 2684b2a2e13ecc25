import { writeXlsx, type WriteOptions } from 'hucre/xlsx';
import { DomainError } from '../platform/errors/domain-error.js';
import { zip, type Entry } from './testing/archive.js';
import { openContainer, MAX_PACKED_BYTES, MAX_UNPACKED_BYTES } from './workbook-container.js';
import { readWorkbook } from './workbook.js';

const types: Entry = { name: '[Content_Types].xml', data: Buffer.from('<Types/>') };
const workbook = (options: Partial<WriteOptions> = {}): Promise<Uint8Array> =>
  writeXlsx({ sheets: [{ name: 's', rows: [['企业名称'], ['示例']] }], ...options });

async function refusalOf(bytes: Uint8Array): Promise<unknown> {
  try {
    for await (const sheet of readWorkbook(bytes)) expect(sheet.top).not.toHaveLength(0);
    return 'accepted';
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return error.params === undefined ? error.code : { code: error.code, ...error.params };
  }
}

describe('openContainer', () => {
  it('lets a workbook pass', async () => {
    expect((await openContainer(await workbook())).has('XL/workbook.xml')).toBe(true);
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
