export const ENGAGEMENT_STATES = [
  'proposed',
  'listed',
  'interest_expressed',
  'revealed',
  'pushed',
  're_pushed',
  'accepted',
  'contacted',
  'due_diligence',
  'credit_review',
  'incomplete',
  'approved',
  'contracted',
  'partially_disbursed',
  'disbursed',
  'closed',
  'declined',
  'repairing',
  'appealed',
  'upheld',
  'overturned',
  'mediation',
  'no_response',
  'not_selected',
  'withdrawn',
  'not_taken',
  'lapsed',
  'rescinded',
  'transferred',
] as const;
export type EngagementState = (typeof ENGAGEMENT_STATES)[number];

export const ENGAGEMENT_INITIAL_STATES = ['proposed', 'listed'] as const satisfies readonly EngagementState[];

export const ENGAGEMENT_TERMINAL_STATES = [
  'closed',
  'not_selected',
  'withdrawn',
  'not_taken',
  'lapsed',
  'rescinded',
  'transferred',
] as const satisfies readonly EngagementState[];

/** The bank is judging; an offer may be made in these states and in no other. */
export const ENGAGEMENT_REVIEW_STATES = [
  'accepted',
  'contacted',
  'due_diligence',
  'credit_review',
] as const satisfies readonly EngagementState[];

/** Stages an unanswered supplement interrupts, and to which its answer leads back. */
export const RESUMABLE_STATES = [
  'pushed',
  'revealed',
  're_pushed',
  ...ENGAGEMENT_REVIEW_STATES,
] as const satisfies readonly EngagementState[];

/** Not yet sent to the bank: no consent has been used and no clock of the bank runs. */
export const UNSENT_STATES = [
  'proposed',
  'listed',
  'interest_expressed',
] as const satisfies readonly EngagementState[];

/** A refusal that is being repaired, appealed or waited out: no bank is working on the request. */
export const CONTESTED_STATES = [
  'declined',
  'repairing',
  'appealed',
  'upheld',
  'overturned',
  'mediation',
  'no_response',
] as const satisfies readonly EngagementState[];

/** Counts towards the fan-out cap and keeps a request engaged. */
export const LIVE_STATES = [
  ...UNSENT_STATES,
  ...RESUMABLE_STATES,
  'incomplete',
  'approved',
  'contracted',
  'partially_disbursed',
] as const satisfies readonly EngagementState[];

/** How many live engagements one request may have unless a programme says otherwise. */
export const FAN_OUT_CAP = 5;

const isIn =
  (states: readonly EngagementState[]) =>
  (state: EngagementState): boolean =>
    states.includes(state);

/** Whether nothing can follow. */
export const isEngagementTerminal = isIn(ENGAGEMENT_TERMINAL_STATES);
/** Whether a bank works on it, or will once it is sent. */
export const isEngagementLive = isIn(LIVE_STATES);
/** Whether the bank has never been sent the request under this engagement. */
export const isEngagementUnsent = isIn(UNSENT_STATES);
/** Whether the bank may make, change or withdraw an offer. */
export const allowsOffer = isIn(ENGAGEMENT_REVIEW_STATES);
/** Whether an answered supplement may lead back to this state. */
export const isResumable = isIn(RESUMABLE_STATES);
