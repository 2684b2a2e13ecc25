import { industryPath, regionPath } from '@yinqi/domain/codes';
import { seededRandom } from '../statistics.mjs';
import { AS_OF, MECHANISM_NAMES, RESPONSIVENESS_NAMES, TIER_NAMES, VOCABULARY } from './world.mjs';

const FEN_PER_WAN = 1_000_000n;
export const context = {
  asOf: AS_OF,
  hierarchies: { region: { path: regionPath }, industry: { path: industryPath } },
  rates: [],
};

export const bitsOf = (mask, list) => list.filter((_, bit) => (mask >> bit) & 1);
export const idOf = (number) => `p-${String(number).padStart(7, '0')}`;

/** Two clauses at least for a fifth of a mixed catalogue's products. */
const SEVERAL_SHARE = 0.2;
const UNKNOWN_SHARE = 0.1;

/** Products as the platform's engines read them. */
export function matchProducts(world, { mixed = false } = {}) {
  const random = seededRandom(99);
  return world.products.map((product) => {
    const clause = clauseOf(product);
    const more = mixed && random.chance(SEVERAL_SHARE) ? 1 + random.below(3) : 0;
    const others = Array.from({ length: more }, () => clauseOf(random.pick(world.products)));
    return matchProduct(product, [clause, ...others]);
  });
}

export function matchProduct(product, clauses = [clauseOf(product)]) {
  const { mechanism, facility, tier } = product;
  return {
    id: idOf(product.number),
    version: 1,
    lender: { institutionId: 'bank', type: 'CITY_COMMERCIAL', localLegalPerson: true, province: '320000' },
    published: product.published,
    confirmedOn: AS_OF,
    clauses,
    facility: {
      code: `F-${facility}`,
      mechanism: MECHANISM_NAMES[mechanism],
      open: true,
      lenders: { bankTypes: [], institutionIds: [], localLegalPersonOnly: false, provinces: [] },
      headroom: TIER_NAMES[tier],
    },
    rateFromBp: product.rateBp,
    conclusionDays: product.days,
    preferredLists: bitsOf(product.preferred, VOCABULARY.lists),
    responsiveness: RESPONSIVENESS_NAMES[product.responsiveness],
  };
}

/** A product's conditions as one clause. */
export function clauseOf(product) {
  const fen = (wan) => BigInt(wan) * FEN_PER_WAN;
  const codes = (attribute, op, mask, list) => ({ attribute, op, operand: bitsOf(mask, list) });
  const isFull = (mask, list) => mask === 2 ** list.length - 1;
  const oneOf = (attribute, mask, list) => (isFull(mask, list) ? [] : [codes(attribute, 'in', mask, list)]);
  const atLeast = (attribute, operand) => (operand === 0 ? [] : [{ attribute, op: 'gte', operand }]);
  const within = (attribute, op, operand) => (operand.length === 0 ? [] : [{ attribute, op, operand }]);
  return [
    { attribute: 'amount', op: 'between', operand: { min: fen(product.minWan), max: fen(product.maxWan) } },
    { attribute: 'termMonths', op: 'between', operand: { min: product.minTerm, max: product.maxTerm } },
    codes('collateral', 'intersects', product.collaterals, VOCABULARY.collaterals),
    codes('purposes', 'subsetOf', product.purposes, VOCABULARY.purposes),
    { attribute: 'rateCeilingBp', op: 'gte', operand: product.rateBp },
    ...within('region', 'within', product.regions),
    ...within('industry', 'within', product.included),
    ...within('industry', 'notWithin', product.excluded),
    ...oneOf('currency', product.currencies, VOCABULARY.currencies),
    ...oneOf('sizeClass', product.sizes, VOCABULARY.sizes),
    ...oneOf('holdingType', product.holdings, VOCABULARY.holdings),
    ...oneOf('stage', product.stages, VOCABULARY.stages),
    ...oneOf('taxGrade', product.grades, VOCABULARY.grades),
    ...atLeast('exportShareBp', product.minExportBp),
    ...atLeast('yearsInBusiness', product.minYears),
    ...(product.required === 0
      ? []
      : [codes('enterpriseLists', 'subsetOf', product.required, VOCABULARY.lists)]),
  ];
}

/** Requests as facts; a mixed world knows nine in ten of them. */
export function requestFacts(world, { mixed = false } = {}) {
  const random = seededRandom(7);
  const fact = (value) => ({ value, source: '摸底表', date: AS_OF, provenance: 'declared' });
  return world.requests.map((request) => {
    const set = (mask, list) => ({ members: bitsOf(mask, list), complete: true });
    const all = {
      amount: { fen: BigInt(request.wan) * FEN_PER_WAN, currency: 'CNY' },
      termMonths: request.term,
      collateral: set(request.collaterals, VOCABULARY.collaterals),
      purposes: set(request.purposes, VOCABULARY.purposes),
      rateCeilingBp: request.ceilingBp,
      region: request.region,
      industry: request.industry,
      currency: VOCABULARY.currencies[request.currency],
      sizeClass: VOCABULARY.sizes[request.size],
      holdingType: VOCABULARY.holdings[request.holding],
      stage: VOCABULARY.stages[request.stage],
      taxGrade: VOCABULARY.grades[request.grade],
      exportShareBp: request.exportBp,
      yearsInBusiness: request.years,
      enterpriseLists: set(request.lists, VOCABULARY.lists),
    };
    const known = Object.entries(all).filter(() => !mixed || !random.chance(UNKNOWN_SHARE));
    return Object.fromEntries(known.map(([attribute, value]) => [attribute, fact(value)]));
  });
}
