import type { Language } from '../../lib/i18n/language.js';

type Bilingual = { readonly zh: string; readonly en: string };

export const said = (text: Bilingual, language: Language): string => text[language];

/** English where there is one: a bank may have named its product in Chinese only. */
export const nameIn = (language: Language, zh: string, en: string | null): string =>
  language === 'en' ? (en ?? zh) : zh;

/** 7245 of 10000 → `72.5`. */
export const scoreText = (score: number): string => (score / 100).toFixed(1);
