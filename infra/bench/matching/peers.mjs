import { findIndustry, industryPath, regionPath } from '@yinqi/domain/codes';
import { POLICY_V1, TOP_K } from '@yinqi/domain/matching';
import { fits, levelMet, meets } from './fit.mjs';
import { bitsOf } from './views.mjs';
import { MECHANISM_NAMES, RESPONSIVENESS_NAMES, TIER_NAMES, VOCABULARY } from './world.mjs';

const { weights, points } = POLICY_V1;
const clamp = (value) => (value < 0 ? 0 : value > 1000 ? 1000 : value);
const share = (component, value) => Math.floor((weights[component] * value) / 1000);
const popcount = (mask) => {
  let count = 0;
  for (let rest = mask; rest !== 0; rest &= rest - 1) count += 1;
  return count;
};
const numbers = new Map();
const numberOf = (code) => {
  if (!numbers.has(code)) numbers.set(code, numbers.size);
  return numbers.get(code);
};

/** Declared field by field: an object spread together of as many fields would be a slow dictionary. */
export class TunedProduct {
  constructor(product) {
    this.number = product.number;
    this.minWan = product.minWan;
    this.maxWan = product.maxWan;
    this.sizes = product.sizes;
    this.purposes = product.purposes;
    this.rateBp = product.rateBp;
    this.minTerm = product.minTerm;
    this.maxTerm = product.maxTerm;
    this.collaterals = product.collaterals;
    this.currencies = product.currencies;
    this.required = product.required;
    this.grades = product.grades;
    this.minExportBp = product.minExportBp;
    this.minYears = product.minYears;
    this.holdings = product.holdings;
    this.stages = product.stages;
    this.open = product.published && TIER_NAMES[product.tier] !== 'exhausted';
    this.preferred = product.preferred;
    this.regions = product.regions;
    this.included = product.included;
    this.excluded = product.excluded;
    this.regionCodes = Int32Array.from(product.regions, numberOf);
    this.regionLevel = Int32Array.from(product.regions, (code) => regionPath(code).length);
    this.includedCodes = Int32Array.from(product.included, numberOf);
    this.includedLevel = Int32Array.from(product.included, (code) => findIndustry(code).level);
    this.excludedCodes = Int32Array.from(product.excluded, numberOf);
    this.fixed =
      share('speed', clamp(1000 - points.perConclusionDay * product.days)) +
      share('facilityHeadroom', points.headroom[TIER_NAMES[product.tier]]) +
      share('responsiveness', points.responsiveness[RESPONSIVENESS_NAMES[product.responsiveness]]);
    this.programme = Int32Array.from(VOCABULARY.sizes, (size) =>
      share('programme', points.programme[MECHANISM_NAMES[product.mechanism]][size]),
    );
  }
}

class TunedRequest {
  constructor(request) {
    this.number = request.number;
    this.wan = request.wan;
    this.term = request.term;
    this.size = request.size;
    this.holding = request.holding;
    this.stage = request.stage;
    this.currency = request.currency;
    this.grade = request.grade;
    this.purposes = request.purposes;
    this.collaterals = request.collaterals;
    this.ceilingBp = request.ceilingBp;
    this.exportBp = request.exportBp;
    this.years = request.years;
    this.lists = request.lists;
    this.region = request.region;
    this.industry = request.industry;
    this.regionPath = Int32Array.from(regionPath(request.region), numberOf);
    this.industryPath = Int32Array.from(industryPath(request.industry), numberOf);
  }
}

/** Products and requests with codes as numbers and sets as masks: what a careful hand would loop over. */
export function tuneWorld(world) {
  return {
    products: world.products.map((product) => new TunedProduct(product)),
    requests: world.requests.map((request) => new TunedRequest(request)),
  };
}

/** The platform's score of a product that fits, in plain numbers (amounts in 万元 divide alike). */
export function scoreOf(request, product, regionLevel, industryLevel) {
  const common = request.collaterals & product.collaterals;
  const collateral =
    common & 1 ? 1000 : Math.min(points.collateralCap, points.perCollateral * popcount(common));
  const lists =
    product.preferred === 0
      ? 500
      : clamp(points.perPreferredList * popcount(product.preferred & request.lists));
  const left = (wish, ceiling) => Math.floor(((ceiling - wish) * 1000) / ceiling);
  return (
    product.fixed +
    product.programme[request.size] +
    share('cost', clamp((request.ceilingBp - product.rateBp) * points.perRateBp)) +
    share('amountHeadroom', left(request.wan, product.maxWan)) +
    share('termHeadroom', left(request.term, product.maxTerm)) +
    share('region', points.regionByLevel[regionLevel]) +
    share('industry', points.industryByLevel[industryLevel]) +
    share('collateral', collateral) +
    share('lists', lists)
  );
}

/** Count and best twenty as every contender reports them. */
export function topOf(scored) {
  const count = scored.length;
  scored.sort((a, b) => b.score - a.score || a.number - b.number);
  return { count, top: scored.slice(0, TOP_K) };
}

/** Scores what was found and keeps the best. */
export function rankFound(request, products, numbersFound) {
  const scored = numbersFound.map((number) => {
    const product = products[number];
    const region = levelMet(product.regionCodes, product.regionLevel, request.regionPath);
    const industry = levelMet(product.includedCodes, product.includedLevel, request.industryPath);
    return { number, score: scoreOf(request, product, region, industry) };
  });
  return topOf(scored);
}

