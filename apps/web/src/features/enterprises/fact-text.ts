import {
  PROFILE_ATTRIBUTES,
  type Enterprise,
  type FactValue,
  type ProfileAttribute,
} from '@yinqi/contracts/enterprises';
import { CURRENCIES, type Currency } from '@yinqi/domain/money';
import { amountText, countText, percentText } from '../../lib/format.js';
import type { Language } from '../../lib/i18n/language.js';
import type { Translate } from '../../lib/i18n/messages.js';
import type { messages } from './messages.zh.js';

export type EnterpriseWords = Translate<typeof messages>;
export type ProfileFact = Enterprise['facts'][number];

const isCurrency = (code: string): code is Currency => CURRENCIES.some((currency) => currency === code);

/** A value as people read it; a code without words is shown as it is. */
export function valueText(
  attribute: ProfileAttribute,
  value: FactValue,
  t: EnterpriseWords,
  language: Language,
): string {
  if (typeof value === 'boolean') return value ? t('value.yes') : t('value.no');
  if (typeof value === 'number') {
    if (PROFILE_ATTRIBUTES[attribute] === 'basis_points') return percentText(value);
    const count = countText(value);
    return attribute === 'longestOverdueDays' ? t('value.days', { count }) : t('value.persons', { count });
  }
  if (typeof value === 'string') return value;
  if ('members' in value) {
    return value.members.length === 0 ? t('value.none') : value.members.join(language === 'zh' ? '、' : ', ');
  }
  return isCurrency(value.currency)
    ? amountText(value.fen, language, value.currency)
    : `${value.fen} ${value.currency}`;
}

export const factText = (fact: ProfileFact, t: EnterpriseWords, language: Language): string =>
  fact.words?.[language] ?? valueText(fact.attribute, fact.value, t, language);

/** How the file is divided; every attribute stands in one part. */
export const PARTS = {
  identity: [
    'region',
    'industry',
    'investmentKind',
    'registrationType',
    'holdingType',
    'foundedOn',
    'foreignOrigin',
    'foreignShareBp',
    'totalInvestment',
    'registeredCapital',
    'paidInCapital',
    'sizeClass',
    'stage',
    'keyEnterprise',
    'enterpriseLists',
    'agriculture',
  ],
  operations: [
    'staff',
    'revenue',
    'netProfit',
    'totalAssets',
    'totalLiabilities',
    'netAssets',
    'debtRatioBp',
    'taxPaid',
    'taxGrade',
    'ordersOnHand',
    'capacityUseBp',
    'difficulties',
  ],
  financing: [
    'foreignTrade',
    'customsGrade',
    'tradeVolume',
    'exportValue',
    'loanBalance',
    'earliestMaturity',
    'mainLenders',
    'longestOverdueDays',
    'foreignDebtUsed',
    'adverseRecord',
  ],
} as const satisfies Record<string, readonly ProfileAttribute[]>;
export type Part = keyof typeof PARTS;
export const PART_NAMES = ['identity', 'operations', 'financing'] as const satisfies readonly Part[];
