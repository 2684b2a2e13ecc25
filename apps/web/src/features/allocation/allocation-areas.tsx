import type { AllocationView } from '@yinqi/contracts/allocation';
import { amountIn, listScale, scaleWord } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Table } from '../../ui/table.js';
import styles from './allocation.module.css';
import { allocationMessages } from './messages.js';
import { ppmText, shareOf } from './words.js';

type Props = { readonly fairness: NonNullable<AllocationView['fairness']> };

/** Coverage of areas in the best plan and in the even one, and what evenness costs. */
export function AllocationAreas({ fairness }: Props) {
  const t = useMessages(allocationMessages);
  const { language } = useLanguage();
  const scale = listScale(language);
  const unit = scaleWord(scale);
  const { areas, worstBeforePpm, worstPpm, costPpm } = fairness;
  if (areas.length === 0) return null;
  return (
    <section className={styles.section}>
      <h2>{t('areas.title')}</h2>
      <p className={styles.note}>
        {t('areas.text', {
          before: ppmText(worstBeforePpm),
          after: ppmText(worstPpm),
          cost: ppmText(costPpm),
        })}
      </p>
      <Table
        label={t('areas.title')}
        rows={areas}
        getRowId={({ code }) => code}
        columns={[
          { id: 'area', header: t('areas.area'), isRowHeader: true, cell: ({ name }) => name[language] },
          {
            id: 'reachable',
            header: t('areas.reachable', { unit }),
            align: 'end',
            cell: ({ reachableFen }) => amountIn(reachableFen, scale),
          },
          {
            id: 'before',
            header: t('areas.before'),
            align: 'end',
            cell: ({ beforeFen, reachableFen }) => shareOf(beforeFen, reachableFen),
          },
          {
            id: 'after',
            header: t('areas.after'),
            align: 'end',
            cell: ({ fairFen, reachableFen }) => shareOf(fairFen, reachableFen),
          },
          {
            id: 'fair',
            header: t('areas.fair', { unit }),
            align: 'end',
            cell: ({ fairFen }) => amountIn(fairFen, scale),
          },
        ]}
      />
    </section>
  );
}
