import type { EngagementDetail } from '@yinqi/contracts/engagements';
import { changedTerms, offerCost, OFFER_TERM_LABELS, REPAYMENT_LABELS } from '@yinqi/domain/lifecycle';
import { COLLATERAL_WORDS } from '@yinqi/domain/matching';
import { amountText, percentText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Facts, type Fact } from '../../ui/facts.js';
import styles from './case.module.css';
import { caseMessages } from './messages.js';
import { rateBpOf, termsOf, type OfferDraft } from './offer-draft.js';
import { termText } from './offer-term-text.js';
import { currencyOf, nameIn } from './words.js';

const DEFAULT_BASIS_MONTHS = 12;

type Props = { readonly draft: OfferDraft; readonly detail: EngagementDetail };

/** The offer as it will stand in the enterprise's comparison, reckoned on the same basis. */
export function OfferPreview({ draft, detail }: Props) {
  const t = useMessages(caseMessages);
  const { language } = useLanguage();
  const money = (fen: bigint) => amountText(fen, language, currencyOf(detail));
  const rateBp = rateBpOf(draft.rate);
  const months = detail.termMonths ?? DEFAULT_BASIS_MONTHS;
  const cost =
    draft.amount === undefined || draft.amount === 0n || rateBp === undefined
      ? undefined
      : offerCost(
          {
            amountFen: draft.amount,
            annualRateBp: rateBp,
            guaranteeFeeFen: draft.guaranteeFee ?? 0n,
            appraisalFeeFen: draft.appraisalFee ?? 0n,
            depositFen: draft.deposit ?? 0n,
            repayment: draft.repayment,
          },
          months,
        );
  const collateral = draft.collateral.map((kind) => COLLATERAL_WORDS[kind][language]);
  const facts: Fact[] = [
    { id: 'amount', label: t('offer.amount'), value: draft.amount === undefined ? '—' : money(draft.amount) },
    { id: 'rate', label: t('offer.rate'), value: rateBp === undefined ? '—' : percentText(rateBp) },
    { id: 'term', label: t('offer.term'), value: `${draft.term || '—'} ${t('offer.termUnit')}` },
    { id: 'repayment', label: t('offer.repayment'), value: REPAYMENT_LABELS[draft.repayment][language] },
    ...(draft.deposit === undefined || draft.deposit === 0n
      ? []
      : [{ id: 'deposit', label: t('offer.deposit'), value: money(draft.deposit) }]),
    {
      id: 'collateral',
      label: t('offer.collateral'),
      value: collateral.length === 0 ? '—' : collateral.join(language === 'zh' ? '、' : ', '),
    },
    { id: 'days', label: t('offer.days'), value: `${draft.days || '—'} ${t('offer.daysUnit')}` },
    { id: 'until', label: t('offer.until'), value: draft.until || '—' },
  ];
  return (
    <div className={styles.preview}>
      <strong>{t('offer.preview')}</strong>
      <p>{`${nameIn(language, detail.bank)} · ${nameIn(language, detail.product)}`}</p>
      <Facts facts={facts} />
      <p>
        {cost === undefined
          ? t('offer.incomplete')
          : t('offer.costLine', {
              total: money(cost.totalFen),
              interest: money(cost.interestFen),
              fees: money(cost.feesFen),
              annual: cost.annualBp === null ? '—' : percentText(cost.annualBp),
            })}
      </p>
      <p className={styles.quiet}>{t('offer.costBasis', { months })}</p>
      {draft.conditions.trim() !== '' && <p>{draft.conditions.trim()}</p>}
      <Changes draft={draft} detail={detail} />
      <p className={styles.quiet}>{t('offer.indicative')}</p>
    </div>
  );
}

/** What the enterprise will see to be different from the version it has. */
function Changes({ draft, detail }: Props) {
  const t = useMessages(caseMessages);
  const { language } = useLanguage();
  const before = detail.offers.find(({ status }) => status === 'sent');
  const after = termsOf(draft);
  if (before === undefined || after === undefined) return null;
  const { version, currency } = before;
  const changed = changedTerms(before, after);
  if (changed.length === 0) return <p className={styles.quiet}>{t('offer.unchanged', { version })}</p>;
  return (
    <>
      <strong>{t('offer.changes', { version })}</strong>
      <ul>
        {changed.map((term) => (
          <li key={term}>
            {t('offer.change', {
              term: OFFER_TERM_LABELS[term][language],
              before: termText(before, term, currency, language),
              after: termText(after, term, currency, language),
            })}
          </li>
        ))}
      </ul>
    </>
  );
}
