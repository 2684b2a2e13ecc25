import { defineMessages } from '../../lib/i18n/messages.js';

/** The bank's desk: queue and case. */
export const deskMessages = defineMessages({
  zh: () => import('./desk-messages.zh.js'),
  en: () => import('./desk-messages.en.js'),
});

/** What is asked before a decision: reasons, papers, several cases at once. Fetched with the first dialog. */
export const decisionMessages = defineMessages({
  zh: () => import('./decision-messages.zh.js'),
  en: () => import('./decision-messages.en.js'),
});

/** What a case is worked with beyond the first answer: offer, approval, contract, disbursement. */
export const caseMessages = defineMessages({
  zh: () => import('./case-messages.zh.js'),
  en: () => import('./case-messages.en.js'),
});

/** What an offer meets in the tool it is made under; fetched with the offer's form. */
export const offerCheckMessages = defineMessages({
  zh: () => import('./offer-check-messages.zh.js'),
  en: () => import('./offer-check-messages.en.js'),
});

/** The enterprise's side of dealing with banks. */
export const dealingMessages = defineMessages({
  zh: () => import('./dealing-messages.zh.js'),
  en: () => import('./dealing-messages.en.js'),
});

/** What follows a refusal: repair, appeal, mediation; read by all three sides. */
export const refusalMessages = defineMessages({
  zh: () => import('./after-refusal/refusal-messages.zh.js'),
  en: () => import('./after-refusal/refusal-messages.en.js'),
});

/** Cases that change hands, and needs that change under way. */
export const handoverMessages = defineMessages({
  zh: () => import('./handover/handover-messages.zh.js'),
  en: () => import('./handover/handover-messages.en.js'),
});
