import { useCallback } from 'react';
import { useLanguage } from '../lib/i18n/language.js';
import { useMessages } from '../lib/i18n/use-messages.js';
import { errorMessages, wordingOf } from './error-messages.js';
import { uiMessages } from './messages.js';

/** Words any failure for the reader: `const wording = useErrorWording(); wording(error)`. */
export function useErrorWording(): (error: unknown) => string {
  const ui = useMessages(uiMessages);
  const { language } = useLanguage();
  // Looked up when it is asked for: the wording of a refusal may have arrived with it.
  return useCallback(
    (error: unknown) => wordingOf(error, ui, errorMessages.loaded(language)),
    [ui, language],
  );
}
