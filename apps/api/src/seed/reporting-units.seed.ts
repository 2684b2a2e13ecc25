import { childrenOf } from '@yinqi/domain/codes';
import type { Tx } from '../platform/database/database.js';
import { stableId } from './stable-id.js';

/** Room between positions, so that a development zone can be added under any unit without renumbering. */
const GAP = 16;
export const NATION_ID = stableId('bureau:nation');
export const unitIdOf = (regionCode: string): string => stableId(`bureau:${regionCode}`);

type Unit = {
  readonly id: string;
  readonly name: string;
  readonly level: 'nation' | 'province' | 'city' | 'county';
  readonly regionCode: string | null;
  readonly parentId: string | null;
  readonly lft: number;
  rgt: number;
};

const BUREAU = { province: '商务厅', city: '商务局', county: '商务局' } as const;
const MUNICIPALITIES = new Set(['110000', '120000', '310000', '500000']);

function nameOf(level: keyof typeof BUREAU, regionCode: string, name: string): string {
  return MUNICIPALITIES.has(regionCode) ? `${name}商务委员会` : `${name}${BUREAU[level]}`;
}

function collect(units: Unit[], parentRegion: string | null, parentId: string, from: number): number {
  let position = from;
  for (const region of childrenOf(parentRegion)) {
    const unit: Unit = {
      id: unitIdOf(region.code),
      name: nameOf(region.level, region.code, region.name),
      level: region.level,
      regionCode: region.code,
      parentId,
      lft: position + GAP,
      rgt: 0,
    };
    units.push(unit);
    unit.rgt = collect(units, region.code, unit.id, unit.lft) + GAP;
    position = unit.rgt;
  }
  return position;
}

/** The bureau tree: nation, provinces, cities, counties, each a reporting unit (domain §2). */
export async function seedReportingUnits(tx: Tx): Promise<void> {
  const nation: Unit = {
    id: NATION_ID,
    name: '商务部外国投资管理司',
    level: 'nation',
    regionCode: null,
    parentId: null,
    lft: 1,
    rgt: 0,
  };
  const units: Unit[] = [nation];
  nation.rgt = collect(units, null, nation.id, nation.lft) + GAP;
  await tx.execute(
    `insert into organisation (id, kind, name, unit_level, region_code, parent_id, lft, rgt)
     select id, 'bureau', name, level, region_code, parent_id, lft, rgt
     from unnest($1::uuid[], $2::text[], $3::text[], $4::text[], $5::uuid[], $6::int[], $7::int[])
       as unit(id, name, level, region_code, parent_id, lft, rgt)
     on conflict (id) do nothing`,
    [
      units.map((unit) => unit.id),
      units.map((unit) => unit.name),
      units.map((unit) => unit.level),
      units.map((unit) => unit.regionCode),
      units.map((unit) => unit.parentId),
      units.map((unit) => unit.lft),
      units.map((unit) => unit.rgt),
    ],
  );
}
