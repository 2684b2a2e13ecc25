import { defineMessages, type Translate } from '../lib/i18n/messages.js';
import { ConnectionError, ProblemError } from '../lib/problem.js';
import type { messages as errorSource } from './error-messages.zh.js';
import type { messages as uiSource } from './messages.zh.js';

/** Read before the first page is drawn: it must be there when the network is not. */
export const errorMessages = defineMessages({
  zh: () => import('./error-messages.zh.js'),
  en: () => import('./error-messages.en.js'),
});

/** What to tell the reader about a failure, in one or two sentences. */
export function wordingOf(
  error: unknown,
  t: Translate<typeof errorSource>,
  ui: Translate<typeof uiSource>,
): string {
  if (error instanceof ProblemError) return t(error.code);
  return error instanceof ConnectionError ? ui('error.connection') : ui('error.unexpected');
}
