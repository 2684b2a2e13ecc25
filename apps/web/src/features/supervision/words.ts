import type { LetterItem } from '@yinqi/contracts/supervision';
import type { LetterColour } from '@yinqi/domain/supervision';
import type { Translate } from '../../lib/i18n/messages.js';
import type { Pigment } from '../../ui/tag.js';
import type { messages } from './messages.zh.js';

export type SupervisionWords = Translate<typeof messages>;

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
