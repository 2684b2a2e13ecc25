import type { RequestContent } from '@yinqi/contracts/financing-requests';
import { REQUEST_STATE_LABELS, type RequestState } from '@yinqi/domain/lifecycle';
import { COLLATERAL_WORDS, PURPOSE_WORDS } from '@yinqi/domain/matching';
import { amountText } from '../../lib/format.js';
import type { Language } from '../../lib/i18n/language.js';
import type { Translate } from '../../lib/i18n/messages.js';
import type { Pigment } from '../../ui/tag.js';
import type { messages } from './messages.zh.js';

export type RequestWords = Translate<typeof messages>;

type Titled = Pick<RequestContent, 'purpose' | 'amountFen' | 'currency' | 'termMonths'> & {
  readonly purposeText: string | null;
};

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const purposeName = (request: Pick<Titled, 'purpose' | 'purposeText'>, language: Language) =>
  request.purpose === null ? request.purposeText : capitalised(PURPOSE_WORDS[request.purpose][language]);

/** What people call a request: 流动资金 3,200 万元 · 12 个月. */
export function requestTitle(request: Titled, t: RequestWords, language: Language): string {
  const purpose = purposeName(request, language);
  if (purpose === null && request.amountFen === null) return t('request.untitled');
  const amount =
    request.amountFen === null
      ? t('request.amountOpen')
      : amountText(request.amountFen, language, request.currency);
  const term = request.termMonths === null ? '' : ` · ${t('request.months', { count: request.termMonths })}`;
  return `${purpose ?? ''} ${amount}${term}`.trim();
}

export const collateralName = (kind: RequestContent['collateral'][number], language: Language): string =>
  capitalised(COLLATERAL_WORDS[kind][language]);

export const stateName = (state: RequestState, language: Language): string =>
  REQUEST_STATE_LABELS[state][language];

const PIGMENT_OF: Readonly<Partial<Record<RequestState, Pigment>>> = {
  draft: 'violet',
  returned: 'ochre',
  unmatched: 'ochre',
  matched: 'azurite',
  engaged: 'azurite',
  partially_funded: 'malachite',
  funded: 'malachite',
  rejected: 'cinnabar',
};
export const statePigment = (state: RequestState): Pigment => PIGMENT_OF[state] ?? 'plain';
