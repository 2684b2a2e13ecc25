import { allIndustries, allRegions, industryPath, regionPath } from '@yinqi/domain/codes';
import {
  COLLATERALS,
  HEADROOM_TIERS,
  HOLDING_TYPES,
  MECHANISMS,
  PURPOSES,
  RESPONSIVENESS_TIERS,
  STAGES,
} from '@yinqi/domain/matching';
import { seededRandom } from '../statistics.mjs';

export const AS_OF = '2026-06-30';
export const VOCABULARY = {
  sizes: ['micro', 'small', 'medium', 'large'],
  holdings: HOLDING_TYPES,
  stages: STAGES,
  currencies: ['CNY', 'USD', 'EUR', 'JPY', 'HKD', 'GBP', 'KRW', 'SGD'],
  grades: ['A', 'B', 'M', 'C', 'D'],
  purposes: PURPOSES.slice(0, 12),
  collaterals: COLLATERALS.slice(0, 10),
  lists: Array.from({ length: 8 }, (_, at) => `list-${at}`),
};
const FACILITIES = 64;
const MIN_WAN = [0, 0, 0, 10, 30, 50, 50, 100, 100, 200, 300, 500, 500, 1_000, 1_000, 2_000, 5_000];
const MAX_WAN = [500, 1_000, 1_000, 2_000, 3_000, 5_000, 10_000, 10_000, 20_000, 30_000, 50_000, 100_000];
const MIN_TERM = [0, 0, 0, 1, 1, 3, 3, 6, 6, 12, 24];
const MAX_TERM = [6, 12, 12, 12, 24, 36, 36, 36, 60, 60, 84, 120, 180, 240];
const TERMS = [1, 3, 3, 6, 6, 6, 12, 12, 12, 12, 12, 18, 24, 24, 36, 36, 36, 60, 60, 84, 120];

/** Foreign investment is concentrated: few provinces hold most products and requests. */
function geography() {
  const regions = allRegions();
  const provinces = regions.filter(({ level }) => level === 'province').map(({ code }) => code);
  const below = (code, level) =>
    regions.filter((one) => one.level === level && regionPath(one.code)[0] === code);
  const cities = new Map(provinces.map((code) => [code, below(code, 'city').map((one) => one.code)]));
  const counties = new Map(provinces.map((code) => [code, below(code, 'county').map((one) => one.code)]));
  const usable = provinces.filter((code) => counties.get(code).length > 0);
  const weights = usable.map((_, at) => 1 / (1 + ((at * 7) % usable.length)));
  return { usable, weights, cities, counties };
}

function industries() {
  const all = allIndustries();
  const classes = all.filter(({ level }) => level === 4).map(({ code }) => code);
  return { classes, manufacturing: classes.filter((code) => code.startsWith('C')) };
}

const GEOGRAPHY = geography();
const INDUSTRIES = industries();

function weighted(random, weights) {
  let rest = random.next() * weights.reduce((sum, weight) => sum + weight, 0);
  const at = weights.findIndex((weight) => (rest -= weight) < 0);
  return at < 0 ? weights.length - 1 : at;
}

const bell = (random) =>
  (Array.from({ length: 6 }, () => random.next()).reduce((a, b) => a + b) - 3) * Math.SQRT2;
const provinceOf = (random) => GEOGRAPHY.usable[weighted(random, GEOGRAPHY.weights)];
const classOf = (random) => random.pick(random.chance(0.65) ? INDUSTRIES.manufacturing : INDUSTRIES.classes);
const several = (random, count, make) => [...new Set(Array.from({ length: count }, make))].filter(Boolean);

/** A mask of n bits; always at least the bit given. */
function mask(random, bits, share, always = 0) {
  let chosen = always;
  for (let bit = 0; bit < bits; bit += 1) if (random.chance(share)) chosen |= 1 << bit;
  return chosen;
}

function regionsOf(random, loose) {
  const where = random.next();
  if (where < (loose ? 0.6 : 0.25)) return [];
  const province = provinceOf(random);
  const from = (list, most) => several(random, 1 + random.below(most), () => random.pick(list));
  const cities = GEOGRAPHY.cities.get(province);
  if (where < 0.7 || cities.length === 0) {
    return random.chance(0.8) ? [province] : several(random, 2 + random.below(4), () => provinceOf(random));
  }
  const chosen = where < 0.92 ? from(cities, 4) : from(GEOGRAPHY.counties.get(province), 7);
  return random.chance(0.08) ? [...chosen, random.pick(GEOGRAPHY.counties.get(provinceOf(random)))] : chosen;
}

