export {
  REGION_LEVELS,
  allRegions,
  childrenOf,
  findRegion,
  regionPath,
  type Region,
  type RegionLevel,
} from './regions.js';
export { resolveRegion, type RegionContext, type ResolvedRegion } from './regions-from-text.js';
export {
  SECTION_NAMES_EN,
  allIndustries,
  findIndustry,
  industryPath,
  type Industry,
  type IndustryLevel,
} from './industries.js';
export { resolveIndustry, type ResolvedIndustry } from './industries-from-text.js';
export {
  USCC_PROBLEMS,
  checkUscc,
  isValidUscc,
  makeUscc,
  normaliseUscc,
  type UsccCheck,
  type UsccProblem,
} from './uscc.js';
export {
  SIZE_CLASSES,
  SIZE_METRICS,
  SIZE_RULES,
  enterpriseSize,
  parseSizeClass,
  sizeRuleFor,
  type SizeClass,
  type SizeFacts,
  type SizeMetric,
  type SizeRule,
  type SizeVerdict,
} from './enterprise-size.js';
export {
  FIE_TYPES,
  INVESTMENT_KINDS,
  fieTypeNameEn,
  findFieType,
  resolveFieType,
  type FieType,
  type InvestmentKind,
  type ResolvedFieType,
} from './fie-type.js';
export { originNameEn } from './origins.js';
export { PHONE_KINDS, parsePhone, type Phone, type PhoneKind } from './phone.js';
export { LPR_QUOTES, LPR_TENORS, lprOn, type LprQuote, type LprRate, type LprTenor } from './lpr.js';
