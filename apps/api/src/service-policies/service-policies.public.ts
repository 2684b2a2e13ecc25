export { policyBook } from './policy-book.js';
export { PolicyReader } from './policy-reader.js';
export { ServicePoliciesModule } from './service-policies.module.js';
export { consideredPolicy } from './service-policies.service.js';
