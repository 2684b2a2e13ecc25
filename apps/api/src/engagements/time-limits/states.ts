import { RESUMABLE_STATES, type EngagementState } from '@yinqi/domain/lifecycle';

/** States in which the domain's `timeLimitOf` may name a moment, beside those that wait for papers. */
export const STATES_WITH_LIMIT = [
  'pushed',
  're_pushed',
  'declined',
  'repairing',
  'upheld',
  'approved',
  'contracted',
  'partially_disbursed',
] as const satisfies readonly EngagementState[];

/** States in which an offer ends by its own date. */
export const STATES_OF_OFFERS = [
  ...RESUMABLE_STATES,
  'incomplete',
] as const satisfies readonly EngagementState[];
