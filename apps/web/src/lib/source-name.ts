import type { Language } from './i18n/language.js';

/** Sources the platform names itself; what a person gave as a source is shown as written. */
const ENGLISH: Readonly<Record<string, string>> = {
  融资需求申报: 'financing request',
  市场监管登记信息: 'business register',
};

export const sourceName = (source: string, language: Language): string =>
  language === 'en' ? (ENGLISH[source] ?? source) : source;
