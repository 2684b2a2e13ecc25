import { ACTOR_LABELS, type Side } from '@yinqi/domain/lifecycle';
import type { Language } from './i18n/language.js';

/** Who did something; the platform's own acts are signed in the reader's language. */
export const actorName = (
  event: { readonly actorSide: Side; readonly actorName: string },
  language: Language,
): string => (event.actorSide === 'system' ? ACTOR_LABELS.system[language] : event.actorName);
