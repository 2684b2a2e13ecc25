import type { Translate } from '../../lib/i18n/messages.js';
import type { messages } from './case-messages.zh.js';

export type CaseWords = Translate<typeof messages>;
