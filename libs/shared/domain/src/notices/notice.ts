import type { EngagementAction, EngagementMilestone, RequestAction, Side } from '../lifecycle/index.js';
import type { LetterAction } from '../supervision/index.js';

/** Who can be told: the people of the enterprise, of the office that has the case, of the unit it reports to, of the holder of a policy tool. */
export const NOTICE_RECEIVERS = ['enterprise', 'bank', 'bureau', 'holder'] as const;
export type NoticeReceiver = (typeof NOTICE_RECEIVERS)[number];

/** What a reader may choose to be told of. */
export const NOTICE_KINDS = ['to_do', 'outcome', 'progress', 'deadline', 'consent'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/** The one thing the button of a message does. Each opens the record; the word says what is done there. */
export const NOTICE_ACTS = [
  'open',
  'verify',
  'correct',
  'choose_banks',
  'adjust',
  'decide_consent',
  'supply',
  'compare_offers',
  'check_money',
  'answer',
  'go_on',
  'decide_credit',
  'mediate',
  'sign_letter',
  'answer_letter',
  'read_reply',
  'decide_allotment',
  'decide_terms',
  'settle_exception',
  'use_hold',
  'decide_claims',
] as const;
export type NoticeAct = (typeof NOTICE_ACTS)[number];

/** Acts of a history that are no moves of the lifecycle stand beside it. */
type CaseNews = EngagementAction | EngagementMilestone | 'propose' | 'claim' | 'undo' | 'revise_need';
type RequestNews = RequestAction | 'revise';
type ConsentNews = 'recorded' | 'withdrawn' | 'ended';
/** A rung of the ladder, and on which side of the time limit it was taken. */
type LadderNews = `${'officer' | 'branch' | 'head_office'}_${'near' | 'late'}`;
type QuotaNews =
  | 'allotment_waits'
  | 'allotment_approved'
  | 'allotment_refused'
  | 'terms_wait'
  | 'terms_agreed'
  | 'terms_refused'
  | 'pool_changed'
  | 'pool_frozen'
  | 'pool_unfrozen'
  | 'pool_closed'
  | 'over_quota'
  | 'unreserved'
  | 'hold_expiring';
type ClaimNews = 'handed_in' | 'reimbursed' | 'in_part' | 'sent_back' | 'corrected';
type LetterNews = LetterAction | 'draft' | 'raise';
export type NoticeCode =
  | `engagement.${CaseNews}`
  | `request.${RequestNews}`
  | `consent.${ConsentNews}`
  | `supervision.${LadderNews}`
  | `letter.${LetterNews}`
  | `quota.${QuotaNews}`
  | `claim.${ClaimNews}`;

/** Whose act a message tells of: a side of a case, or the holder of a policy tool. */
export type NoticeActor = Side | 'holder';

/**
 * People who are meant by name instead of whoever looks after the record: whoever works on the case, whoever answers for
 * the office or for the whole bank, whoever keeps the bank's products, whoever signed the letter or proposed the allotment.
 */
export const NOTICE_PEOPLE = ['officer', 'lead', 'head_office', 'products', 'signer', 'proposer'] as const;
export type NoticePeople = (typeof NOTICE_PEOPLE)[number];

export interface Told {
  readonly kind: NoticeKind;
  readonly act: NoticeAct;
  /** `{bank}` and `{enterprise}` stand for names the receiver knows anyway. Never a reason, never another bank. */
  readonly zh: string;
  readonly en: string;
  /** Only when one of these sides acted. */
  readonly from?: readonly NoticeActor[];
  /** Also when the receiver's own side acted: colleagues are told, the person who did it is not. */
  readonly colleagues?: true;
  readonly to?: readonly NoticePeople[];
}

/** Whom one event tells what; a side that is not named is told nothing. */
export type Telling = Readonly<Partial<Record<NoticeReceiver, Told>>>;

type Circumstances = Pick<Told, 'from' | 'colleagues' | 'to'>;

export const toDo = (act: NoticeAct, zh: string, en: string, more: Circumstances = {}): Told => ({
  kind: 'to_do',
  act,
  zh,
  en,
  ...more,
});

const opening =
  (kind: NoticeKind) =>
  (zh: string, en: string, more: Circumstances = {}): Told => ({ kind, act: 'open', zh, en, ...more });

export const outcome = opening('outcome');
export const progress = opening('progress');
export const deadline = opening('deadline');
export const consent = opening('consent');