function industriesOf(random, loose) {
  const breadth = random.next();
  const at = (level) => () => industryPath(classOf(random))[level];
  const included =
    breadth < (loose ? 0.8 : 0.55)
      ? []
      : breadth < 0.75
        ? several(random, 1 + random.below(3), at(0))
        : breadth < 0.9
          ? several(random, 2 + random.below(8), at(1))
          : several(random, 3 + random.below(15), at(breadth < 0.96 ? 2 : 3));
  const excluded = random.chance(loose ? 0.2 : 0.5)
    ? several(random, 1 + random.below(5), () => industryPath(classOf(random))[1 + random.below(3)])
    : [];
  return { included, excluded };
}

function makeProduct(random, number, loose) {
  const mechanism = weighted(random, [14, 10, 16, 60]);
  const minWan = random.pick(MIN_WAN);
  const maxWan = MAX_WAN[Math.min(MAX_WAN.length - 1, random.below(loose ? 20 : 14))];
  const minTerm = random.pick(MIN_TERM);
  const maxTerm = random.pick(MAX_TERM);
  const size = random.next();
  const holding = random.next();
  return {
    number,
    mechanism,
    facility: mechanism + 4 * random.below(FACILITIES / 4),
    regions: regionsOf(random, loose),
    ...industriesOf(random, loose),
    sizes: size < (loose ? 0.5 : 0.3) ? 15 : size < 0.5 ? 3 : size < 0.7 ? 7 : size < 0.85 ? 12 : 14,
    holdings: holding < 0.86 ? 63 : mask(random, 6, 0.6, 16),
    minWan,
    maxWan: maxWan > minWan * 2 ? maxWan : minWan * 10 + 100,
    minTerm,
    maxTerm: maxTerm > minTerm ? maxTerm : minTerm + 12,
    purposes: mask(random, 12, loose ? 0.85 : 0.62, 1 << Math.floor(random.next() ** 2 * 12)),
    collaterals: mask(random, 10, 0.35, 1 << random.below(10)),
    currencies: random.chance(0.75) ? 1 : mask(random, 8, 0.5, 1),
    minYears: random.pick([0, 0, 0, 1, 1, 2, 2, 3, 3, 5]),
    minExportBp: random.chance(0.8) ? 0 : random.pick([1_000, 2_000, 3_000, 5_000]),
    grades: random.pick([1, 3, 3, 7, 7, 15, 15, 31]),
    required: random.chance(0.78) ? 0 : 1 << Math.floor(random.next() ** 1.5 * 8),
    preferred: mask(random, 8, 0.15),
    stages: random.chance(0.6) ? 15 : mask(random, 4, 0.6, 4),
    rateBp: 260 + random.below(40) * 5,
    days: random.below(21),
    tier: weighted(random, [4, 20, 36, 40]),
    responsiveness: random.below(3),
    published: random.chance(0.93),
  };
}

function makeRequest(random, number) {
  const size = weighted(random, [12, 33, 35, 20]);
  const wan = Math.max(5, Math.round(Math.exp(5.2 + size * 0.95 + bell(random) * 1.1) / 5) * 5);
  return {
    number,
    region: random.pick(GEOGRAPHY.counties.get(provinceOf(random))),
    industry: classOf(random),
    size,
    holding: weighted(random, [5, 3, 35, 22, 30, 5]),
    wan: Math.min(wan, 500_000),
    term: random.pick(TERMS),
    purposes: (1 << Math.floor(random.next() ** 2 * 12)) | (random.chance(0.3) ? 1 << random.below(12) : 0),
    collaterals: 1 | mask(random, 10, 0.25),
    currency: random.chance(0.82) ? 0 : 1 + random.below(7),
    ceilingBp: 290 + random.below(48) * 5,
    grade: weighted(random, [30, 35, 20, 10, 5]),
    exportBp: random.chance(0.35) ? 0 : random.below(100) * 100,
    years: Math.floor(random.next() ** 1.2 * 30),
    lists: (random.chance(0.5) ? 1 : 0) | (random.chance(0.2) ? 2 : 0) | (mask(random, 6, 0.12) << 2),
    stage: weighted(random, [8, 12, 70, 10]),
  };
}

/** The same products and requests in every run; `loose` lets about four times as many of them fit. */
export function generateWorld({ products, requests, loose = false, seed = 20_200_805 }) {
  const random = seededRandom(seed);
  // Tiers belong to facilities: products of one facility share what is left of it.
  const tiers = Array.from({ length: FACILITIES }, () => weighted(random, [4, 20, 36, 40]));
  const made = Array.from({ length: products }, (_, number) => makeProduct(random, number, loose));
  for (const product of made) product.tier = tiers[product.facility];
  const asking = seededRandom(seed ^ 0x5eed);
  return {
    products: made,
    requests: Array.from({ length: requests }, (_, number) => makeRequest(asking, number)),
  };
}

export const MECHANISM_NAMES = MECHANISMS;
export const TIER_NAMES = HEADROOM_TIERS;
export const RESPONSIVENESS_NAMES = RESPONSIVENESS_TIERS;
