/** Live, then ended: what was posted and is not repaid counts, the other ends leave nothing behind. */
export const HOLD_STATES = ['reserved', 'committed', 'posted', 'repaid', 'voided', 'expired'] as const;
export type HoldState = (typeof HOLD_STATES)[number];

export const LIVE_HOLD_STATES = ['reserved', 'committed'] as const satisfies readonly HoldState[];
export type LiveHoldState = (typeof LIVE_HOLD_STATES)[number];

/** A loan or a bill is claimed by one hold at a time; these are the states in which a hold claims it. */
export const CLAIMING_HOLD_STATES = [
  'reserved',
  'committed',
  'posted',
] as const satisfies readonly HoldState[];

/** Whom and what quota is held for; fixed when the hold begins. */
export interface HoldSubject {
  /** The enterprise that borrows. */
  readonly customerId: string;
  readonly bankId: string;
  readonly engagementId: string | null;
  readonly requestId: string | null;
  /** The loan (借据) claimed or the bill discounted, which no two holds may claim at once; null for a promise. */
  readonly claimKey: string | null;
}

interface HoldOrigin {
  readonly id: string;
  readonly poolId: string;
  readonly subject: HoldSubject;
  /** Posted from it in all, corrections taken off. */
  readonly postedFen: bigint;
  readonly repaidFen: bigint;
  /** Acts upon it so far, the one that began it included. */
  readonly version: number;
  /** It holds before this instant. */
  readonly expiresAtMs: number;
}

export interface LiveHold extends HoldOrigin {
  readonly state: LiveHoldState;
  /** Still held: what is posted leaves it. */
  readonly heldFen: bigint;
}

export interface EndedHold extends HoldOrigin {
  readonly state: Exclude<HoldState, LiveHoldState>;
  readonly heldFen: 0n;
}

export type Hold = LiveHold | EndedHold;

export const isLiveHoldState = (state: HoldState): state is LiveHoldState =>
  LIVE_HOLD_STATES.some((live) => live === state);

export const isLive = (hold: Hold): hold is LiveHold => isLiveHoldState(hold.state);

/** What a customer's hold takes of a single-customer limit. */
export const exposureOf = ({ heldFen, postedFen, repaidFen }: Hold): bigint =>
  heldFen + postedFen - repaidFen;
