import type { PAPER_MEDIA_TYPES } from '@yinqi/contracts/disclosure';

export type PaperMediaType = (typeof PAPER_MEDIA_TYPES)[number];

const SIGNATURES: readonly (readonly [PaperMediaType, readonly number[]])[] = [
  ['application/pdf', [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['image/jpeg', [0xff, 0xd8, 0xff]],
  ['image/png', [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
];

/** What a file is by its first bytes; a name or a header can say anything. */
export const paperFormat = (bytes: Uint8Array): PaperMediaType | undefined =>
  SIGNATURES.find(([, signature]) => signature.every((byte, at) => bytes[at] === byte))?.[0];

/** The last part of a path, without control characters: the name comes from somebody else's machine. */
export function paperName(given: string): string {
  const name = given.split(/[\\/]/).at(-1) ?? '';
  const clean = name.replace(/\p{Cc}/gu, '').trim();
  return clean === '' ? '授权书' : clean;
}
