import {
  ENGAGEMENT_ACTION_LABELS,
  ENGAGEMENT_STATE_LABELS,
  MILESTONE_LABELS,
  type EngagementState,
} from '@yinqi/domain/lifecycle';
import type { EngagementDetail, EngagementItem } from '@yinqi/contracts/engagements';
import { PURPOSE_WORDS } from '@yinqi/domain/matching';
import type { Currency } from '@yinqi/domain/money';
import { amountIn, amountText, listScale } from '../../lib/format.js';
import type { Language } from '../../lib/i18n/language.js';
import type { Translate } from '../../lib/i18n/messages.js';
import type { Pigment } from '../../ui/tag.js';
import type { messages } from './desk-messages.zh.js';

export type DeskWords = Translate<typeof messages>;

const OTHER_LABELS = {
  propose: { zh: '推荐银行', en: 'Bank proposed' },
  claim: { zh: '认领', en: 'Claimed' },
  undo: { zh: '撤销决定', en: 'Decision undone' },
} as const;
const ACTIONS: Readonly<Record<string, Readonly<Record<Language, string>> | undefined>> = {
  ...ENGAGEMENT_ACTION_LABELS,
  ...MILESTONE_LABELS,
  ...OTHER_LABELS,
};

export const actionName = (action: string, language: Language): string =>
  ACTIONS[action]?.[language] ?? action;

export const stateName = (state: EngagementState, language: Language): string =>
  ENGAGEMENT_STATE_LABELS[state][language];

const PIGMENT_OF: Readonly<Partial<Record<EngagementState, Pigment>>> = {
  proposed: 'violet',
  incomplete: 'ochre',
  declined: 'cinnabar',
  no_response: 'cinnabar',
  approved: 'malachite',
  contracted: 'malachite',
  partially_disbursed: 'malachite',
  disbursed: 'malachite',
  accepted: 'azurite',
  contacted: 'azurite',
  due_diligence: 'azurite',
  credit_review: 'azurite',
};
export const statePigment = (state: EngagementState): Pigment => PIGMENT_OF[state] ?? 'plain';

export const nameIn = (
  language: Language,
  named: { readonly name: string; readonly nameEn: string | null },
): string => (language === 'en' ? (named.nameEn ?? named.name) : named.name);

export const offeringBank = (
  offer: { readonly bankName: string; readonly bankNameEn: string | null },
  language: Language,
): string => nameIn(language, { name: offer.bankName, nameEn: offer.bankNameEn });

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

export const purposeName = (purpose: EngagementItem['purpose'], language: Language): string =>
  purpose === null ? '—' : capitalised(PURPOSE_WORDS[purpose][language]);

/** Once the consent has ended the currency is that of the bank's own offers; without any there is nothing to name. */
export const currencyOf = (
  item: Pick<EngagementItem, 'currency'> & Partial<Pick<EngagementDetail, 'offers'>>,
): Currency => item.currency ?? item.offers?.at(-1)?.currency ?? 'CNY';

/** 3,200 万元 · 12 个月 · 流动资金 */
export function requestText(item: EngagementItem, t: DeskWords, language: Language): string {
  const parts = [];
  if (item.requestedFen !== null) parts.push(amountText(item.requestedFen, language, currencyOf(item)));
  if (item.termMonths !== null) parts.push(t('months', { count: item.termMonths }));
  if (item.purpose !== null) parts.push(purposeName(item.purpose, language));
  return parts.length === 0 ? '—' : parts.join(' · ');
}

/** Who the case is about; by its number once the consent has ended. */
export const caseName = (item: EngagementItem): string => item.enterpriseName ?? item.requestNumber;

/** An amount in a column of yuan; foreign currency says so itself. */
export const amountCell = (minor: string, currency: Currency, language: Language): string =>
  currency === 'CNY' ? amountIn(minor, listScale(language)) : amountText(minor, language, currency);

/** What several cases come to, each currency for itself: 6,400 万元、500 万美元. */
export function amountsText(items: readonly EngagementItem[], language: Language): string {
  const sums = new Map<Currency, bigint>();
  for (const { requestedFen, currency } of items) {
    if (requestedFen === null || currency === null) continue;
    sums.set(currency, (sums.get(currency) ?? 0n) + BigInt(requestedFen));
  }
  return [...sums]
    .map(([currency, sum]) => amountText(sum, language, currency))
    .join(language === 'zh' ? '、' : ', ');
}
