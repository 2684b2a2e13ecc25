import type { ErrorCode } from '@yinqi/contracts/errors';
import { LANGUAGES } from '../lib/i18n/language.js';
import { defineMessages, type Translate, type Translation } from '../lib/i18n/messages.js';
import { ConnectionError, ProblemError } from '../lib/problem.js';
import { isCommonErrorCode, type CommonErrorCode } from './common-error-codes.js';
import type { messages as errorSource } from './error-messages.zh.js';
import type { messages as uiSource } from './messages.zh.js';

export type CapabilityErrorCode = Exclude<ErrorCode, CommonErrorCode>;

/** Most visits meet none of these: they are fetched with the first refusal that needs them, or with its page. */
export const errorMessages = defineMessages({
  zh: () => import('./error-messages.zh.js'),
  en: () => import('./error-messages.en.js'),
});

/** Sees to it that a failure can be worded at once, in whichever language the reader turns to. */
export async function fetchWordingOf(error: unknown): Promise<void> {
  if (!(error instanceof ProblemError) || isCommonErrorCode(error.code)) return;
  // Where the wording does not arrive the refusal is told without it.
  await Promise.allSettled(LANGUAGES.map((language) => errorMessages.load(language)));
}

type Wordings = Translation<typeof errorSource> | undefined;

/** The wording of a code; undefined for one whose wording is not here, as that of a newer server. */
export function wordingOfCode(
  code: string,
  ui: Translate<typeof uiSource>,
  wordings: Wordings,
): string | undefined {
  if (isCommonErrorCode(code)) return ui(code);
  return Object.entries(wordings ?? {}).find(([one]) => one === code)?.[1];
}

/** What to tell the reader about a failure, in one or two sentences. */
export function wordingOf(error: unknown, ui: Translate<typeof uiSource>, wordings: Wordings): string {
  if (error instanceof ProblemError) return wordingOfCode(error.code, ui, wordings) ?? ui('error.unworded');
  return error instanceof ConnectionError ? ui('error.connection') : ui('error.unexpected');
}
