import { useCallback, useEffect, useMemo, useState, useTransition, type ReactNode } from 'react';
import { HTML_LANG, LanguageContext, rememberLanguage, type Language } from './language.js';

type Props = { readonly initial: Language; readonly children: ReactNode };

/** Holds the language; a switch keeps the old wording on screen until the new catalogue has arrived. */
export function LanguageProvider({ initial, children }: Props) {
  const [language, setLanguageNow] = useState(initial);
  const [, startTransition] = useTransition();
  const setLanguage = useCallback((next: Language) => {
    rememberLanguage(next);
    startTransition(() => setLanguageNow(next));
  }, []);
  useEffect(() => {
    document.documentElement.lang = HTML_LANG[language];
  }, [language]);
  const choice = useMemo(() => ({ language, setLanguage }), [language, setLanguage]);
  return <LanguageContext value={choice}>{children}</LanguageContext>;
}
