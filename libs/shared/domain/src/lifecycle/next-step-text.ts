import type { Side } from './actors.js';
import { SIDE_LABELS } from './labels.js';

export const LOCALES = ['zh', 'en'] as const;
export type Locale = (typeof LOCALES)[number];

interface StepWording {
  readonly zh: string;
  /** Fits after "Next:" and after "Waiting for the bank to". */
  readonly en: string;
  /** English for exactly one. */
  readonly enOne?: string;
}

const STEPS = {
  finish_draft: { zh: '填完并提交需求', en: 'finish and submit the request' },
  verify_request: { zh: '核验需求', en: 'verify the request' },
  fix_returned: {
    zh: '按退回意见修改 {count} 处后再提交',
    en: 'correct {count} points and submit again',
    enOne: 'correct 1 point and submit again',
  },
  run_matching: { zh: '匹配产品', en: 'match products' },
  change_unmatched: {
    zh: '看看哪些条件未满足，调整金额、期限或担保',
    en: 'see which conditions are not met and change amount, term or guarantee',
  },
  choose_banks: {
    zh: '从 {count} 个符合的产品中选择银行并授权',
    en: 'choose banks from {count} products that fit and give consent',
    enOne: 'choose the bank of the 1 product that fits and give consent',
  },
  answer_proposals: {
    zh: '决定是否授权推送给 {count} 家推荐银行',
    en: 'decide on consent for {count} proposed banks',
    enOne: 'decide on consent for 1 proposed bank',
  },
  work_on_request: {
    zh: '{count} 家银行正在办理',
    en: 'work on it ({count} banks)',
    enOne: 'work on it (1 bank)',
  },
  compare_offers: {
    zh: '比较 {count} 份报价，选择一家银行',
    en: 'compare {count} offers and choose a bank',
    enOne: 'look at 1 offer and choose it or wait for others',
  },
  decide_rest: {
    zh: '决定余下的资金：另选银行或办结',
    en: 'decide about the rest: choose another bank or close',
  },
  copy_expired: { zh: '如仍需资金，复制为新需求', en: 'copy it to a new request if money is still needed' },
  give_consent: { zh: '决定是否授权推送该银行', en: 'decide on consent for this bank' },
  renew_consent: { zh: '重新授权，银行方可继续办理', en: 'give consent again, so that the bank can go on' },
  express_interest: { zh: '看公开需求，有意向请表达', en: 'look at the listing and express interest' },
  reveal: { zh: '决定是否向该银行披露身份', en: 'decide whether to be revealed to this bank' },
  answer_push: { zh: '受理或婉拒', en: 'take it up or decline' },
  answer_late: { zh: '已超答复时限，仍可受理', en: 'take it up late, which is still possible' },
  try_another_bank: {
    zh: '该银行超时未答复，可另选银行',
    en: 'choose another bank, as this one did not answer',
  },
  make_contact: { zh: '首次联系企业', en: 'make first contact with the enterprise' },
  start_due_diligence: { zh: '安排尽职调查', en: 'start due diligence' },
  conclude: { zh: '完成尽调，给出结论', en: 'finish due diligence and reach a conclusion' },
  make_offer: { zh: '报价或给出结论', en: 'make an offer or reach a conclusion' },
  choose_offer: { zh: '决定是否选择本报价', en: 'decide on the offer' },
  decide_credit: { zh: '完成授信审批', en: 'decide on the credit' },
  answer_supplement: {
    zh: '补交 {count} 项材料',
    en: 'supply {count} documents',
    enOne: 'supply 1 document',
  },
  obtain_hq_approval: { zh: '取得境外总部批准', en: 'obtain head-office approval' },
  complete_papers: { zh: '补齐材料后继续办理', en: 'supply the missing documents so that the case goes on' },
  sign_contract: { zh: '与企业签约并登记', en: 'sign with the enterprise and record the contract' },
  disburse: { zh: '放款并登记借据', en: 'disburse and record the loan note' },
  disburse_rest: { zh: '发放余款，或取消余额', en: 'disburse the rest or cancel it' },
  close_case: { zh: '核对放款信息后办结', en: 'check the disbursement and close' },
  repair_or_appeal: {
    zh: '按原因补强、申请复议，或另选银行',
    en: 'repair what the reasons name, appeal, or choose another bank',
  },
  appeal: { zh: '另选银行，或申请复议', en: 'choose another bank or appeal' },
  finish_repair: {
    zh: '完成余下 {count} 项补强',
    en: 'finish {count} repair tasks',
    enOne: 'finish 1 repair task',
  },
  confirm_need: {
    zh: '企业变更了需求，请确认继续办理或退出',
    en: 'confirm the changed need or step back',
  },
  help_repair: {
    zh: '完成 {count} 项补强事项',
    en: 'finish {count} repair tasks of its own',
    enOne: 'finish 1 repair task of its own',
  },
  send_again: { zh: '补强已完成，可再次推送', en: 'send it again, as the repair is done' },
  re_examine: { zh: '另派人员复议', en: 'have another person re-examine it' },
  review_again: { zh: '重新进入审批', en: 'take it back into credit review' },
  mediate: { zh: '协调并提出建议', en: 'mediate and recommend' },
  close_appeal: { zh: '办结复议', en: 'close the appeal' },
  check_funding: {
    zh: '资金已全部到位，核对无误后可办结需求',
    en: 'The money has arrived in full; check it and close the request',
  },
  nothing: { zh: '已办结，无需再办理', en: 'Closed; nothing more is needed' },
} as const satisfies Record<string, StepWording>;

