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
