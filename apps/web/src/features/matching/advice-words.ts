import type { Blocker, Change } from '@yinqi/contracts/match-advice';
import { COLLATERAL_WORDS, PURPOSE_WORDS } from '@yinqi/domain/matching';
import { formatAmount, type Currency } from '@yinqi/domain/money';
import type { Language } from '../../lib/i18n/language.js';
import type { Translate } from '../../lib/i18n/messages.js';
import type { messages } from './advice-messages.zh.js';

export type AdviceWords = Translate<typeof messages>;
type Advice = Blocker['advice'][number];

/** On one line: an amount and its unit are never parted. */
export const amountWords = (fen: string, currency: Currency, language: Language): string =>
  formatAmount(BigInt(fen), currency, language).replaceAll(' ', '\u00a0');

/** What a change would win, as a sentence: 金额降至 5,000万元以内，可增 137 个产品. */
export function adviceText({ change, adds: count }: Advice, t: AdviceWords, language: Language): string {
  switch (change.kind) {
    case 'amount': {
      const to = amountWords(change.toFen, change.currency, language);
      return t(isLess(change) ? 'advice.amountDown' : 'advice.amountUp', { to, count });
    }
    case 'term':
      return t(isLess(change) ? 'advice.termDown' : 'advice.termUp', { to: change.toMonths, count });
    case 'purpose':
      return t('advice.purpose', { what: PURPOSE_WORDS[change.to][language], count });
    default:
      return change.add === 'unsecured'
        ? t('advice.unsecured', { count })
        : t('advice.collateral', { what: COLLATERAL_WORDS[change.add][language], count });
  }
}

/** What would be different, from what it is now. */
export function changeText(change: Change, t: AdviceWords, language: Language): string {
  switch (change.kind) {
    case 'amount': {
      const [from, to] = [change.fromFen, change.toFen].map((fen) =>
        amountWords(fen, change.currency, language),
      );
      return t(isLess(change) ? 'change.amountDown' : 'change.amountUp', { from: from ?? '', to: to ?? '' });
    }
    case 'term':
      return t(isLess(change) ? 'change.termDown' : 'change.termUp', {
        from: change.fromMonths,
        to: change.toMonths,
      });
    case 'purpose':
      return t('change.purpose', { what: PURPOSE_WORDS[change.to][language] });
    default:
      return change.add === 'unsecured'
        ? t('change.unsecured')
        : t('change.collateral', { what: COLLATERAL_WORDS[change.add][language] });
  }
}

const isLess = (change: Extract<Change, { kind: 'amount' | 'term' }>): boolean =>
  change.kind === 'amount'
    ? BigInt(change.toFen) < BigInt(change.fromFen)
    : change.toMonths < change.fromMonths;

export const listText = (parts: readonly string[], language: Language): string =>
  parts.join(language === 'zh' ? '；' : '; ');
