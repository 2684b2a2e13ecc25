import { lazy, Suspense, useState } from 'react';
import type { ComparedOffer, OfferComparison as Comparison } from '@yinqi/contracts/offers';
import { OFFER_STATE_LABELS } from '@yinqi/domain/lifecycle';
import { usePermission } from '../../app/session.js';
import { amountText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Button } from '../../ui/button.js';
import { ErrorState } from '../../ui/error-state.js';
import { Section } from '../../ui/panel.js';
import { annualOf, linesOf, type Line } from './comparison-lines.js';
import styles from './dealings.module.css';
import { dealingMessages } from './messages.js';
import { useOffers } from './use-dealings.js';
import { offeringBank } from './words.js';

const ChoiceDialog = lazy(() =>
  import('./choice-dialog.js').then((module) => ({ default: module.ChoiceDialog })),
);

/** Side by side at most as many as a request may have banks. */
const isShown = ({ status }: ComparedOffer): boolean => status !== 'withdrawn' && status !== 'draft';

/** Offers side by side on one cost basis; the best of a row is said in a word, not in colour alone. */
export function OfferComparison({ requestId }: { readonly requestId: string }) {
  const t = useMessages(dealingMessages);
  const { data, error, refetch } = useOffers(requestId);
  const [chosen, setChosen] = useState<ComparedOffer>();
  const offers = data?.offers.filter(isShown) ?? [];
  if (data === undefined && error !== null) {
    return <ErrorState error={error} title={t('offers.failed')} onRetry={() => void refetch()} />;
  }
  if (data === undefined || (offers.length === 0 && chosen === undefined)) return null;
  return (
    <Section title={t('offers.title')}>
      <ChosenLine comparison={data} />
      <ComparisonTable comparison={data} offers={offers} onChoose={setChosen} />
      <div className={styles.formula}>
        {t('offers.basis', { months: data.basisMonths })}
        <details>
          <summary>{t('offers.method')}</summary>
          <p>{t('offers.formula.total')}</p>
          <p>{t('offers.formula.annual')}</p>
          <p>{t('offers.formula.why')}</p>
        </details>
      </div>
      <p className={styles.formula}>{t('offers.indicative')}</p>
      {chosen !== undefined && (
        <Suspense fallback={null}>
          <ChoiceDialog comparison={data} chosen={chosen} onClose={() => setChosen(undefined)} />
        </Suspense>
      )}
    </Section>
  );
}

function ChosenLine({ comparison }: { readonly comparison: Comparison }) {
  const t = useMessages(dealingMessages);
  const { language } = useLanguage();
  if (comparison.chosenFen === '0') return null;
  const chosen = amountText(comparison.chosenFen, language, comparison.currency);
  return (
    <p>
      {comparison.restFen === '0'
        ? t('offers.chosenAll', { chosen })
        : t('offers.chosen', { chosen, rest: amountText(comparison.restFen, language, comparison.currency) })}
    </p>
  );
}

type TableProps = {
  readonly comparison: Comparison;
  readonly offers: readonly ComparedOffer[];
  readonly onChoose: (offer: ComparedOffer) => void;
};

function ComparisonTable({ comparison, offers, onChoose }: TableProps) {
  const t = useMessages(dealingMessages);
  const { language } = useLanguage();
  const open = offers.filter((offer) => offer.open);
  const isBest = ({ best }: Line, offer: ComparedOffer): boolean =>
    best !== undefined &&
    open.length > 1 &&
    offer.open &&
    open.every((other) => best.of(offer) <= best.of(other)) &&
    open.some((other) => best.of(offer) < best.of(other));
  return (
    <table className={styles.comparison}>
      <thead>
        <tr>
          <td />
          {offers.map((offer) => (
            <th key={offer.id} scope="col">
              {offeringBank(offer, language)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {linesOf(comparison, t, language).map((line) => (
          <tr key={line.id}>
            <th scope="row">{line.label}</th>
            {offers.map((offer) => (
              <td key={offer.id} data-bank={offeringBank(offer, language)}>
                {isBest(line, offer) ? (
                  <strong className={styles.best}>
                    {line.cell(offer)} {line.best?.word}
                  </strong>
                ) : (
                  line.cell(offer)
                )}
              </td>
            ))}
          </tr>
        ))}
        <tr>
          <th scope="row">{t('offers.act')}</th>
          {offers.map((offer) => (
            <td key={offer.id} data-bank={offeringBank(offer, language)}>
              <ChooseCell offer={offer} onChoose={onChoose} isFirst={offer.id === cheapestOf(open)?.id} />
            </td>
          ))}
        </tr>
      </tbody>
    </table>
  );
}

const cheapestOf = (offers: readonly ComparedOffer[]): ComparedOffer | undefined =>
  offers.reduce<ComparedOffer | undefined>(
    (best, offer) => (best === undefined || annualOf(offer) < annualOf(best) ? offer : best),
    undefined,
  );

type CellProps = {
  readonly offer: ComparedOffer;
  readonly isFirst: boolean;
  readonly onChoose: (offer: ComparedOffer) => void;
};

function ChooseCell({ offer, isFirst, onChoose }: CellProps) {
  const t = useMessages(dealingMessages);
  const { language } = useLanguage();
  const mayChoose = usePermission('offers.choose');
  if (offer.status === 'sent' && !offer.forNeed) return t('offers.earlierNeed');
  if (!offer.open) return OFFER_STATE_LABELS[offer.status][language];
  if (!mayChoose) return t('offers.signatory');
  return (
    <Button
      size="touch"
      variant={isFirst ? 'primary' : 'secondary'}
      aria-label={t('offers.chooseName', { bank: offeringBank(offer, language) })}
      onPress={() => onChoose(offer)}
    >
      {t('offers.choose')}
    </Button>
  );
}
