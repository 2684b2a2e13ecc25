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
export { tryPolicy, type StageTrial, type TriedStage } from './policy-trial.js';
export { dueUnder, timedStages, type TimedStage, type TimedStageCode } from './timed-stages.js';
