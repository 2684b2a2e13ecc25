export { minutesUsed, resumedDue, turnsOf } from './countdown.js';
export {
  deadlineOf,
  DEFAULT_SERVICE_POLICY,
  POLICY_STAGES,
  policyInForce,
  servicePolicyFaults,
  type AllowedTimes,
  type Deadline,
  type PolicyStage,
  type ServicePolicy,
} from './service-policy.js';
