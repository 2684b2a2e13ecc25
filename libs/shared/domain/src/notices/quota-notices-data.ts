import type { NoticeCode, NoticePeople, Telling } from './notice.js';
import { deadline, outcome, progress, toDo } from './notice.js';

/** A bank's quota concerns whoever keeps its products and whoever answers for its credit. */
const KEEPERS: readonly NoticePeople[] = ['products', 'head_office'];

/** No sentence says what is left of a quota: amounts stand on the page, under the reader's own access. */
export const QUOTA_NOTICES = {
  'quota.allotment_waits': {
    holder: toDo(
      'decide_allotment',
      '一项额度操作等待第二人复核',
      'An operation on quota waits for a second person',
      { colleagues: true },
    ),
  },
  'quota.allotment_approved': {
    holder: outcome(
      '您提出的额度操作已复核通过并入账',
      'The operation on quota you proposed was approved and posted',
      { colleagues: true, to: ['proposer'] },
    ),
  },
  'quota.allotment_refused': {
    holder: outcome('您提出的额度操作被退回', 'The operation on quota you proposed was sent back', {
      colleagues: true,
      to: ['proposer'],
    }),
  },
  'quota.terms_wait': {
    holder: toDo(
      'decide_terms',
      '一项政策工具的开设或修改等待第二人复核',
      'The opening or change of a policy tool waits for a second person',
      { colleagues: true },
    ),
  },
  'quota.terms_agreed': {
    holder: outcome(
      '您提出的政策工具开设或修改已获同意',
      'The opening or change of a policy tool you proposed was agreed to',
      { colleagues: true, to: ['proposer'] },
    ),
  },
  'quota.terms_refused': {
    holder: outcome(
      '您提出的政策工具开设或修改被退回',
      'The opening or change of a policy tool you proposed was sent back',
      { colleagues: true, to: ['proposer'] },
    ),
  },
  'quota.pool_changed': {
    bank: outcome('本行的政策工具额度有变动', 'The quota of your bank under this tool has changed', {
      to: KEEPERS,
    }),
    bureau: progress('本地区的政策工具额度有变动', 'The quota of your area under this tool has changed', {
      to: ['officer'],
    }),
  },
  'quota.pool_frozen': {
    bank: outcome('额度已冻结，暂不能新增预占', 'The quota is frozen: nothing new can be held', {
      to: KEEPERS,
    }),
    bureau: outcome('一笔额度已冻结', 'A quota was frozen', { to: ['officer'] }),
    holder: outcome('一笔额度已冻结', 'A quota was frozen', { colleagues: true }),
  },
  'quota.pool_unfrozen': {
    bank: outcome('额度已解冻，可以预占', 'The quota is no longer frozen and can be held again', {
      to: KEEPERS,
    }),
    bureau: outcome('一笔额度已解冻', 'A quota is no longer frozen', { to: ['officer'] }),
  },
  'quota.pool_closed': {
    bank: outcome('额度已关闭', 'The quota is closed', { to: KEEPERS }),
    bureau: outcome('一笔额度已关闭', 'A quota was closed', { to: ['officer'] }),
    holder: outcome('一笔额度已关闭', 'A quota was closed', { colleagues: true }),
  },
  'quota.over_quota': {
    bank: outcome(
      '报送的放款超出额度，已转待处理',
      'A payout you reported exceeds the quota: it is to be settled',
      {
        to: KEEPERS,
      },
    ),
    bureau: toDo(
      'settle_exception',
      '{bank}报送的放款超出额度，请处理',
      'A payout reported by {bank} exceeds the quota: settle it',
      { to: ['officer'] },
    ),
    holder: toDo(
      'settle_exception',
      '{bank}报送的放款超出额度，请处理',
      'A payout reported by {bank} exceeds the quota: settle it',
    ),
  },
  'quota.unreserved': {
    bank: outcome(
      '报送的放款未经预占，已转待处理',
      'A payout you reported was not held before: it is to be settled',
      {
        to: KEEPERS,
      },
    ),
    bureau: toDo(
      'settle_exception',
      '{bank}报送的放款未经预占，请处理',
      'A payout reported by {bank} was not held before: settle it',
      { to: ['officer'] },
    ),
    holder: toDo(
      'settle_exception',
      '{bank}报送的放款未经预占，请处理',
      'A payout reported by {bank} was not held before: settle it',
    ),
  },
  'quota.hold_expiring': {
    bank: deadline(
      '一笔预占的额度三日内到期，到期自动释放',
      'A quota that is held lapses within three days and is then released',
      { to: ['officer'] },
    ),
  },
} as const satisfies Readonly<Record<Extract<NoticeCode, `quota.${string}`>, Telling>>;
