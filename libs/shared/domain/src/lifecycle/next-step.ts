import type { Side } from './actors.js';
import type { EngagementState } from './engagement-states.js';
import { allowsOffer, isResumable } from './engagement-states.js';
import type { NextStep, NextStepCode, OtherwiseCode } from './next-step-text.js';
import type { RepairOwner } from './repair-templates.js';
import type { RequestState } from './request-lifecycle.js';

/** What the sentence on a request depends on, beside its state. */
export interface RequestSituation {
  readonly state: RequestState;
  /** Who began it: a bureau may fill it in for the enterprise. */
  readonly draftedBy?: 'enterprise' | 'bureau';
  readonly pointsToCorrect: number;
  readonly fittingProducts: number;
  readonly proposals: number;
  readonly liveEngagements: number;
  readonly papersAsked: number;
  readonly openOffers: number;
  readonly dueMs?: number;
  readonly firstOfferExpiryMs?: number;
}

/** What the sentence on an engagement depends on, beside its state. */
export interface EngagementNextSituation {
  readonly state: EngagementState;
  readonly papersAsked: number;
  readonly offerOpen: boolean;
  readonly offerChosen: boolean;
  readonly hqApprovalAwaited: boolean;
  /** When the enterprise expects its head office to decide. */
  readonly hqExpectedMs?: number;
  readonly reasonsRepairable: boolean;
  readonly repairTasksOpen: number;
  /** Whose tasks are still open; an enterprise's wait for those of the others. */
  readonly repairOwners?: readonly RepairOwner[];
  /** What of the repair the reader's own side still owes, and by when. */
  readonly ownTasks?: { readonly open: number; readonly dueMs: number };
  /** The enterprise changed amount, term or purpose since this bank last agreed to look at them. */
  readonly needChanged?: boolean;
  /** The consent the case rests on was withdrawn or has run out. */
  readonly consentEnded?: boolean;
  readonly dueMs?: number;
  readonly offerExpiryMs?: number;
  readonly appealUntilMs?: number;
  readonly approvalUntilMs?: number;
}

interface Draft {
  readonly who: Side | null;
  readonly what: NextStepCode;
  readonly count?: number;
  readonly byMs?: number | undefined;
  readonly otherwise?: OtherwiseCode;
}

const NOTHING: Draft = { who: null, what: 'nothing' };

function finish(draft: Draft, viewer: Side): NextStep {
  const { who, what, count, byMs, otherwise } = draft;
  return {
    who,
    yours: who === viewer,
    what,
    params: count === undefined ? {} : { count },
    // Without an hour by which, "otherwise" would threaten with nothing.
    ...(byMs === undefined ? {} : { byMs, ...(otherwise === undefined ? {} : { otherwise }) }),
  };
}

function requestDraft(request: RequestSituation): Draft {
  const { dueMs } = request;
  switch (request.state) {
    case 'draft':
      return {
        who: request.draftedBy ?? 'enterprise',
        what: 'finish_draft',
        byMs: dueMs,
        otherwise: 'request_expires',
      };
    case 'submitted':
      return { who: 'bureau', what: 'verify_request', byMs: dueMs, otherwise: 'flagged_late' };
    case 'returned':
      return {
        who: 'enterprise',
        what: 'fix_returned',
        count: request.pointsToCorrect,
        byMs: dueMs,
        otherwise: 'request_expires',
      };
    case 'verified':
      return { who: 'system', what: 'run_matching' };
    case 'unmatched':
      return { who: 'enterprise', what: 'change_unmatched' };
    case 'matched':
      return request.proposals > 0
        ? { who: 'enterprise', what: 'answer_proposals', count: request.proposals }
        : { who: 'enterprise', what: 'choose_banks', count: request.fittingProducts };
    case 'engaged':
      return engagedDraft(request);
    case 'partially_funded':
      return request.liveEngagements > 0 ? engagedDraft(request) : { who: 'enterprise', what: 'decide_rest' };
    case 'expired':
      return { who: 'enterprise', what: 'copy_expired' };
    case 'funded':
      return { who: null, what: 'check_funding' };
    case 'rejected':
    case 'duplicate':
    case 'closed':
    case 'withdrawn':
      return NOTHING;
  }
}

function engagedDraft(request: RequestSituation): Draft {
  if (request.papersAsked > 0) {
    return {
      who: 'enterprise',
      what: 'answer_supplement',
      count: request.papersAsked,
      byMs: request.dueMs,
      otherwise: 'becomes_incomplete',
    };
  }
  if (request.openOffers > 0) {
    return {
      who: 'enterprise',
      what: 'compare_offers',
      count: request.openOffers,
      byMs: request.firstOfferExpiryMs,
      otherwise: 'offer_lapses',
    };
  }
  if (request.proposals > 0) {
    return { who: 'enterprise', what: 'answer_proposals', count: request.proposals };
  }
  return { who: 'bank', what: 'work_on_request', count: request.liveEngagements, byMs: request.dueMs };
}

/** Whose move a request waits for. A bank never asks: it sees its own engagement only. */
export function requestNextStep(request: RequestSituation, viewer: Exclude<Side, 'bank'>): NextStep {
  return finish(requestDraft(request), viewer);
}

