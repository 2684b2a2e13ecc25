import { defineMessages } from '../lib/i18n/messages.js';

/** Wording of the frame round every page. */
export const appMessages = defineMessages({
  zh: () => import('./messages.zh.js'),
  en: () => import('./messages.en.js'),
});
