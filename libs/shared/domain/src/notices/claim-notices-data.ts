import type { NoticeCode, NoticePeople, Telling } from './notice.js';
import { outcome, toDo } from './notice.js';

/** Whoever marks and hands in at the bank as legal person. */
const CLAIMANTS: readonly NoticePeople[] = ['officer', 'head_office'];

/** Of a batch handed in to the holder of a tool, and of the holder's word on it. Amounts and reasons stand on its page. */
export const CLAIM_NOTICES = {
  'claim.handed_in': {
    holder: toDo(
      'decide_claims',
      '{bank}提交了一批报账或再贴现，请审核',
      '{bank} handed in a batch of claims or bills: decide on it',
    ),
  },
  'claim.reimbursed': {
    bank: outcome('本批已审核，全部核销', 'The batch was decided: all of it is reimbursed', {
      to: CLAIMANTS,
    }),
  },
  'claim.in_part': {
    bank: outcome(
      '本批已审核，有的退回或只部分核销，请看各笔原因',
      'The batch was decided: some lines were sent back or reduced, see why line by line',
      { to: CLAIMANTS },
    ),
  },
  'claim.sent_back': {
    bank: outcome(
      '本批已全部退回，额度已释放，请看各笔原因',
      'The whole batch was sent back and its quota is free: see why line by line',
      { to: CLAIMANTS },
    ),
  },
  'claim.corrected': {
    bank: outcome(
      '本批有一笔核销已由管理机构冲正',
      'The holder has reversed the reimbursement of a line of this batch',
      { to: CLAIMANTS },
    ),
  },
} as const satisfies Readonly<Record<Extract<NoticeCode, `claim.${string}`>, Telling>>;
