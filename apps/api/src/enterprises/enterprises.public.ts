export { EnterprisesModule } from './enterprises.module.js';
export { EnterpriseFacts, type EnterpriseRecord } from './enterprise-facts.js';
export {
  EnterpriseRegistry,
  type EnterpriseInput,
  type Registered,
  type SnapshotInput,
} from './enterprise-registry.js';
export type { EnterpriseFactSet, StoredFact, StoredFacts, StoredFigures } from './enterprise-profile.js';
export type { SnapshotSource } from './enterprises.store.js';
