import type { NoticeCode, Telling } from './notice.js';
import { outcome, progress, toDo } from './notice.js';

const NOBODY: Telling = {};

/** Rungs of the ladder. All are to-dos: what may be switched off would leave a level told by nobody's reading. */
export const LADDER_NOTICES = {
  'supervision.officer_near': {
    bank: toDo(
      'go_on',
      '督办提醒：本件临近办理时限，请在时限内办理',
      'Reminder: this case is near its time limit, deal with it in time',
      { to: ['officer'] },
    ),
  },
  'supervision.officer_late': {
    bank: toDo(
      'go_on',
      '督办提醒：本件已过办理时限，请尽快办理',
      'Reminder: this case is past its time limit, deal with it soon',
      { to: ['officer'] },
    ),
  },
  'supervision.branch_near': {
    bank: toDo(
      'open',
      '督办：本机构有一件临近办理时限，请督促办理',
      'Supervision: a case of your office is near its time limit, see that it is dealt with',
      { to: ['lead'] },
    ),
  },
  'supervision.branch_late': {
    bank: toDo(
      'open',
      '督办：本机构有一件已过办理时限，请督促办理',
      'Supervision: a case of your office is past its time limit, see that it is dealt with',
      { to: ['lead'] },
    ),
  },
  'supervision.head_office_near': {
    bank: toDo(
      'open',
      '督办：本行有一件临近办理时限，请督促经办机构',
      'Supervision: a case of your bank is near its time limit, see to it with the office',
      { to: ['head_office'] },
    ),
  },
  'supervision.head_office_late': {
    bank: toDo(
      'open',
      '督办：本行有一件已过办理时限，请督促经办机构',
      'Supervision: a case of your bank is past its time limit, see to it with the office',
      { to: ['head_office'] },
    ),
  },
} as const satisfies Readonly<Record<Extract<NoticeCode, `supervision.${string}`>, Telling>>;

/** 督办单: the bank hears of one from its signature on, the bureau of what the ladder and the bank do with it. */
export const LETTER_NOTICES = {
  'letter.draft': {
    bureau: toDo(
      'sign_letter',
      '{bank}办理{enterprise}一件的督办单已起草，请审签',
      'A letter to {bank} about {enterprise} was drafted: review and sign it',
      { from: ['system'], to: ['officer'] },
    ),
  },
  'letter.raise': {
    bureau: toDo(
      'sign_letter',
      '{bank}办理{enterprise}一件超时更久，待签的督办单已升级，请审签',
      '{bank} is longer late with {enterprise}: the unsigned letter was made graver, review and sign it',
      { from: ['system'], to: ['officer'] },
    ),
  },
  'letter.edit': NOBODY,
  'letter.discard': {
    bureau: progress(
      '{bank}已办理{enterprise}一件，未签发的督办单作废',
      '{bank} has dealt with {enterprise}: the unsigned letter was discarded',
      { from: ['system'], to: ['officer'] },
    ),
  },
  'letter.sign': {
    bank: toDo(
      'answer_letter',
      '收到商务主管部门签发的督办单，请签收并回复',
      'A letter signed by the commerce department has come: acknowledge it and reply',
      { to: ['officer', 'lead'] },
    ),
  },
  'letter.acknowledge': {
    bureau: progress('{bank}已签收督办单', '{bank} has acknowledged the letter', { to: ['signer'] }),
  },
  'letter.reply': {
    bureau: toDo(
      'read_reply',
      '{bank}已回复督办单，请办结或要求补充',
      '{bank} has replied to the letter: close it or ask for more',
      { to: ['signer'] },
    ),
  },
  'letter.ask_again': {
    bank: toDo(
      'answer_letter',
      '商务主管部门要求补充督办单的回复，请再次回复',
      'The commerce department asks for more on the letter: reply again',
      { to: ['officer', 'lead'] },
    ),
  },
  'letter.close': {
    bank: outcome('督办单已办结', 'The letter is closed', { to: ['officer', 'lead'] }),
  },
  'letter.withdraw': {
    bank: outcome('督办单已撤回，无需再回复', 'The letter was withdrawn: no reply is needed', {
      to: ['officer', 'lead'],
    }),
  },
} as const satisfies Readonly<Record<Extract<NoticeCode, `letter.${string}`>, Telling>>;
