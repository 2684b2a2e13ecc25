import type { Locale } from '../lifecycle/index.js';
import { CASE_NOTICES } from './case-notices-data.js';
import { CLAIM_NOTICES } from './claim-notices-data.js';
import type {
  NoticeAct,
  NoticeActor,
  NoticeCode,
  NoticeKind,
  NoticePeople,
  NoticeReceiver,
  Telling,
  Told,
} from './notice.js';
import { QUOTA_NOTICES } from './quota-notices-data.js';
import { CONSENT_NOTICES, REQUEST_NOTICES } from './request-notices-data.js';
import { LADDER_NOTICES, LETTER_NOTICES } from './supervision-notices-data.js';

const NOTICES: Readonly<Record<NoticeCode, Telling>> = {
  ...CASE_NOTICES,
  ...REQUEST_NOTICES,
  ...CONSENT_NOTICES,
  ...LADDER_NOTICES,
  ...LETTER_NOTICES,
  ...QUOTA_NOTICES,
  ...CLAIM_NOTICES,
};
// Object.keys forgets the literal keys; the record's type says that they are exactly its codes.
export const NOTICE_CODES = Object.keys(NOTICES) as readonly NoticeCode[];

interface Wording {
  readonly zh: string;
  readonly en: string;
}

export const NOTICE_KIND_LABELS = {
  to_do: { zh: '待办', en: 'To do' },
  outcome: { zh: '结果', en: 'Outcomes' },
  progress: { zh: '进展', en: 'Progress' },
  deadline: { zh: '时限', en: 'Deadlines' },
  consent: { zh: '授权', en: 'Consents' },
} as const satisfies Readonly<Record<NoticeKind, Wording>>;

export const NOTICE_ACT_LABELS = {
  open: { zh: '查看', en: 'Open' },
  verify: { zh: '去核验', en: 'Verify' },
  correct: { zh: '去修改', en: 'Correct it' },
  choose_banks: { zh: '选择银行', en: 'Choose banks' },
  adjust: { zh: '看差距', en: 'See the gap' },
  decide_consent: { zh: '决定授权', en: 'Decide on consent' },
  supply: { zh: '补交材料', en: 'Supply documents' },
  compare_offers: { zh: '比较报价', en: 'Compare offers' },
  check_money: { zh: '核对到账', en: 'Check the money' },
  answer: { zh: '去答复', en: 'Answer' },
  go_on: { zh: '继续办理', en: 'Go on' },
  decide_credit: { zh: '去审批', en: 'Decide' },
  mediate: { zh: '去协调', en: 'Mediate' },
  sign_letter: { zh: '去审签', en: 'Review and sign' },
  answer_letter: { zh: '去回复', en: 'Reply' },
  read_reply: { zh: '看回复', en: 'Read the reply' },
  decide_allotment: { zh: '去复核', en: 'Approve or send back' },
  decide_terms: { zh: '去复核', en: 'Approve or send back' },
  settle_exception: { zh: '去处理', en: 'Settle it' },
  use_hold: { zh: '查看预占', en: 'See the hold' },
  decide_claims: { zh: '去审核', en: 'Decide' },
} as const satisfies Readonly<Record<NoticeAct, Wording>>;

const isTold = (told: Told, receiver: NoticeReceiver, actor: NoticeActor): boolean =>
  told.from === undefined ? told.colleagues === true || receiver !== actor : told.from.includes(actor);

/** `to`: people meant by name; null where it goes to whoever looks after the record. */
export interface Addressed {
  readonly receiver: NoticeReceiver;
  readonly kind: NoticeKind;
  readonly to: readonly NoticePeople[] | null;
}

/**
 * Who is told of an event when this side acted, among those who know of its record: a bank from the moment it was
 * reached, a bureau from the submission on.
 */
export function noticesOf(
  code: NoticeCode,
  actor: NoticeActor,
  knowing: readonly NoticeReceiver[],
): readonly Addressed[] {
  return knowing.flatMap((receiver) => {
    const told = NOTICES[code][receiver];
    return told !== undefined && isTold(told, receiver, actor)
      ? [{ receiver, kind: told.kind, to: told.to ?? null }]
      : [];
  });
}

/** Names a sentence may need; the receiver's own stands in none. */
export interface NoticeNames {
  readonly bank: string | null;
  readonly enterprise: string | null;
}

/** The one sentence a receiver reads; null where the table tells that side nothing. */
export function noticeSentence(
  code: NoticeCode,
  receiver: NoticeReceiver,
  names: NoticeNames,
  locale: Locale,
): string | null {
  const told = NOTICES[code][receiver];
  if (told === undefined) return null;
  const known = {
    bank: names.bank ?? (locale === 'zh' ? '银行' : 'the bank'),
    enterprise: names.enterprise ?? (locale === 'zh' ? '企业' : 'the enterprise'),
  };
  const text = told[locale].replace(/\{(bank|enterprise)\}/g, (_, name: keyof typeof known) => known[name]);
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** What the button of the message is for. */
export const noticeAct = (code: NoticeCode, receiver: NoticeReceiver): NoticeAct =>
  NOTICES[code][receiver]?.act ?? 'open';

/** Whether a history's entry is one this table knows. */
export const isNoticeCode = (code: string): code is NoticeCode => Object.hasOwn(NOTICES, code);

/** What waits for the reader cannot be switched off; everything else is a matter of taste. */
export const isKindMutable = (kind: NoticeKind): boolean => kind !== 'to_do';
