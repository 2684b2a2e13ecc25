import type { TermsVersion } from '@yinqi/contracts/facility-terms';
import type { Language } from '../../../lib/i18n/language.js';
import type { Translate } from '../../../lib/i18n/messages.js';
import type { Pigment } from '../../../ui/tag.js';
import {
  borrowerText,
  capName,
  lendersText,
  totalText,
  windowText,
  type FacilityWords,
} from '../facility-words.js';
import type { messages } from './messages.zh.js';

export type TermsWords = Translate<typeof messages>;

export const TERMS_PIGMENT = {
  proposed: 'ochre',
  scheduled: 'azurite',
  posted: 'malachite',
  refused: 'cinnabar',
  withdrawn: 'plain',
} as const satisfies Record<string, Pigment>;

export type TermLine = {
  readonly id:
    | 'name'
    | 'nameEn'
    | 'total'
    | 'window'
    | 'closed'
    | 'lenders'
    | 'borrowers'
    | 'cap'
    | 'document'
    | 'note'
    | 'noteEn'
    | 'verified';
  readonly text: string;
};

/** Terms as people read them, one line each and always in one order. */
export function linesOf(
  terms: TermsVersion,
  language: Language,
  t: FacilityWords,
  tTerms: TermsWords,
): readonly TermLine[] {
  const none = t('value.none');
  return [
    { id: 'name', text: terms.name },
    { id: 'nameEn', text: terms.nameEn },
    { id: 'total', text: totalText(terms, language, t) },
    { id: 'window', text: windowText(terms, t) },
    { id: 'closed', text: tTerms(terms.closed ? 'yes' : 'no') },
    { id: 'lenders', text: lendersText({ ...terms, lenderInstitutions: [] }, language, t) },
    { id: 'borrowers', text: borrowerText(terms, language, t) },
    { id: 'cap', text: terms.rateCap === null ? t('value.market') : capName(terms.rateCap, t) },
    { id: 'document', text: terms.documentNumber ?? none },
    { id: 'note', text: terms.note ?? none },
    { id: 'noteEn', text: terms.noteEn ?? none },
    { id: 'verified', text: tTerms(terms.verified ? 'verified.yes' : 'verified.no') },
  ];
}