const bank = (what: NextStepCode, byMs?: number, otherwise: OtherwiseCode = 'flagged_late'): Draft => ({
  who: 'bank',
  what,
  byMs,
  otherwise,
});

/** What goes before whatever the bank would do next: a consent, a changed need, then the enterprise's own moves. */
function comesFirst(engagement: EngagementNextSituation): Draft | null {
  const { state, dueMs } = engagement;
  if (engagement.consentEnded === true && isResumable(state)) {
    return { who: 'enterprise', what: 'renew_consent' };
  }
  if (engagement.needChanged === true && (allowsOffer(state) || state === 'incomplete')) {
    return bank('confirm_need', dueMs);
  }
  if (isResumable(state) && engagement.papersAsked > 0) {
    return {
      who: 'enterprise',
      what: 'answer_supplement',
      count: engagement.papersAsked,
      byMs: dueMs,
      otherwise: 'becomes_incomplete',
    };
  }
  if (!allowsOffer(state)) return null;
  if (engagement.hqApprovalAwaited) {
    return { who: 'enterprise', what: 'obtain_hq_approval', byMs: engagement.hqExpectedMs };
  }
  if (!engagement.offerOpen || engagement.offerChosen) return null;
  return {
    who: 'enterprise',
    what: 'choose_offer',
    byMs: engagement.offerExpiryMs,
    otherwise: 'offer_lapses',
  };
}

/** To a helper its own part; to everybody else the enterprise's, and a helper's once that is all there is. */
function repairDraft(engagement: EngagementNextSituation, viewer: Side): Draft {
  const { repairOwners = [], repairTasksOpen, ownTasks, dueMs } = engagement;
  if (ownTasks !== undefined && ownTasks.open > 0 && viewer !== 'enterprise') {
    const { open, dueMs: byMs } = ownTasks;
    return { who: viewer, what: 'help_repair', count: open, byMs, otherwise: 'flagged_late' };
  }
  const helper = repairOwners.find((owner) => owner !== 'enterprise');
  if (helper === undefined || repairOwners.includes('enterprise')) {
    return {
      who: 'enterprise',
      what: 'finish_repair',
      count: repairTasksOpen,
      byMs: dueMs,
      otherwise: 'case_closes',
    };
  }
  return { who: helper, what: 'help_repair', count: repairTasksOpen, byMs: dueMs, otherwise: 'flagged_late' };
}

function refusedDraft(engagement: EngagementNextSituation, viewer: Side): Draft {
  const { repairTasksOpen, dueMs } = engagement;
  switch (engagement.state) {
    case 'declined':
      return {
        who: 'enterprise',
        what: engagement.reasonsRepairable ? 'repair_or_appeal' : 'appeal',
        byMs: engagement.appealUntilMs,
        otherwise: 'case_closes',
      };
    case 'repairing':
      return repairTasksOpen > 0
        ? repairDraft(engagement, viewer)
        : { who: 'enterprise', what: 'send_again', byMs: dueMs, otherwise: 'case_closes' };
    case 'appealed':
      return bank('re_examine', dueMs);
    case 'overturned':
      return bank('review_again', dueMs);
    case 'upheld':
      return { who: 'system', what: 'close_appeal' };
    case 'mediation':
      return { who: 'bureau', what: 'mediate', byMs: dueMs, otherwise: 'flagged_late' };
    default:
      return NOTHING;
  }
}

function engagementDraft(engagement: EngagementNextSituation, viewer: Side): Draft {
  const { state, dueMs, approvalUntilMs } = engagement;
  switch (state) {
    case 'proposed':
      return { who: 'enterprise', what: 'give_consent' };
    case 'listed':
      return bank('express_interest');
    case 'interest_expressed':
      return { who: 'enterprise', what: 'reveal', byMs: dueMs };
    case 'pushed':
    case 're_pushed':
      return bank('answer_push', dueMs, 'counts_as_silence');
    case 'revealed':
      return bank('answer_push', dueMs);
    case 'accepted':
      return bank('make_contact', dueMs);
    case 'contacted':
      return bank('start_due_diligence', dueMs);
    case 'due_diligence':
      return bank('conclude', dueMs);
    case 'credit_review':
      return bank(engagement.offerChosen ? 'decide_credit' : 'make_offer', dueMs);
    case 'incomplete':
      return { who: 'enterprise', what: 'complete_papers', byMs: dueMs };
    case 'approved':
      return bank('sign_contract', approvalUntilMs, 'approval_lapses');
    case 'contracted':
      return bank('disburse', approvalUntilMs, 'approval_lapses');
    case 'partially_disbursed':
      return bank('disburse_rest', approvalUntilMs, 'rest_lapses');
    case 'disbursed':
      return bank('close_case', dueMs);
    case 'no_response':
      return viewer === 'bank' ? bank('answer_late') : { who: 'enterprise', what: 'try_another_bank' };
    default:
      return refusedDraft(engagement, viewer);
  }
}

/** Whose move one bank's work on a request waits for, as the viewer's side should read it. */
export function engagementNextStep(engagement: EngagementNextSituation, viewer: Side): NextStep {
  return finish(comesFirst(engagement) ?? engagementDraft(engagement, viewer), viewer);
}
