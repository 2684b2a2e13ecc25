import type { EngagementState } from './engagement-states.js';
import { isEngagementLive, isEngagementTerminal, isEngagementUnsent } from './engagement-states.js';
import type { RequestAction, RequestState } from './request-lifecycle.js';
import { decideRequest } from './request-lifecycle.js';

export interface AggregateInput {
  readonly state: RequestState;
  readonly requestedFen: bigint;
  /** Disbursed amounts in the request's own currency. */
  readonly engagements: readonly { readonly state: EngagementState; readonly disbursedFen: bigint }[];
}

export interface Aggregate {
  readonly state: RequestState;
  /** The moves that lead there, in order: each is written as an event of its own. */
  readonly actions: readonly RequestAction[];
}

function nextAction(state: RequestState, input: AggregateInput): RequestAction | null {
  const { engagements, requestedFen } = input;
  const disbursedFen = engagements.reduce((sum, one) => sum + one.disbursedFen, 0n);
  const atBank = engagements.some((one) => isEngagementLive(one.state) && !isEngagementUnsent(one.state));
  const anyLive = engagements.some((one) => isEngagementLive(one.state));
  switch (state) {
    case 'verified':
    case 'unmatched':
      return atBank || disbursedFen > 0n ? 'resume_engagement' : null;
    case 'matched':
      return atBank || disbursedFen > 0n ? 'engage' : null;
    case 'engaged':
      if (disbursedFen > 0n) return disbursedFen >= requestedFen ? 'fund_in_full' : 'fund_part';
      return anyLive ? null : 'reopen';
    case 'partially_funded':
      // With part of the money in hand nothing is reopened or closed here: the enterprise decides about the rest.
      return disbursedFen >= requestedFen ? 'fund_in_full' : null;
    case 'funded':
      return engagements.every((one) => isEngagementTerminal(one.state)) ? 'close' : null;
    default:
      return null;
  }
}

/**
 * Derives a request's state from its engagements. Called after an event of an engagement, and after a change of
 * facts, which sends the request back to `verified`: it stays there to be matched unless a bank is at work on it.
 */
export function aggregateRequest(input: AggregateInput): Aggregate {
  const actions: RequestAction[] = [];
  let { state } = input;
  for (let action = nextAction(state, input); action !== null; action = nextAction(state, input)) {
    const decision = decideRequest(state, action, 'system');
    if (!decision.ok) break;
    actions.push(action);
    state = decision.to;
  }
  return { state, actions };
}
