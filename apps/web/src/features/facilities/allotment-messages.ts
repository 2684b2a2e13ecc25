import { defineMessages } from '../../lib/i18n/messages.js';

export const allotmentMessages = defineMessages({
  zh: () => import('./allotment-messages.zh.js'),
  en: () => import('./allotment-messages.en.js'),
});
