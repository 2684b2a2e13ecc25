import type { Tx } from '../../platform/database/database.js';
import { unitIdOf } from '../reporting-units.seed.js';
import { stableId } from '../stable-id.js';

type ZoneSeed = {
  readonly key: string;
  readonly name: string;
  readonly city: string;
  readonly place: number;
};

/** Development-zone committees report like units although GB/T 2260 has no code for them (domain §2). */
const ZONES: readonly ZoneSeed[] = [
  { key: 'suzhou-1', name: '苏州示例经济开发区管委会', city: '320500', place: 0 },
  { key: 'suzhou-2', name: '苏州示例高新技术产业开发区管委会', city: '320500', place: 1 },
  { key: 'nanjing-1', name: '南京示例经济开发区管委会', city: '320100', place: 0 },
  { key: 'wuxi-1', name: '无锡示例高新技术产业开发区管委会', city: '320200', place: 0 },
  { key: 'changzhou-1', name: '常州示例经济开发区管委会', city: '320400', place: 0 },
  { key: 'nantong-1', name: '南通示例综合保税区管委会', city: '320600', place: 0 },
];

export const zoneIdOf = (key: string): string => stableId(`zone:${key}`);
export const zonesOf = (city: string): readonly ZoneSeed[] => ZONES.filter((zone) => zone.city === city);

/** Each takes three of the sixteen positions between its city and the city's first county. */
export async function seedZones(tx: Tx): Promise<void> {
  for (const { key, name, city, place } of ZONES) {
    await tx.execute(
      `insert into organisation (id, kind, name, unit_level, parent_id, lft, rgt, demo)
       select $1, 'bureau', $2, 'zone', id, lft + $4, lft + $4 + 1, true from organisation where id = $3`,
      [zoneIdOf(key), name, unitIdOf(city), 2 + place * 3],
    );
  }
}
