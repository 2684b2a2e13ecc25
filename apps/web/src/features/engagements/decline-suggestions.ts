import type { EngagementDetail } from '@yinqi/contracts/engagements';
import type { DeclineCode } from '@yinqi/domain/lifecycle';
import { amountText, percentText } from '../../lib/format.js';
import type { Language } from '../../lib/i18n/language.js';
import type { Translate } from '../../lib/i18n/messages.js';
import { debtRatioBp, digits, text } from './case-facts.js';
import type { messages } from './decision-messages.zh.js';
import { currencyOf, nameIn } from './words.js';

type Words = Translate<typeof messages>;

/** A first sentence for a reason, from what this case shows; empty where its facts say nothing to the point. */
export function suggestedText(
  code: DeclineCode,
  detail: EngagementDetail,
  t: Words,
  language: Language,
): string {
  const facts = detail.dossier?.facts ?? {};
  const product = nameIn(language, detail.product);
  const amount =
    detail.requestedFen === null ? undefined : amountText(detail.requestedFen, language, currencyOf(detail));
  switch (code) {
    case 'LEVERAGE': {
      const ratio = debtRatioBp(facts);
      return ratio === undefined ? '' : t('decline.fact.leverage', { ratio: percentText(ratio), product });
    }
    case 'CASH_FLOW': {
      const profit = digits(facts.netProfitFen);
      if (profit === undefined || profit >= 0n) return '';
      return t('decline.fact.cashFlow', { profit: amountText(profit, language) });
    }
    case 'COLLATERAL':
      return amount === undefined ? '' : t('decline.fact.collateral', { amount });
    case 'BUSINESS_CREDIT': {
      const grade = text(facts.taxCreditGrade);
      return grade === undefined || grade === 'A' ? '' : t('decline.fact.taxGrade', { grade, product });
    }
    case 'AGGREGATE_EXPOSURE': {
      const loans = digits(facts.loanBalanceFen);
      if (loans === undefined || amount === undefined) return '';
      return t('decline.fact.exposure', { loans: amountText(loans, language), amount });
    }
    case 'BANK_QUOTA_EXHAUSTED':
      return t('decline.fact.quota', { product });
    case 'OUT_OF_TERRITORY':
      return t('decline.fact.territory', { branch: nameIn(language, detail.branch) });
    default:
      return '';
  }
}
