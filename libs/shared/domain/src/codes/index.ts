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
