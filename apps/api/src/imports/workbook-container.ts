import { createInflateRaw } from 'node:zlib';
import { DomainError } from '../platform/errors/domain-error.js';

export const MAX_PACKED_BYTES = 20 * 1024 * 1024;
export const MAX_UNPACKED_BYTES = 200 * 1024 * 1024;
const MAX_PARTS = 2000;
// Sheet XML packs 10 to 40 times; a thousand is made on purpose. Small parts may reach it by chance.
const MAX_RATIO = 1000;
const RATIO_FREE_BYTES = 1024 * 1024;
const PIECE_BYTES = 64 * 1024;

const END_SIGNATURE = 0x06054b50;
const ENTRY_SIGNATURE = 0x02014b50;
const END64_LOCATOR_SIGNATURE = 0x07064b50;
const LOCAL_SIGNATURE = 0x04034b50;
const END_BYTES = 22;
const END64_LOCATOR_BYTES = 20;
const ENTRY_BYTES = 46;
const LOCAL_BYTES = 30;
const MAX_COMMENT_BYTES = 0xffff;
const ZIP64_MARK = 0xffffffff;
const STORED = 0;
const DEFLATED = 8;
const ENCRYPTED_FLAG = 1;
const OLE_SIGNATURE = [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1];

interface Part {
  readonly name: string;
  readonly method: number;
  readonly packedBytes: number;
  readonly unpackedBytes: number;
  readonly offset: number;
}

export type TooLargeReason = 'packed' | 'unpacked' | 'parts' | 'rows';

const refuse = (code: 'not_a_workbook' | 'empty' | 'password_protected' | 'macro_enabled'): never => {
  throw new DomainError(`import.${code}`);
};

/** Refusal of a file beyond a bound, saying which. */
export const tooLarge = (reason: TooLargeReason): DomainError =>
  new DomainError('import.too_large', { params: { reason } });

/** Refusal of a file that cannot be read, with what the parser said. */
export const notAWorkbook = (cause: unknown): DomainError =>
  Object.assign(new DomainError('import.not_a_workbook'), { cause });

function endOfDirectory(view: DataView): number {
  const lowest = Math.max(0, view.byteLength - END_BYTES - MAX_COMMENT_BYTES);
  for (let at = view.byteLength - END_BYTES; at >= lowest; at -= 1) {
    if (view.getUint32(at, true) === END_SIGNATURE) return at;
  }
  return refuse('not_a_workbook');
}

function readDirectory(bytes: Uint8Array): readonly Part[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  const locator = end - END64_LOCATOR_BYTES;
  // A second, 64-bit directory would be the one the parser follows, unseen by the checks below.
  if (locator >= 0 && view.getUint32(locator, true) === END64_LOCATOR_SIGNATURE) refuse('not_a_workbook');
  const count = view.getUint16(end + 10, true);
  if (count > MAX_PARTS) throw tooLarge('parts');
  const names = new TextDecoder();
  const parts: Part[] = [];
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index += 1) {
    if (at + ENTRY_BYTES > end || view.getUint32(at, true) !== ENTRY_SIGNATURE) refuse('not_a_workbook');
    if ((view.getUint16(at + 8, true) & ENCRYPTED_FLAG) !== 0) refuse('password_protected');
    const nameBytes = view.getUint16(at + 28, true);
    const part = {
      name: names.decode(bytes.subarray(at + ENTRY_BYTES, at + ENTRY_BYTES + nameBytes)),
      method: view.getUint16(at + 10, true),
      packedBytes: view.getUint32(at + 20, true),
      unpackedBytes: view.getUint32(at + 24, true),
      offset: view.getUint32(at + 42, true),
    };
    // A workbook of 20 MB has no use for 64-bit sizes.
    if (part.packedBytes === ZIP64_MARK || part.unpackedBytes === ZIP64_MARK) throw tooLarge('unpacked');
    parts.push(part);
    at += ENTRY_BYTES + nameBytes + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return parts;
}

function refuseBombs(parts: readonly Part[]): void {
  let total = 0;
  for (const { packedBytes, unpackedBytes } of parts) {
    total += unpackedBytes;
    const ratio = unpackedBytes / Math.max(1, packedBytes);
    if (total > MAX_UNPACKED_BYTES || (unpackedBytes > RATIO_FREE_BYTES && ratio > MAX_RATIO))
      throw tooLarge('unpacked');
  }
}

