import { industryPath, regionPath } from '@yinqi/domain/codes';
import { POLICY_V1 } from '@yinqi/domain/matching';

const { weights: w, points } = POLICY_V1;
const list = (numbers) => `{${numbers.join(',')}}`;
const industryNumbers = new Map();
const industryNumber = (code) => {
  if (!industryNumbers.has(code)) industryNumbers.set(code, industryNumbers.size + 1);
  return industryNumbers.get(code);
};

/** The columns of a product and of a request in the order of the databases' tables; lists as `{1,2}`. */
export function productRow(p) {
  const regions = p.regions.length === 0 ? [0] : p.regions.map(Number);
  const industries = (codes) => list(codes.map(industryNumber));
  return [
    ...[
      p.number,
      list(regions),
      industries(p.included),
      industries(p.excluded),
      p.sizes,
      p.holdings,
      p.stages,
    ],
    ...[
      p.currencies,
      p.grades,
      p.purposes,
      p.collaterals,
      p.required,
      p.preferred,
      p.minWan,
      p.maxWan,
      p.minTerm,
    ],
    ...[p.maxTerm, p.rateBp, p.minExportBp, p.minYears, p.fixed, list([...p.programme]), p.open],
  ];
}

export function requestRow(r) {
  const regions = regionPath(r.region).map(Number);
  const industries = industryPath(r.industry).map(industryNumber);
  const at = (path, index) => path[index] ?? -1;
  return [
    ...[r.number, at(regions, 0), at(regions, 1), at(regions, 2)],
    ...[
      at(industries, 0),
      at(industries, 1),
      at(industries, 2),
      at(industries, 3),
      list(industries),
      list([0, ...regions]),
    ],
    ...[
      r.wan,
      r.term,
      r.size,
      r.holding,
      r.stage,
      r.currency,
      r.grade,
      r.purposes,
      r.collaterals,
      r.ceilingBp,
    ],
    ...[r.exportBp, r.years, r.lists],
  ];
}

/** What numbers and masks decide, in any dialect. */
export const NUMBER_MASKS = `r.wan between p.min_wan and p.max_wan and p.sizes & (1 << r.size) <> 0
  and r.purposes & ~p.purposes = 0 and p.rate <= r.ceiling and r.term between p.min_term and p.max_term
  and p.collaterals & r.collaterals <> 0 and p.currencies & (1 << r.currency) <> 0 and p.required & ~r.lists = 0
  and p.grades & (1 << r.grade) <> 0 and r.export >= p.min_export and r.years >= p.min_years
  and p.holdings & (1 << r.holding) <> 0 and p.stages & (1 << r.stage) <> 0`;

/** The score in SQL; dialects divide, look into lists and count bits in words of their own. */
export function scoreIn({ divide, holds, bits, programme }) {
  const part = (weight, expression) => `${weight} * (${expression}) ${divide} 1000`;
  const left = (wish, ceiling) => `(p.${ceiling} - r.${wish}) * 1000 ${divide} p.${ceiling}`;
  const level = (prefix, column, depths, byLevel) =>
    `case ${depths.map((depth) => `when ${holds(column, `r.${prefix}${depth}`)} then ${byLevel[depth]}`).join(' ')} else ${byLevel[0]} end`;
  const common = '(r.collaterals & p.collaterals)';
  const securities = `least(${points.collateralCap}, ${points.perCollateral} * ${bits(common)})`;
  const lists = `least(1000, ${points.perPreferredList} * ${bits('r.lists & p.preferred')})`;
  return [
    `p.fixed + ${programme}`,
    part(w.cost, `least(1000, greatest(0, (r.ceiling - p.rate) * ${points.perRateBp}))`),
    part(w.amountHeadroom, left('wan', 'max_wan')),
    part(w.termHeadroom, left('term', 'max_term')),
    part(w.region, level('r', 'regions', [3, 2, 1], points.regionByLevel)),
    part(w.industry, level('i', 'included', [4, 3, 2, 1], points.industryByLevel)),
    part(w.collateral, `case when ${common} & 1 = 1 then 1000 else ${securities} end`),
    part(w.lists, `case when p.preferred = 0 then 500 else ${lists} end`),
  ].join(' + ');
}
