import type { LetterItem } from '@yinqi/contracts/supervision';
import type { LetterColour } from '@yinqi/domain/supervision';
import type { Language } from '../../lib/i18n/language.js';
import type { Translate } from '../../lib/i18n/messages.js';
import type { Pigment } from '../../ui/tag.js';
import type { messages } from './messages.zh.js';

export type SupervisionWords = Translate<typeof messages>;

type Named = { readonly name: string; readonly nameEn: string | null };

export const nameIn = ({ name, nameEn }: Named, language: Language): string =>
  language === 'en' ? (nameEn ?? name) : name;

export const COLOUR_PIGMENT = {
  blue: 'azurite',
  yellow: 'ochre',
  red: 'cinnabar',
} as const satisfies Record<LetterColour, Pigment>;

export const STATE_PIGMENT = {
  draft: 'violet',
  sent: 'azurite',
  acknowledged: 'azurite',
  replied: 'ochre',
  closed: 'malachite',
  discarded: 'plain',
  withdrawn: 'plain',
} as const satisfies Record<LetterItem['state'], Pigment>;
