import { useCallback } from 'react';
import { useLanguage } from './language.js';
import {
  formatMessage,
  type Catalogue,
  type Messages,
  type MessageValue,
  type Translate,
} from './messages.js';

/** The reader's wording of one feature; suspends until the file is there (routes load it beforehand). */
export function useMessages<Source extends Messages>(catalogue: Catalogue<Source>): Translate<Source> {
  const { language } = useLanguage();
  const messages = catalogue.loaded(language);
  // Not `use`: React tells the promises of a component apart by their order, and one that has arrived is passed over.
  // eslint-disable-next-line @typescript-eslint/only-throw-error -- how Suspense is told what to wait for
  if (messages === undefined) throw catalogue.load(language);
  return useCallback(
    (key: keyof Source & string, params?: Readonly<Record<string, MessageValue>>) => {
      const text: string = messages[key];
      return params === undefined ? text : formatMessage(text, params, language);
    },
    [messages, language],
  );
}
