import { findIndustry, findRegion, industryPath, regionPath, SECTION_NAMES_EN } from '@yinqi/domain/codes';
import type { Hierarchies, NameOf } from '@yinqi/domain/matching';
import { PROVINCE_NAMES_EN } from './province-names.data.js';

/** GB/T 2260 and GB/T 4754-2017 as rules see them. */
export const HIERARCHIES: Hierarchies = {
  region: { path: regionPath },
  industry: { path: industryPath },
};

/** Names of regions and industries; finer classes have no official English, so the code stands beside the name. */
export const nameOfCode: NameOf = (attribute, code, locale) => {
  if (attribute === 'region') {
    return (locale === 'en' ? PROVINCE_NAMES_EN[code] : undefined) ?? findRegion(code)?.name;
  }
  if (attribute !== 'industry') return undefined;
  const name = findIndustry(code)?.name;
  if (locale === 'zh' || name === undefined) return name;
  return SECTION_NAMES_EN[code] ?? `${code} ${name}`;
};
