export { EnterprisesModule } from './enterprises.module.js';
export { EnterpriseFacts, type EnterpriseRecord } from './enterprise-facts.js';
export { EnterpriseRegistry, type Registered } from './enterprise-registry.js';
export type { StoredFact, StoredFacts, StoredFigures } from './enterprise-profile.js';
