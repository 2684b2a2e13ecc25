import { createContext, useContext } from 'react';

export const LANGUAGES = ['zh', 'en'] as const;
export type Language = (typeof LANGUAGES)[number];

export const HTML_LANG: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' };

const STORAGE_KEY = 'language';

const isLanguage = (value: unknown): value is Language => LANGUAGES.some((language) => language === value);

function storedLanguage(): Language | undefined {
  try {
    const stored = localStorage.getItem(STORAGE_KEY);
    return isLanguage(stored) ? stored : undefined;
  } catch {
    // Storage may be switched off by policy; the browser's language serves as well.
    return undefined;
  }
}

/** Whether a language has been chosen on this device; the account's is taken otherwise. */
export const hasChosenLanguage = (): boolean => storedLanguage() !== undefined;

/** The language kept on this device, else the browser's. */
export const rememberedLanguage = (): Language =>
  storedLanguage() ?? (navigator.language.toLowerCase().startsWith('en') ? 'en' : 'zh');

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(STORAGE_KEY, language);
  } catch {
    // The choice then lasts until the page is closed.
  }
}

export type LanguageChoice = {
  readonly language: Language;
  readonly setLanguage: (language: Language) => void;
};

export const LanguageContext = createContext<LanguageChoice>({
  language: 'zh',
  setLanguage: () => undefined,
});

/** The reader's language and how to change it. */
export const useLanguage = (): LanguageChoice => useContext(LanguageContext);