function packedData(bytes: Uint8Array, part: Part): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (part.offset + LOCAL_BYTES > bytes.byteLength || view.getUint32(part.offset, true) !== LOCAL_SIGNATURE) {
    refuse('not_a_workbook');
  }
  const start =
    part.offset +
    LOCAL_BYTES +
    view.getUint16(part.offset + 26, true) +
    view.getUint16(part.offset + 28, true);
  if (start + part.packedBytes > bytes.byteLength) refuse('not_a_workbook');
  return bytes.subarray(start, start + part.packedBytes);
}

/** A part piece by piece; the directory may lie about its size, so what comes out is counted. */
async function* unpack(bytes: Uint8Array, part: Part): AsyncGenerator<Uint8Array> {
  const packed = packedData(bytes, part);
  if (part.method === STORED && part.packedBytes === part.unpackedBytes) {
    yield packed;
    return;
  }
  if (part.method !== DEFLATED) refuse('not_a_workbook');
  const inflate = createInflateRaw({ chunkSize: PIECE_BYTES });
  let unpacked = 0;
  inflate.end(packed);
  try {
    for await (const chunk of inflate) {
      // A stream of bytes yields buffers; the iterator's own type does not say so.
      const piece = chunk as Buffer;
      unpacked += piece.length;
      if (unpacked > part.unpackedBytes) throw tooLarge('unpacked');
      yield piece;
    }
  } catch (cause) {
    throw cause instanceof DomainError ? cause : notAWorkbook(cause);
  } finally {
    inflate.destroy();
  }
}

async function refuseLies(bytes: Uint8Array, part: Part): Promise<void> {
  const unpacking = unpack(bytes, part);
  while ((await unpacking.next()).done !== true);
}

const isMacro = (name: string): boolean => /(^|\/)(vbaProject\.bin|macrosheets\/)/i.test(name);

/** Names differ in case between programs, and some write the separator of Windows. */
const keyOf = (name: string): string => name.replaceAll('\\', '/').toLowerCase();

/** The parts of a file that was found to be a plain .xlsx within its bounds. */
export class Container {
  readonly #parts: ReadonlyMap<string, Part>;

  constructor(
    private readonly bytes: Uint8Array,
    parts: readonly Part[],
  ) {
    this.#parts = new Map(parts.map((part) => [keyOf(part.name), part]));
  }

  has(name: string): boolean {
    return this.#parts.has(keyOf(name));
  }

  /** Unpacked again by every reading: keeping it would cost ten times the file. */
  async *read(name: string): AsyncGenerator<Uint8Array> {
    const part = this.#parts.get(keyOf(name)) ?? refuse('not_a_workbook');
    yield* unpack(this.bytes, part);
  }
}

/** Refuses what is no plain .xlsx, is locked, carries macros or unpacks beyond bounds, before it is parsed. */
export async function openContainer(bytes: Uint8Array): Promise<Container> {
  if (bytes.byteLength === 0) refuse('empty');
  if (bytes.byteLength > MAX_PACKED_BYTES) throw tooLarge('packed');
  // Excel wraps an encrypted workbook in an OLE container; the .xls of before 2007 is one too.
  if (OLE_SIGNATURE.every((byte, index) => bytes[index] === byte)) {
    refuse(isEncryptedPackage(bytes) ? 'password_protected' : 'not_a_workbook');
  }
  if (bytes.byteLength < END_BYTES) refuse('not_a_workbook');
  const parts = readDirectory(bytes);
  refuseBombs(parts);
  if (parts.some(({ name }) => isMacro(name))) refuse('macro_enabled');
  if (!parts.some(({ name }) => name === '[Content_Types].xml')) refuse('not_a_workbook');
  for (const part of parts) await refuseLies(bytes, part);
  return new Container(bytes, parts);
}

/** Directory entry names of OLE containers are UTF-16. */
function isEncryptedPackage(bytes: Uint8Array): boolean {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).includes(
    Buffer.from('EncryptedPackage', 'utf16le'),
  );
}