export type NextStepCode = keyof typeof STEPS;
// Object.keys forgets the literal keys; STEPS is a literal, so they are exactly its codes.
export const NEXT_STEP_CODES = Object.keys(STEPS) as readonly NextStepCode[];

const OTHERWISE = {
  request_expires: { zh: '需求将过期', en: 'the request expires' },
  flagged_late: { zh: '将标记超时并督办', en: 'it is flagged late and supervised' },
  counts_as_silence: { zh: '将记为未答复', en: 'it is recorded as no answer' },
  becomes_incomplete: { zh: '将转为资料待补', en: 'the case is set aside as incomplete' },
  offer_lapses: { zh: '报价将失效', en: 'the offer lapses' },
  approval_lapses: { zh: '授信将失效', en: 'the approval lapses' },
  rest_lapses: { zh: '未用部分将失效', en: 'what was not drawn lapses' },
  case_closes: { zh: '本件将办结', en: 'the case is closed' },
} as const satisfies Record<string, StepWording>;

export type OtherwiseCode = keyof typeof OTHERWISE;

export interface NextStep {
  /** Whose move it is; null when nothing is left to do. */
  readonly who: Side | null;
  readonly yours: boolean;
  readonly what: NextStepCode;
  readonly params: { readonly count?: number };
  readonly byMs?: number;
  readonly otherwise?: OtherwiseCode;
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

const phrase = (code: NextStepCode, count: number | undefined, locale: Locale): string => {
  const wording: StepWording = STEPS[code];
  const template = locale === 'zh' ? wording.zh : count === 1 ? (wording.enOne ?? wording.en) : wording.en;
  return template.replace('{count}', String(count ?? 0));
};

/** The same for a column of a list: the act alone, with who it waits for unless that is the reader. */
export function nextStepPhrase(
  step: Pick<NextStep, 'who' | 'yours' | 'what' | 'params'>,
  locale: Locale,
): string {
  const what = phrase(step.what, step.params.count, locale);
  const side = step.who === null || step.yours ? undefined : SIDE_LABELS[step.who][locale];
  if (locale === 'zh') return side === undefined ? what : `${side}：${what}`;
  return capitalised(side === undefined ? what : `${side}: ${what}`);
}

/** Writes the sentence; the caller formats the deadline, because time zone and brevity belong to the page. */
export function nextStepSentence(step: NextStep, locale: Locale, by?: string): string {
  const what = phrase(step.what, step.params.count, locale);
  if (step.who === null) return locale === 'zh' ? `${what}。` : `${what}.`;
  const otherwise = step.otherwise === undefined ? null : OTHERWISE[step.otherwise];
  if (locale === 'zh') {
    const head = step.yours ? `下一步：${what}` : `等待${SIDE_LABELS[step.who].zh}：${what}`;
    const until = by === undefined ? '' : `，最晚 ${by}`;
    return `${head}${until}${otherwise === null ? '' : `；超时${otherwise.zh}`}。`;
  }
  const head = step.yours ? `Next: ${what}` : `Waiting for ${SIDE_LABELS[step.who].en} to ${what}`;
  const until = by === undefined ? '' : ` by ${by}`;
  return `${head}${until}${otherwise === null ? '' : `; otherwise ${otherwise.en}`}.`;
}
