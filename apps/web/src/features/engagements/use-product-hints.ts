import { useQuery } from '@tanstack/react-query';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import type { OfferTerms } from '@yinqi/contracts/offers';
import { getProduct, type ProductView } from '@yinqi/contracts/products';
import { offerFaults, type OfferFault, type ProductBounds } from '@yinqi/domain/lifecycle';
import { amountText, percentText } from '../../lib/format.js';
import { useLanguage, type Language } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { reading } from '../../lib/query.js';
import type { CaseWords } from './case-words.js';
import { caseMessages } from './messages.js';
import { currencyOf } from './words.js';

const fenOf = (digits: string | null | undefined): bigint | null =>
  digits === null || digits === undefined ? null : BigInt(digits);

/** As the server checks them: a product states its amounts in yuan. */
function boundsOf(product: ProductView | undefined, detail: EngagementDetail): ProductBounds {
  const inYuan = currencyOf(detail) === 'CNY' ? product?.limits : undefined;
  return {
    amountMinFen: fenOf(inYuan?.amountMinFen),
    amountMaxFen: fenOf(inYuan?.amountMaxFen),
    termMinMonths: product?.limits.termMinMonths ?? null,
    termMaxMonths: product?.limits.termMaxMonths ?? null,
    rateToBp: product?.rateToBp ?? null,
  };
}

export const faultsOf = (terms: OfferTerms, bounds: ProductBounds): OfferFault[] =>
  offerFaults(
    {
      ...terms,
      amountFen: BigInt(terms.amountFen),
      guaranteeFeeFen: BigInt(terms.guaranteeFeeFen),
      appraisalFeeFen: BigInt(terms.appraisalFeeFen),
      depositFen: BigInt(terms.depositFen),
    },
    bounds,
  );

function limitText({ term, limit }: OfferFault, t: CaseWords, language: Language): string {
  if (term === 'termMonths') return `${String(limit)} ${t('offer.termUnit')}`;
  return term === 'annualRateBp' ? percentText(Number(limit)) : amountText(BigInt(limit), language);
}

/** The bounds of the product a case was pushed for. */
export function useProductBounds(detail: EngagementDetail): ProductBounds {
  const { data: product } = useQuery(reading(getProduct, { params: { id: detail.product.id } }));
  return boundsOf(product, detail);
}

/** Beside each term of an offer: what was asked for, what the product itself provides, and where the terms pass it. */
export function useProductHints(detail: EngagementDetail, terms: OfferTerms | undefined) {
  const t = useMessages(caseMessages);
  const { language } = useLanguage();
  const { data: product } = useQuery(reading(getProduct, { params: { id: detail.product.id } }));
  const join = (...parts: readonly (string | undefined)[]): string =>
    parts.filter((part) => part !== undefined).join(language === 'zh' ? '；' : '; ');
  const asked = detail.requestedFen;
  const { amountMaxFen = null, termMaxMonths = null } = product?.limits ?? {};
  const { rateFromBp = null, rateToBp = null } = product ?? {};
  const rate =
    rateFromBp === null
      ? undefined
      : rateToBp === null
        ? t('offer.ratePlain', { from: percentText(rateFromBp) })
        : t('offer.rateProduct', { from: percentText(rateFromBp), to: percentText(rateToBp) });
  const repayment = language === 'en' ? product?.terms.repaymentEn : product?.terms.repayment;
  const faults = terms === undefined ? [] : faultsOf(terms, boundsOf(product, detail));
  return {
    amount: join(
      asked === null
        ? undefined
        : t('offer.amountHint', { amount: amountText(asked, language, currencyOf(detail)) }),
      amountMaxFen === null
        ? undefined
        : t('offer.amountProduct', { amount: amountText(amountMaxFen, language) }),
    ),
    rate: join(t('offer.rateHint'), rate),
    term: join(
      t('offer.termHint'),
      termMaxMonths === null ? undefined : t('offer.termProduct', { count: termMaxMonths }),
    ),
    repayment: repayment ? t('offer.repaymentProduct', { text: repayment }) : undefined,
    /** Where this term passes what the product provides. */
    fault: (term: OfferFault['term']): string | undefined => {
      const found = faults.find((one) => one.term === term);
      return found && t(`fault.${found.code}`, { limit: limitText(found, t, language) });
    },
  };
}
