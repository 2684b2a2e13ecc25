import type { Actor } from './actors.js';
import type { EngagementState } from './engagement-states.js';
import type { Decision, Transition, TransitionRefusal } from './transition-table.js';
import { permittedRow } from './transition-table.js';

export const OFFER_STATES = [
  'draft',
  'sent',
  'chosen',
  'standby',
  'not_chosen',
  'lapsed',
  'withdrawn',
] as const;
export type OfferState = (typeof OFFER_STATES)[number];

export const OFFER_TERMINAL_STATES = [
  'not_chosen',
  'lapsed',
  'withdrawn',
] as const satisfies readonly OfferState[];

const ROWS = [
  { action: 'send', from: ['draft'], to: 'sent', by: ['officer', 'reviewer'] },
  { action: 'choose', from: ['sent'], to: 'chosen', by: ['signatory'] },
  { action: 'keep_standby', from: ['sent'], to: 'standby', by: ['signatory'] },
  { action: 'pass_over', from: ['sent', 'standby'], to: 'not_chosen', by: ['system'] },
  // A standby comes back as an offer to decide on: choosing writes a hold, so it stays the signatory's act.
  { action: 'revive', from: ['standby'], to: 'sent', by: ['system'] },
  { action: 'lapse', from: ['sent', 'standby', 'chosen'], to: 'lapsed', by: ['system'] },
  {
    action: 'withdraw',
    from: ['draft', 'sent', 'standby', 'chosen'],
    to: 'withdrawn',
    by: ['officer', 'reviewer', 'system'],
  },
] as const satisfies readonly Transition<OfferState, string, never>[];

export type OfferAction = (typeof ROWS)[number]['action'];
export const OFFER_TRANSITIONS: readonly Transition<OfferState, OfferAction, never>[] = ROWS;

/** Decides one move of an offer. */
export function decideOffer(
  state: OfferState,
  action: OfferAction,
  actor: Actor,
): Decision<OfferState, TransitionRefusal> {
  const permitted = permittedRow(OFFER_TRANSITIONS, state, action, actor);
  if (!permitted.ok) return permitted;
  const { to } = permitted.row;
  return to === '@stage_before' ? { ok: false, code: 'transition.stage_before_unknown' } : { ok: true, to };
}

export interface Offer {
  readonly id: string;
  readonly state: OfferState;
  /** What the bank offers; for a chosen offer, what it still holds of the request. */
  readonly amountFen: bigint;
  /** The offer holds before this instant. */
  readonly validUntilMs: number;
}

/**
 * What an offer is at an instant: past its last day it has lapsed, whether or not that has been written down. Once the
 * bank has approved, the approval holds with a date of its own.
 */
export function offerStateAt(
  { state, validUntilMs }: Pick<Offer, 'state' | 'validUntilMs'>,
  isApproved: boolean,
  asOfMs: number,
): OfferState {
  const runsOut = state === 'sent' || state === 'standby' || (state === 'chosen' && !isApproved);
  return runsOut && validUntilMs <= asOfMs ? 'lapsed' : state;
}

export interface ChoiceInput {
  readonly requestedFen: bigint;
  /** Every offer of the request, in the request's currency. */
  readonly offers: readonly Offer[];
  readonly chosenId: string;
  readonly standbyId?: string;
  readonly asOfMs: number;
}

export const CHOICE_REFUSALS = [
  'offer.unknown',
  'offer.not_open',
  'offer.expired',
  'offer.nothing_left',
  'offer.standby_is_the_chosen',
  'offer.standby_not_open',
  'offer.standby_already_kept',
] as const;
export type ChoiceRefusal = (typeof CHOICE_REFUSALS)[number];

export interface OfferOutcome {
  readonly id: string;
  readonly state: OfferState;
  /** What it can still bring: the chosen amount, or the offer capped at the rest; 0 when it is out. */
  readonly usableFen: bigint;
}

export type Choice =
  | {
      readonly ok: true;
      readonly chosenFen: bigint;
      readonly restFen: bigint;
      readonly outcomes: readonly OfferOutcome[];
    }
  | { readonly ok: false; readonly code: ChoiceRefusal };

const smaller = (a: bigint, b: bigint): bigint => (a < b ? a : b);

