import { defineMessages } from '../../../lib/i18n/messages.js';

/** 对账: the books of a bank or of the holder of a tool, laid to the ledger. */
export const statementMessages = defineMessages({
  zh: () => import('./messages.zh.js'),
  en: () => import('./messages.en.js'),
});
