import type { AllocationFigures as Figures, AllocationView } from '@yinqi/contracts/allocation';
import { amountText, figure } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Link } from '../../ui/link.js';
import { StatementStrip, type StatementFigure } from '../../ui/statement-strip.js';
import styles from './allocation.module.css';
import { allocationMessages } from './messages.js';
import { differenceText, poolName, ppmText } from './words.js';

type Props = { readonly plan: AllocationView; readonly figures: Figures };

/** Demand and how much of it is served, each with its definition; beside an earlier plan what a tranche changed. */
export function AllocationFigures({ plan, figures }: Props) {
  const t = useMessages(allocationMessages);
  const { language } = useLanguage();
  const base = plan.base?.figures;
  const compared = (now: string, before: string | undefined, text: string): string =>
    before === undefined ? text : `${text} · ${t('figure.compared', differenceText(now, before, language))}`;
  const of = (id: string, label: string, fen: string, context: string): StatementFigure => ({
    id,
    label,
    context,
    ...figure(fen, language),
  });
  return (
    <>
      <StatementStrip
        label={t('figures')}
        figures={[
          of(
            'demand',
            t('figure.demand'),
            figures.demandFen,
            t('figure.demandText', { count: figures.requests }),
          ),
          of(
            'reachable',
            t('figure.reachable'),
            figures.reachableFen,
            t('figure.reachableText', { count: figures.reachable }),
          ),
          of(
            'split',
            t('figure.split'),
            figures.splitFen,
            compared(figures.splitFen, base?.splitFen, t('figure.splitText')),
          ),
          of(
            'whole',
            t('figure.whole'),
            figures.wholeFen,
            compared(
              figures.wholeFen,
              base?.wholeFen,
              t('figure.wholeText', { count: figures.wholeRequests, gap: ppmText(figures.gapPpm) }),
            ),
          ),
        ]}
      />
      {plan.base !== null && <BaseNote plan={plan} base={plan.base} />}
    </>
  );
}

function BaseNote({
  plan,
  base,
}: {
  readonly plan: AllocationView;
  readonly base: NonNullable<AllocationView['base']>;
}) {
  const t = useMessages(allocationMessages);
  const { language } = useLanguage();
  const list = plan.tranches
    .map((tranche) =>
      t('base.item', { pool: poolName(tranche, language), amount: amountText(tranche.addFen, language) }),
    )
    .join(language === 'zh' ? '、' : '; ');
  return (
    <p className={styles.note}>
      {t('base', { list })}{' '}
      <Link to="/allocations/$allocationId" params={{ allocationId: base.id }}>
        {base.title}
      </Link>
    </p>
  );
}
