import type { ReactNode } from 'react';
import type { ComparedOffer, OfferComparison } from '@yinqi/contracts/offers';
import { changedTerms, OFFER_TERM_LABELS, REPAYMENT_LABELS } from '@yinqi/domain/lifecycle';
import { COLLATERAL_WORDS } from '@yinqi/domain/matching';
import { amountText, dateText, listScale, percentText, scaleWord } from '../../lib/format.js';
import type { Language } from '../../lib/i18n/language.js';
import type { Translate } from '../../lib/i18n/messages.js';
import type { messages } from './dealing-messages.zh.js';
import styles from './dealings.module.css';
import { termText } from './offer-term-text.js';
import { amountCell } from './words.js';

type Words = Translate<typeof messages>;

export type Line = {
  readonly id: string;
  readonly label: string;
  readonly cell: (offer: ComparedOffer) => ReactNode;
  /** The word for the best of the row, and what counts as better: less. */
  readonly best?: { readonly word: string; readonly of: (offer: ComparedOffer) => number };
};

/** What a rate that cannot be stated counts as: more than any other. */
export const annualOf = ({ cost }: ComparedOffer): number => cost.annualBp ?? Number.POSITIVE_INFINITY;

const feesOf = (offer: ComparedOffer): bigint =>
  BigInt(offer.guaranteeFeeFen) + BigInt(offer.appraisalFeeFen);

function costLines(comparison: OfferComparison, t: Words, language: Language): Line[] {
  const { currency, offers } = comparison;
  const open = offers.filter((offer) => offer.open);
  const lowest = t('offers.lowest');
  const sum = (fen: bigint): string => (fen === 0n ? t('offers.none') : amountText(fen, language, currency));
  // A total over less money is lower without being better.
  const isOneAmount = open.every(({ amountFen }) => amountFen === open[0]?.amountFen);
  return [
    {
      id: 'rate',
      label: t('offers.rate'),
      cell: (offer) => percentText(offer.annualRateBp),
      best: { word: lowest, of: (offer) => offer.annualRateBp },
    },
    {
      id: 'fees',
      label: t('offers.fees'),
      cell: (offer) => sum(feesOf(offer)),
      best: { word: t('offers.least'), of: (offer) => Number(feesOf(offer)) },
    },
    {
      id: 'deposit',
      label: t('offers.deposit'),
      cell: (offer) => sum(BigInt(offer.depositFen)),
      best: { word: t('offers.least'), of: (offer) => Number(offer.depositFen) },
    },
    {
      id: 'cost',
      label: t('offers.cost'),
      cell: (offer) => amountText(offer.cost.totalFen, language, currency),
      ...(isOneAmount && { best: { word: lowest, of: (offer) => Number(offer.cost.totalFen) } }),
    },
    {
      id: 'annual',
      label: t('offers.annual'),
      cell: ({ cost }) => (cost.annualBp === null ? t('offers.unknownRate') : percentText(cost.annualBp)),
      best: { word: lowest, of: annualOf },
    },
  ];
}

/** The rows of the comparison, the same for every bank. */
export function linesOf(comparison: OfferComparison, t: Words, language: Language): Line[] {
  const { offers } = comparison;
  const collateral = (offer: ComparedOffer): string =>
    offer.collateral.length === 0
      ? t('offers.noCollateral')
      : offer.collateral
          .map((kind) => COLLATERAL_WORDS[kind][language])
          .join(language === 'zh' ? '、' : ', ');
  const amount = (offer: ComparedOffer): string => {
    const offered = amountCell(offer.amountFen, offer.currency, language);
    const isCapped = offer.open && BigInt(offer.usableFen) < BigInt(offer.amountFen);
    return isCapped
      ? `${offered} ${t('offers.usable', { amount: amountText(offer.usableFen, language, offer.currency) })}`
      : offered;
  };
  return [
    {
      id: 'amount',
      label: t('offers.amount', { unit: scaleWord(listScale(language)) }),
      cell: amount,
      best: { word: t('offers.highest'), of: (offer) => -Number(offer.usableFen) },
    },
    ...costLines(comparison, t, language),
    {
      id: 'repayment',
      label: t('offers.repayment'),
      cell: (offer) => REPAYMENT_LABELS[offer.repayment][language],
    },
    { id: 'term', label: t('offers.term'), cell: (offer) => t('offers.months', { count: offer.termMonths }) },
    { id: 'collateral', label: t('offers.collateral'), cell: collateral },
    {
      id: 'days',
      label: t('offers.days'),
      cell: (offer) => t('offers.workingDays', { count: offer.disbursementDays }),
      best: { word: t('offers.fastest'), of: (offer) => offer.disbursementDays },
    },
    { id: 'until', label: t('offers.until'), cell: (offer) => offer.validUntil },
    ...(offers.some(({ conditions }) => conditions !== null)
      ? [
          {
            id: 'conditions',
            label: t('offers.conditions'),
            cell: (offer: ComparedOffer) => offer.conditions ?? '—',
          },
        ]
      : []),
    ...(offers.some(({ version }) => version > 1)
      ? [
          {
            id: 'changed',
            label: t('offers.changed'),
            cell: (offer: ComparedOffer) => (
              <Changed offer={offer} offers={offers} t={t} language={language} />
            ),
          },
        ]
      : []),
  ];
}

type ChangedProps = {
  readonly offer: ComparedOffer;
  readonly offers: readonly ComparedOffer[];
  readonly t: Words;
  readonly language: Language;
};

/** A revised offer beside the version it replaces. */
function Changed({ offer, offers, t, language }: ChangedProps) {
  const before = offers.find(
    ({ engagementId, version }) => engagementId === offer.engagementId && version === offer.version - 1,
  );
  if (before === undefined) return '—';
  return (
    <>
      {t('offers.version', { version: offer.version, at: dateText(offer.sentAt) })}
      <ul className={styles.changes}>
        {changedTerms(before, offer).map((term) => (
          <li key={term}>
            {t('offers.change', {
              term: OFFER_TERM_LABELS[term][language],
              before: termText(before, term, before.currency, language),
              after: termText(offer, term, offer.currency, language),
            })}
          </li>
        ))}
      </ul>
    </>
  );
}
