import {
  REGION_LEVELS,
  allRegions,
  findRegion,
  regionPath,
  type Region,
  type RegionLevel,
} from './regions.js';

export interface ResolvedRegion {
  readonly code: string;
  readonly level: RegionLevel;
  /** False when the text said more, or less, than this region: it is the nearest one that is certain. */
  readonly exact: boolean;
  readonly warning?: 'region';
}

export interface RegionContext {
  /** Code of the importing bureau's province; it decides between namesakes. */
  readonly province?: string;
}

interface NamedRegion {
  readonly region: Region;
  readonly short: boolean;
}

interface Reading {
  readonly region: Region;
  readonly shortNames: number;
  readonly tail: string;
}

const MAX_TEXT_LENGTH = 60;
const NOISE = /[\s/\\、,。.·•\-—–_>|:;()[\]【】]|市辖区|(?:省|自治区)直辖县级行政区划/gu;
const OWN_LEVEL_TAIL = /^(市?市区|[省市]?本级|[省市]直|直属)$/u;
const AUTONOMOUS = /(?:自治[区州县旗]|特别行政区)$/u;
const SUFFIX = /(?:新区|林区|特区|地区|[省市区县盟旗])$/u;
// Peoples as they stand in the names of autonomous places: 恩施土家族苗族自治州 is called 恩施.
const PEOPLE =
  /(?:[各壮回苗满侗瑶白黎傣畲水土羌怒彝藏佤]族|(?:维吾尔|蒙古|朝鲜|布依|土家|哈尼|哈萨克|傈僳|拉祜|东乡|纳西|景颇|柯尔克孜|达斡尔|仫佬|布朗|撒拉|毛南|仡佬|锡伯|塔吉克|普米|鄂温克|保安|独龙)族?)$/u;

/** 广西壮族自治区 → 广西; a name that is nothing but a people keeps it: 东乡族自治县 → 东乡. */
function shortNameOf(name: string): string {
  let short = name.replace(AUTONOMOUS, '');
  if (short === name) return name.replace(SUFFIX, '');
  for (let rest = short.replace(PEOPLE, ''); rest !== short && rest.length >= 2;) {
    short = rest;
    rest = short.replace(PEOPLE, '');
  }
  return short.replace(/族$/u, '');
}

let names: ReadonlyMap<string, readonly NamedRegion[]> | undefined;

function regionNames(): ReadonlyMap<string, readonly NamedRegion[]> {
  if (names !== undefined) return names;
  const index = new Map<string, NamedRegion[]>();
  const add = (name: string, named: NamedRegion): void => {
    index.set(name, [...(index.get(name) ?? []), named]);
  };
  for (const region of allRegions()) {
    const short = shortNameOf(region.name);
    add(region.name, { region, short: false });
    // One character alone (赵 of 赵县) names nothing.
    if (short.length >= 2 && short !== region.name) add(short, { region, short: true });
  }
  names = index;
  return names;
}

const isBelow = (region: Region, scope: string): boolean =>
  region.code !== scope && regionPath(region.code).includes(scope);

function readingsOf(text: string, scope: string | null, shortNames: number): readonly Reading[] {
  const readings: Reading[] = [];
  for (let length = 2; length <= text.length; length += 1) {
    for (const { region, short } of regionNames().get(text.slice(0, length)) ?? []) {
      if (scope !== null && !isBelow(region, scope)) continue;
      const count = shortNames + (short ? 1 : 0);
      const rest = text.slice(length);
      const tail = OWN_LEVEL_TAIL.test(rest) ? '' : rest;
      const deeper = tail === '' ? [] : readingsOf(rest, region.code, count);
      readings.push(...(deeper.length > 0 ? deeper : [{ region, shortNames: count, tail }]));
    }
  }
  return readings;
}

function fewest<T>(items: readonly T[], measure: (item: T) => number): readonly T[] {
  const least = Math.min(...items.map(measure));
  return items.filter((item) => measure(item) === least);
}

function commonAncestor(regions: readonly Region[]): Region | undefined {
  const [first, ...others] = regions.map(({ code }) => regionPath(code));
  const shared = (first ?? []).filter((code) => others.every((path) => path.includes(code)));
  return findRegion(shared.at(-1) ?? '');
}

function resolved(region: Region, exact: boolean): ResolvedRegion {
  const answer = { code: region.code, level: region.level, exact };
  return exact ? answer : { ...answer, warning: 'region' };
}

function resolveCode(digits: string): ResolvedRegion | undefined {
  const code = digits.padEnd(6, '0');
  const ancestors = [code, `${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`];
  for (const candidate of ancestors) {
    const region = findRegion(candidate);
    if (region !== undefined) return resolved(region, candidate === code);
  }
  return undefined;
}

/** Reads a region as clerks write it: code, county, city and county with or without separator, short names. */
export function resolveRegion(text: string, context: RegionContext = {}): ResolvedRegion | undefined {
  const clean = text.normalize('NFKC').replace(NOISE, '');
  if (/^\d{2}(\d{2}){0,2}$/.test(clean)) return resolveCode(clean);
  if (clean.length > MAX_TEXT_LENGTH) return undefined;

  const readings = fewest(readingsOf(clean, null, 0), ({ tail }) => tail.length);
  const candidates = fewest(readings, ({ shortNames }) => shortNames);
  const [province] = regionPath(context.province ?? '');
  const local = candidates.filter(({ region }) => regionPath(region.code)[0] === province);
  const pool = [...new Set((local.length > 0 ? local : candidates).map(({ region }) => region))];

  const [first, ...rivals] = fewest(pool, ({ level }) => REGION_LEVELS.indexOf(level));
  if (first === undefined) return undefined;
  if (rivals.length > 0) {
    const ancestor = commonAncestor(pool);
    return ancestor && resolved(ancestor, false);
  }
  const certain = pool.every((region) => region === first || isBelow(region, first.code));
  return resolved(first, certain && readings[0]?.tail === '');
}
