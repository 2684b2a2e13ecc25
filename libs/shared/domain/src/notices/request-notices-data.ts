import type { NoticeCode, Telling } from './notice.js';
import { consent, deadline, outcome, progress, toDo } from './notice.js';

const NOBODY: Telling = {};

/** What each act on a request tells whom; banks are told of cases only. */
export const REQUEST_NOTICES = {
  'request.submit': {
    enterprise: progress('商务部门代为提交了融资需求', 'The bureau submitted a request on your behalf'),
    bureau: toDo(
      'verify',
      '{enterprise}提交了融资需求，请核验',
      '{enterprise} submitted a request: verify it',
    ),
  },
  'request.verify': {
    enterprise: progress(
      '需求已通过核验，正在匹配产品',
      'The request was verified and products are being matched',
    ),
  },
  'request.return': {
    enterprise: toDo(
      'correct',
      '需求被退回补正，请按意见修改后再提交',
      'The request was returned: correct it and submit again',
    ),
  },
  'request.reject': {
    enterprise: outcome('需求未予登记，理由见详情', 'The request was not registered: see why'),
  },
  'request.mark_duplicate': {
    enterprise: outcome(
      '需求与已登记的一笔重复，已作标记',
      'The request repeats one that is registered and was marked so',
    ),
  },
  'request.undo_import': {
    enterprise: outcome('商务部门撤销了代为提交的需求', 'The bureau took back the request it had submitted'),
  },
  'request.match_found': {
    enterprise: toDo(
      'choose_banks',
      '有产品符合本需求，请选择银行并授权',
      'Products fit the request: choose banks and give consent',
    ),
  },
  'request.match_empty': {
    enterprise: toDo(
      'adjust',
      '暂无产品符合，看看哪些条件未满足',
      'No product fits yet: see which conditions are not met',
    ),
  },
  'request.engage': NOBODY,
  'request.resume_engagement': NOBODY,
  'request.reopen': NOBODY,
  // The payout itself has told of the money.
  'request.fund_part': NOBODY,
  'request.fund_in_full': {
    bureau: outcome('{enterprise}的资金已全部到位', '{enterprise} has all of its money'),
  },
  'request.close': {
    enterprise: outcome('需求已办结', 'The request is closed'),
    bureau: progress('{enterprise}办结了需求', '{enterprise} closed its request', { from: ['enterprise'] }),
  },
  'request.withdraw': {
    bureau: progress('{enterprise}撤回了需求', '{enterprise} withdrew its request'),
  },
  'request.expire': {
    enterprise: deadline(
      '需求已过期，如仍需资金可复制为新需求',
      'The request has expired: copy it if you still need the money',
    ),
  },
  'request.copy': NOBODY,
  'request.revise': {
    enterprise: progress('商务部门修改了需求', 'The bureau changed the request'),
    bureau: progress('{enterprise}修改了需求', '{enterprise} changed its request'),
  },
} as const satisfies Readonly<Record<Extract<NoticeCode, `request.${string}`>, Telling>>;

/** 授权 is told of where somebody else acted on it, or time did. */
export const CONSENT_NOTICES = {
  'consent.recorded': {
    enterprise: consent(
      '商务部门按签字材料登记了对{bank}的授权',
      'The bureau recorded a consent for {bank} from a signed paper',
    ),
  },
  'consent.withdrawn': {
    enterprise: consent(
      '商务部门按签字材料登记了对{bank}授权的撤回',
      'The bureau recorded the withdrawal of the consent for {bank} from a signed paper',
    ),
    bank: consent(
      '企业撤回了授权，档案已关闭',
      'The enterprise withdrew its consent and the dossier is closed',
    ),
  },
  'consent.ended': {
    enterprise: toDo(
      'decide_consent',
      '对{bank}的授权已到期，请决定是否再次授权',
      'The consent for {bank} has ended: decide whether to give it again',
    ),
    bank: consent('授权已到期，档案已关闭', 'The consent has ended and the dossier is closed'),
  },
} as const satisfies Readonly<Record<Extract<NoticeCode, `consent.${string}`>, Telling>>;
