import { useLanguage } from '../lib/i18n/language.js';
import { useMessages } from '../lib/i18n/use-messages.js';
import { errorMessages, wordingOfCode } from './error-messages.js';
import { uiMessages } from './messages.js';

/** A refusal told in a record is an error code of the contract; the page's route brings `errorMessages`. */
export function useCodeWording(): (code: string) => string {
  const ui = useMessages(uiMessages);
  useMessages(errorMessages);
  const { language } = useLanguage();
  return (code) => wordingOfCode(code, ui, errorMessages.loaded(language)) ?? code;
}
