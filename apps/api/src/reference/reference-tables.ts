import type { listIndustries, listRegions, Vocabulary } from '@yinqi/contracts/reference';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import {
  allIndustries,
  allRegions,
  childrenOf,
  findRegion,
  regionPath,
  SECTION_NAMES_EN,
  type Industry,
  type Region,
} from '@yinqi/domain/codes';
import {
  COLLATERAL_WORDS,
  CURRENCY_WORDS,
  CUSTOMS_GRADE_WORDS,
  HOLDING_TYPE_WORDS,
  INVESTMENT_KIND_WORDS,
  PURPOSE_WORDS,
  SIZE_CLASS_WORDS,
  STAGE_WORDS,
  TAX_GRADE_WORDS,
  type Text,
} from '@yinqi/domain/matching';

/** As many as a list of choices can show; a longer search is narrowed by typing on. */
const LIMIT = 200;

type RegionItem = RouteResult<typeof listRegions>['items'][number];
type IndustryItem = RouteResult<typeof listIndustries>['items'][number];

const regionItem = ({ code, name, level, parent }: Region): RegionItem => ({
  code,
  name,
  level,
  parent,
  pathName: regionPath(code)
    .map((step) => findRegion(step)?.name ?? step)
    .join(' '),
});

/** Regions below a parent, or those whose name or code holds the text; provinces when neither is asked for. */
export function findRegions({ parent, search }: RouteInput<typeof listRegions>['query']): RegionItem[] {
  const within = parent === undefined ? undefined : childrenOf(parent);
  if (search === undefined) return (within ?? childrenOf(null)).slice(0, LIMIT).map(regionItem);
  const pool =
    parent === undefined
      ? allRegions()
      : allRegions().filter(({ code }) => regionPath(code).includes(parent));
  return pool
    .filter(({ code, name }) => name.includes(search) || code.startsWith(search))
    .slice(0, LIMIT)
    .map(regionItem);
}

const industryItem = ({ code, name, level, parent }: Industry): IndustryItem => ({
  code,
  name,
  nameEn: SECTION_NAMES_EN[code] ?? null,
  level,
  parent,
});

/** Industries below a parent, or those whose name or code holds the text; sections when neither is asked for. */
export function findIndustries({
  parent,
  search,
}: RouteInput<typeof listIndustries>['query']): IndustryItem[] {
  const pool = allIndustries().filter((industry) =>
    search === undefined ? industry.parent === (parent ?? null) : industry.code.startsWith(parent ?? ''),
  );
  const text = search?.toUpperCase();
  return pool
    .filter(
      ({ code, name }) =>
        text === undefined ||
        code.startsWith(text) ||
        name.includes(text) ||
        (SECTION_NAMES_EN[code]?.toUpperCase().includes(text) ?? false),
    )
    .slice(0, LIMIT)
    .map(industryItem);
}

const listed = (words: Readonly<Record<string, Text>>) =>
  Object.entries(words).map(([code, { zh, en }]) => ({ code, zh, en }));

export const vocabularies: Record<Vocabulary, { code: string; zh: string; en: string }[]> = {
  purpose: listed(PURPOSE_WORDS),
  collateral: listed(COLLATERAL_WORDS),
  currency: listed(CURRENCY_WORDS),
  sizeClass: listed(SIZE_CLASS_WORDS),
  holdingType: listed(HOLDING_TYPE_WORDS),
  investmentKind: listed(INVESTMENT_KIND_WORDS),
  stage: listed(STAGE_WORDS),
  taxGrade: listed(TAX_GRADE_WORDS),
  customsGrade: listed(CUSTOMS_GRADE_WORDS),
};
