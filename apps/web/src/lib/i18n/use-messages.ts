import { use, useCallback } from 'react';
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
  const messages = use(catalogue.load(language));
  return useCallback(
    (key: keyof Source & string, params?: Readonly<Record<string, MessageValue>>) => {
      const text: string = messages[key];
      return params === undefined ? text : formatMessage(text, params, language);
    },
    [messages, language],
  );
}