const sumChosen = (offers: readonly Offer[]): bigint =>
  offers.filter((offer) => offer.state === 'chosen').reduce((sum, offer) => sum + offer.amountFen, 0n);

export interface ChosenCase {
  readonly state: EngagementState;
  readonly chosenFen: bigint;
  readonly approvedFen: bigint | null;
  readonly disbursedFen: bigint;
}

/** What a chosen offer holds of its request: the choice, then the approval, in the end what was really paid out. */
export function heldFen({ state, chosenFen, approvedFen, disbursedFen }: ChosenCase): bigint {
  if (state === 'disbursed' || state === 'closed') return disbursedFen;
  return approvedFen ?? chosenFen;
}

/** What of a request no chosen offer holds; not above zero when there is nothing left to fund. */
export const leftToFund = (requestedFen: bigint, offers: readonly Offer[]): bigint =>
  requestedFen - sumChosen(offers);

function choiceRefusal(input: ChoiceInput, restFen: bigint): ChoiceRefusal | null {
  const { offers, chosenId, standbyId, asOfMs } = input;
  const chosen = offers.find((offer) => offer.id === chosenId);
  if (chosen === undefined) return 'offer.unknown';
  const isPast = chosen.validUntilMs <= asOfMs;
  if (isPast && (chosen.state === 'sent' || chosen.state === 'lapsed')) return 'offer.expired';
  if (chosen.state !== 'sent') return 'offer.not_open';
  if (restFen <= 0n) return 'offer.nothing_left';
  if (standbyId === undefined) return null;
  if (standbyId === chosenId) return 'offer.standby_is_the_chosen';
  const standby = offers.find((offer) => offer.id === standbyId);
  if (standby === undefined || (standby.state !== 'sent' && standby.state !== 'standby')) {
    return 'offer.standby_not_open';
  }
  if (standby.validUntilMs <= asOfMs) return 'offer.expired';
  return offers.some((offer) => offer.state === 'standby' && offer.id !== standbyId)
    ? 'offer.standby_already_kept'
    : null;
}

/** Works out what choosing one offer does to every offer of the request; Σ chosen never passes the request. */
export function chooseOffer(input: ChoiceInput): Choice {
  const before = leftToFund(input.requestedFen, input.offers);
  const refusal = choiceRefusal(input, before);
  if (refusal !== null) return { ok: false, code: refusal };
  const chosen = input.offers.find((offer) => offer.id === input.chosenId);
  const chosenFen = smaller(chosen?.amountFen ?? 0n, before);
  const restFen = before - chosenFen;
  const outcomeOf = (offer: Offer): OfferOutcome => {
    if (offer.id === input.chosenId) return { id: offer.id, state: 'chosen', usableFen: chosenFen };
    if (offer.state === 'chosen') return { id: offer.id, state: 'chosen', usableFen: offer.amountFen };
    if (offer.id === input.standbyId || offer.state === 'standby') {
      // While a part is still open nothing is kept in reserve: the offer can be chosen for that part.
      const state = restFen > 0n ? 'sent' : 'standby';
      return { id: offer.id, state, usableFen: smaller(offer.amountFen, restFen) };
    }
    // A draft the bank has not sent falls with the offers: there is nothing left for it to fund.
    if (offer.state === 'sent' || offer.state === 'draft') {
      if (restFen > 0n) {
        return { id: offer.id, state: offer.state, usableFen: smaller(offer.amountFen, restFen) };
      }
      return { id: offer.id, state: offer.state === 'sent' ? 'not_chosen' : 'withdrawn', usableFen: 0n };
    }
    return { id: offer.id, state: offer.state, usableFen: 0n };
  };
  return { ok: true, chosenFen, restFen, outcomes: input.offers.map(outcomeOf) };
}

/** The standby that comes back when a chosen offer is gone, capped at what the request still lacks. */
export function reviveStandby(
  requestedFen: bigint,
  offers: readonly Offer[],
  asOfMs: number,
): OfferOutcome | null {
  const restFen = leftToFund(requestedFen, offers);
  const standby = offers.find((offer) => offer.state === 'standby' && offer.validUntilMs > asOfMs);
  return standby === undefined || restFen <= 0n
    ? null
    : { id: standby.id, state: 'sent', usableFen: smaller(standby.amountFen, restFen) };
}
