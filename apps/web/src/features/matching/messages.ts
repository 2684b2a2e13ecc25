import { defineMessages } from '../../lib/i18n/messages.js';

export const matchingMessages = defineMessages({
  zh: () => import('./messages.zh.js'),
  en: () => import('./messages.en.js'),
});

export const adviceMessages = defineMessages({
  zh: () => import('./advice-messages.zh.js'),
  en: () => import('./advice-messages.en.js'),
});
