import { createHash } from 'node:crypto';

/** The same name gives the same id in every installation, so seeding again changes nothing (UUID version 8). */
export function stableId(name: string): string {
  const hex = createHash('sha256').update(`yinqi:${name}`).digest('hex');
  const variant = ((parseInt(hex.slice(16, 17), 16) & 0x3) | 0x8).toString(16);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}
