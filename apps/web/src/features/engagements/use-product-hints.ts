import { useQuery } from '@tanstack/react-query';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import { getProduct } from '@yinqi/contracts/products';
import { amountText, percentText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { reading } from '../../lib/query.js';
import { caseMessages } from './messages.js';
import { currencyOf } from './words.js';

/** Beside each term of an offer: what was asked for and what the product itself provides. */
export function useProductHints(detail: EngagementDetail) {
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
  };
}
