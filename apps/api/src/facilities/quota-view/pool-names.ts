import type { Ownership } from '../../platform/database/ownership.js';
import { nameOfCode } from '../code-tables.js';

/** A pool's place and the institution it belongs to, as SQL names them; `p` is the pool and `o` its institution. */
export type PoolOwner = {
  readonly level: 'nation' | 'province' | 'bank';
  readonly region: string | null;
  readonly name: string;
  readonly name_en: string | null;
};

type Named = { readonly name: string; readonly nameEn: string | null };

export const ownerColumn = (pool: string, institution: string): string =>
  `json_build_object('level', ${pool}.level, 'region', ${institution}.region_code, 'name', ${institution}.name,
     'name_en', ${institution}.name_en)`;

/** Quota belongs to a country, a province or a bank; the unit that reports for an area only tells which area it is. */
export function ownerName({ level, region, name, name_en }: PoolOwner): Named {
  if (level === 'nation') return { name: '全国', nameEn: 'Nationwide' };
  const area = level === 'province' && region !== null ? nameOfCode('region', region, 'zh') : undefined;
  if (area === undefined || region === null) return { name, nameEn: name_en };
  return { name: area, nameEn: nameOfCode('region', region, 'en') ?? null };
}

/** Whose a pool `p` under its tool `f` is: its bank's, the bureaus' whose area it lies in, the holder's of the tool. */
export const POOL_OWNERSHIP: Ownership = {
  bank: 'p.bank_id',
  bureau: 'p.unit_position',
  holder: 'f.holder_id',
};
