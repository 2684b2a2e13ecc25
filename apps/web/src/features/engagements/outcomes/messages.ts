import { defineMessages } from '../../../lib/i18n/messages.js';

/** 放款明细: what a bank paid out, by its own list. */
export const outcomeMessages = defineMessages({
  zh: () => import('./messages.zh.js'),
  en: () => import('./messages.en.js'),
});
