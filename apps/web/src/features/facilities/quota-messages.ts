import { defineMessages } from '../../lib/i18n/messages.js';

export const quotaMessages = defineMessages({
  zh: () => import('./quota-messages.zh.js'),
  en: () => import('./quota-messages.en.js'),
});
