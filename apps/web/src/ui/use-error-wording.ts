import { useCallback } from 'react';
import { useMessages } from '../lib/i18n/use-messages.js';
import { errorMessages, wordingOf } from './error-messages.js';
import { uiMessages } from './messages.js';

/** Words any failure for the reader: `const wording = useErrorWording(); wording(error)`. */
export function useErrorWording(): (error: unknown) => string {
  const ui = useMessages(uiMessages);
  const t = useMessages(errorMessages);
  return useCallback((error: unknown) => wordingOf(error, t, ui), [t, ui]);
}
