export { minutesUsed, resumedDue, turnsOf, type ClockEvent } from './countdown.js';
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
export { SERVED_STAGES, stageUses, type ServedStage, type StageUse } from './stage-uses.js';
