import type { OfferTerms } from '@yinqi/contracts/offers';
import { REPAYMENT_LABELS, type OfferTerm } from '@yinqi/domain/lifecycle';
import { COLLATERAL_WORDS } from '@yinqi/domain/matching';
import type { Currency } from '@yinqi/domain/money';
import { amountText, percentText } from '../../lib/format.js';
import type { Language } from '../../lib/i18n/language.js';

/** One term of an offer in words, as it stands in a comparison of versions. */
export function termText(terms: OfferTerms, term: OfferTerm, currency: Currency, language: Language): string {
  switch (term) {
    case 'amountFen':
    case 'guaranteeFeeFen':
    case 'appraisalFeeFen':
    case 'depositFen':
      return amountText(terms[term], language, currency);
    case 'annualRateBp':
      return percentText(terms.annualRateBp);
    case 'termMonths':
      return language === 'zh' ? `${terms.termMonths} 个月` : `${terms.termMonths} months`;
    case 'repayment':
      return REPAYMENT_LABELS[terms.repayment][language];
    case 'collateral':
      return (
        terms.collateral
          .map((kind) => COLLATERAL_WORDS[kind][language])
          .join(language === 'zh' ? '、' : ', ') || '—'
      );
    case 'disbursementDays':
      return String(terms.disbursementDays);
    case 'conditions':
      return terms.conditions ?? '—';
    case 'validUntil':
      return terms.validUntil;
  }
}
