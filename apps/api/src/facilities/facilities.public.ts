export { HIERARCHIES, nameOfCode } from './code-tables.js';
export { conditionsOf } from './conditions.js';
export { FacilityReader } from './facility-reader.js';
export { capOn, storedRule, type FacilityRecord } from './facility-record.js';
export { FacilitiesModule } from './facilities.module.js';
