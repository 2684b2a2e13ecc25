import { ENTERPRISE, type Actor } from './actors.js';
import type { Decision, Transition, TransitionRefusal } from './transition-table.js';
import { permittedRow } from './transition-table.js';

export const REQUEST_STATES = [
  'draft',
  'submitted',
  'returned',
  'rejected',
  'duplicate',
  'verified',
  'unmatched',
  'matched',
  'engaged',
  'partially_funded',
  'funded',
  'closed',
  'withdrawn',
  'expired',
] as const;
export type RequestState = (typeof REQUEST_STATES)[number];

export const REQUEST_INITIAL_STATES = ['draft', 'submitted'] as const satisfies readonly RequestState[];

/** Nobody is asked for anything any more; `expired` is left only by copying it into a new draft. */
export const REQUEST_TERMINAL_STATES = [
  'rejected',
  'duplicate',
  'closed',
  'withdrawn',
] as const satisfies readonly RequestState[];

export const REQUEST_OPEN_STATES = [
  'draft',
  'submitted',
  'returned',
  'verified',
  'unmatched',
  'matched',
  'engaged',
  'partially_funded',
] as const satisfies readonly RequestState[];

/** States that a bureau has verified: a push needs one of them. */
export const REQUEST_PUSHABLE_STATES = [
  'verified',
  'matched',
  'engaged',
  'partially_funded',
] as const satisfies readonly RequestState[];

const ROWS = [
  // A bureau may file for an enterprise: imported rows begin as submitted (摸底表).
  { action: 'submit', from: ['draft', 'returned'], to: 'submitted', by: [...ENTERPRISE, 'bureau'] },
  { action: 'verify', from: ['submitted'], to: 'verified', by: ['bureau'] },
  { action: 'return', from: ['submitted'], to: 'returned', by: ['bureau'] },
  { action: 'reject', from: ['submitted'], to: 'rejected', by: ['bureau'] },
  { action: 'mark_duplicate', from: ['submitted'], to: 'duplicate', by: ['bureau'] },
  { action: 'undo_import', from: ['submitted'], to: 'withdrawn', by: ['bureau'] },
  { action: 'match_found', from: ['verified', 'unmatched'], to: 'matched', by: ['system'] },
  { action: 'match_empty', from: ['verified'], to: 'unmatched', by: ['system'] },
  { action: 'engage', from: ['matched'], to: 'engaged', by: ['system'] },
  // A late answer, a repaired or an overturned refusal brings an engagement back after the request was reopened.
  { action: 'resume_engagement', from: ['verified', 'unmatched'], to: 'engaged', by: ['system'] },
  { action: 'reopen', from: ['matched', 'engaged'], to: 'verified', by: ['system'] },
  { action: 'fund_part', from: ['engaged'], to: 'partially_funded', by: ['system'] },
  { action: 'fund_in_full', from: ['engaged', 'partially_funded'], to: 'funded', by: ['system'] },
  {
    action: 'close',
    from: ['engaged', 'partially_funded', 'funded'],
    to: 'closed',
    by: [...ENTERPRISE, 'bureau', 'system'],
  },
  { action: 'withdraw', from: REQUEST_OPEN_STATES, to: 'withdrawn', by: ENTERPRISE },
  { action: 'expire', from: REQUEST_OPEN_STATES, to: 'expired', by: ['system'] },
  { action: 'copy', from: ['expired'], to: 'draft', by: [...ENTERPRISE, 'bureau'] },
] as const satisfies readonly Transition<RequestState, string, never>[];

export type RequestAction = (typeof ROWS)[number]['action'];
export type RequestTransition = Transition<RequestState, RequestAction, never>;
export const REQUEST_TRANSITIONS: readonly RequestTransition[] = ROWS;
export const REQUEST_ACTIONS: readonly RequestAction[] = [...new Set(ROWS.map((row) => row.action))];

const isIn =
  (states: readonly RequestState[]) =>
  (state: RequestState): boolean =>
    states.includes(state);

/** Whether a need still waits for money. */
export const isRequestOpen = isIn(REQUEST_OPEN_STATES);
/** Whether nothing can follow. */
export const isRequestTerminal = isIn(REQUEST_TERMINAL_STATES);
/** Whether the bureau's verification stands, so that a bank may be sent the request. */
export const isRequestPushable = isIn(REQUEST_PUSHABLE_STATES);

/** Decides one move of a request. */
export function decideRequest(
  state: RequestState,
  action: RequestAction,
  actor: Actor,
): Decision<RequestState, TransitionRefusal> {
  const permitted = permittedRow(REQUEST_TRANSITIONS, state, action, actor);
  if (!permitted.ok) return permitted;
  const { to } = permitted.row;
  return to === '@stage_before' ? { ok: false, code: 'transition.stage_before_unknown' } : { ok: true, to };
}

/** What an actor may do with a request in this state: pages draw their buttons from it. */
export function allowedRequestActions(state: RequestState, actor: Actor): RequestAction[] {
  return REQUEST_TRANSITIONS.filter((row) => row.from.includes(state) && row.by.includes(actor)).map(
    (row) => row.action,
  );
}
