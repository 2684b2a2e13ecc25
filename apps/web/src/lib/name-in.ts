import type { Language } from './i18n/language.js';

type Named = { readonly name: string; readonly nameEn: string | null };

/** The name in the reader's language; what has no English name keeps its Chinese one. */
export const nameIn = ({ name, nameEn }: Named, language: Language): string =>
  language === 'en' ? (nameEn ?? name) : name;
