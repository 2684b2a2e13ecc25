import { defineMessages } from '../../../lib/i18n/messages.js';

export const termsMessages = defineMessages({
  zh: () => import('./messages.zh.js'),
  en: () => import('./messages.en.js'),
});
