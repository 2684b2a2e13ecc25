import { defineMessages } from '../../lib/i18n/messages.js';

export const claimMessages = defineMessages({
  zh: () => import('./messages.zh.js'),
  en: () => import('./messages.en.js'),
});
