import { defineMessages } from '../../lib/i18n/messages.js';

/** The bank's desk: queue, case and dialogs. */
export const deskMessages = defineMessages({
  zh: () => import('./desk-messages.zh.js'),
  en: () => import('./desk-messages.en.js'),
});

/** What a case is worked with beyond the first answer: offer, approval, contract, disbursement. */
export const caseMessages = defineMessages({
  zh: () => import('./case-messages.zh.js'),
  en: () => import('./case-messages.en.js'),
});

/** The enterprise's side of dealing with banks. */
export const dealingMessages = defineMessages({
  zh: () => import('./dealing-messages.zh.js'),
  en: () => import('./dealing-messages.en.js'),
});
