import { NO_INDUSTRY } from '@yinqi/contracts/pipeline';
import { findIndustry, SECTION_NAMES_EN } from '@yinqi/domain/codes';

export type SectionName = { readonly code: string; readonly zh: string; readonly en: string };

/** A section of GB/T 4754-2017 in both languages. */
export function sectionName(code: string): SectionName {
  if (code === NO_INDUSTRY) return { code, zh: '未登记行业', en: 'Industry not recorded' };
  return { code, zh: findIndustry(code)?.name ?? code, en: SECTION_NAMES_EN[code] ?? code };
}
