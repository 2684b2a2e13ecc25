import { useQueryClient } from '@tanstack/react-query';
import { chooseLocale } from '@yinqi/contracts/identity';
import { HTML_LANG, useLanguage, type Language } from '../../lib/i18n/language.js';
import { useCommand } from '../../lib/use-command.js';
import { sessionQuery } from '../session.js';
import styles from './shell.module.css';

const OTHER: Readonly<Record<Language, { readonly language: Language; readonly name: string }>> = {
  zh: { language: 'en', name: 'English' },
  en: { language: 'zh', name: '中文' },
};

type Props = { readonly onSwitch?: (language: Language) => void };

/** Offers the other language in its own words. */
export function LanguageSwitch({ onSwitch }: Props) {
  const { language, setLanguage } = useLanguage();
  const other = OTHER[language];
  return (
    <button
      type="button"
      className={styles.tool}
      lang={HTML_LANG[other.language]}
      onClick={() => {
        setLanguage(other.language);
        onSwitch?.(other.language);
      }}
    >
      {other.name}
    </button>
  );
}

/** The same behind sign-in, where the account remembers the choice for other devices. */
export function AccountLanguageSwitch() {
  const client = useQueryClient();
  const choose = useCommand(chooseLocale, {
    onSuccess: (session) => client.setQueryData(sessionQuery.queryKey, session),
  });
  return <LanguageSwitch onSwitch={(locale) => choose.send({ body: { locale } })} />;
}