/** A loop over objects. */
export function tuned({ products, requests }) {
  return (at) => {
    const request = requests[at];
    const found = [];
    for (let number = 0; number < products.length; number += 1) {
      if (fits(products[number], request)) found.push(number);
    }
    return rankFound(request, products, found);
  };
}

/** The same over typed columns. */
export function columnar({ products, requests }) {
  const column = (read) => Int32Array.from(products, read);
  const [minWan, maxWan] = [column((p) => p.minWan), column((p) => p.maxWan)];
  const [minTerm, maxTerm] = [column((p) => p.minTerm), column((p) => p.maxTerm)];
  const [sizes, purposes] = [column((p) => (p.open ? p.sizes : 0)), column((p) => p.purposes)];
  const [rates, collaterals] = [column((p) => p.rateBp), column((p) => p.collaterals)];
  const [currencies, required] = [column((p) => p.currencies), column((p) => p.required)];
  const [grades, exports] = [column((p) => p.grades), column((p) => p.minExportBp)];
  const [years, holdings, stages] = [
    column((p) => p.minYears),
    column((p) => p.holdings),
    column((p) => p.stages),
  ];
  return (at) => {
    const request = requests[at];
    const { wan, term, exportBp, ceilingBp } = request;
    const [size, holding, stage] = [1 << request.size, 1 << request.holding, 1 << request.stage];
    const [currency, grade, lacking] = [1 << request.currency, 1 << request.grade, ~request.lists];
    const found = [];
    for (let number = 0; number < products.length; number += 1) {
      if (wan < minWan[number] || wan > maxWan[number] || !(sizes[number] & size)) continue;
      if (request.purposes & ~purposes[number] || rates[number] > ceilingBp) continue;
      if (term > maxTerm[number] || term < minTerm[number] || !(collaterals[number] & request.collaterals))
        continue;
      if (!(currencies[number] & currency) || required[number] & lacking || !(grades[number] & grade))
        continue;
      if (exportBp < exports[number] || request.years < years[number]) continue;
      if (!(holdings[number] & holding) || !(stages[number] & stage)) continue;
      const one = products[number];
      if (levelMet(one.regionCodes, one.regionLevel, request.regionPath) < 0) continue;
      if (meets(one.excludedCodes, request.industryPath)) continue;
      if (levelMet(one.includedCodes, one.includedLevel, request.industryPath) < 0) continue;
      found.push(number);
    }
    return rankFound(request, products, found);
  };
}

/** As one would write it first: codes as strings, filter, map, sort, slice. */
export function idiomatic({ products, requests }) {
  const names = (mask, list) => bitsOf(mask, list);
  const readable = products.map((one) => ({
    one,
    sizes: names(one.sizes, VOCABULARY.sizes),
    holdings: names(one.holdings, VOCABULARY.holdings),
    stages: names(one.stages, VOCABULARY.stages),
    currencies: names(one.currencies, VOCABULARY.currencies),
    grades: names(one.grades, VOCABULARY.grades),
    purposes: names(one.purposes, VOCABULARY.purposes),
    collaterals: names(one.collaterals, VOCABULARY.collaterals),
    required: names(one.required, VOCABULARY.lists),
  }));
  const asked = requests.map((one) => ({
    one,
    region: regionPath(one.region),
    industry: industryPath(one.industry),
    size: VOCABULARY.sizes[one.size],
    holding: VOCABULARY.holdings[one.holding],
    stage: VOCABULARY.stages[one.stage],
    currency: VOCABULARY.currencies[one.currency],
    grade: VOCABULARY.grades[one.grade],
    purposes: names(one.purposes, VOCABULARY.purposes),
    collaterals: names(one.collaterals, VOCABULARY.collaterals),
    lists: names(one.lists, VOCABULARY.lists),
  }));
  return (at) => {
    const ask = asked[at];
    const { one: r } = ask;
    const fitting = readable.filter(
      ({ one: p, ...product }) =>
        p.open &&
        (p.regions.length === 0 || p.regions.some((code) => ask.region.includes(code))) &&
        (p.included.length === 0 || p.included.some((code) => ask.industry.includes(code))) &&
        !p.excluded.some((code) => ask.industry.includes(code)) &&
        product.sizes.includes(ask.size) &&
        product.holdings.includes(ask.holding) &&
        p.minWan <= r.wan &&
        r.wan <= p.maxWan &&
        p.minTerm <= r.term &&
        r.term <= p.maxTerm &&
        ask.purposes.every((purpose) => product.purposes.includes(purpose)) &&
        product.collaterals.some((security) => ask.collaterals.includes(security)) &&
        product.currencies.includes(ask.currency) &&
        p.rateBp <= r.ceilingBp &&
        product.grades.includes(ask.grade) &&
        r.exportBp >= p.minExportBp &&
        r.years >= p.minYears &&
        product.required.every((list) => ask.lists.includes(list)) &&
        product.stages.includes(ask.stage),
    );
    return rankFound(
      r,
      products,
      fitting.map(({ one: { number } }) => number),
    );
  };
}
