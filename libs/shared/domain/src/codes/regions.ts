import { REGION_LINES } from './region-data.js';

export const REGION_LEVELS = ['province', 'city', 'county'] as const;
export type RegionLevel = (typeof REGION_LEVELS)[number];

export interface Region {
  readonly code: string;
  readonly name: string;
  readonly level: RegionLevel;
  /** Stored, never computed from digits: 429004 仙桃市 answers to 420000, 110101 东城区 to 110000. */
  readonly parent: string | null;
  /** One character, provinces only: 苏. */
  readonly abbreviation?: string;
}

interface RegionTree {
  readonly byCode: ReadonlyMap<string, Region>;
  readonly children: ReadonlyMap<string | null, readonly Region[]>;
}

const LINE = /^(\d+)([^/]*)\/(.*)$/;
const COUNTY = /(\d\d)(\D+)/g;

function regionsOfLine(line: string): readonly Region[] {
  const [, digits = '', name = '', rest = ''] = LINE.exec(line) ?? [];
  const province = `${digits.slice(0, 2)}0000`;
  if (digits.length === 2) {
    return [{ code: province, name, level: 'province', parent: null, abbreviation: rest }];
  }
  const city = `${digits}00`;
  // A prefecture line without a name groups counties that answer to the province itself.
  const parent = name === '' ? province : city;
  const counties = [...rest.matchAll(COUNTY)].map(([, last = '', county = '']): Region => ({
    code: digits + last,
    name: county,
    level: 'county',
    parent,
  }));
  return name === '' ? counties : [{ code: city, name, level: 'city', parent: province }, ...counties];
}

let tree: RegionTree | undefined;

function regionTree(): RegionTree {
  if (tree !== undefined) return tree;
  const regions = REGION_LINES.trim().split('\n').flatMap(regionsOfLine);
  const children = new Map<string | null, Region[]>();
  for (const region of regions) {
    const siblings = children.get(region.parent);
    if (siblings === undefined) children.set(region.parent, [region]);
    else siblings.push(region);
  }
  tree = { byCode: new Map(regions.map((region) => [region.code, region])), children };
  return tree;
}

/** Every region, province before city before county within each branch. */
export function allRegions(): readonly Region[] {
  return [...regionTree().byCode.values()];
}

/** The region a six-digit GB/T 2260 code stands for. */
export function findRegion(code: string): Region | undefined {
  return regionTree().byCode.get(code);
}

/** Codes from the province down to the region itself; empty for an unknown code. */
export function regionPath(code: string): readonly string[] {
  const region = findRegion(code);
  if (region === undefined) return [];
  return region.parent === null ? [code] : [...regionPath(region.parent), code];
}

/** Regions directly below a code, or the provinces when the code is null. */
export function childrenOf(code: string | null): readonly Region[] {
  return regionTree().children.get(code) ?? [];
}
