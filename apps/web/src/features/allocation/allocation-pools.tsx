import { STEP_FEN, type AllocationPool } from '@yinqi/contracts/allocation';
import { amountIn, amountText, figureText, listScale, scaleWord } from '../../lib/format.js';
import { useLanguage, type Language } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Table } from '../../ui/table.js';
import styles from './allocation.module.css';
import { allocationMessages } from './messages.js';
import { poolName, type AllocationWords } from './words.js';

const PPM = 1_000_000;

/** Quotas that are used up, in sentences, the most worth first; then all of them. */
export function AllocationPools({ pools }: { readonly pools: readonly AllocationPool[] }) {
  const t = useMessages(allocationMessages);
  const { language } = useLanguage();
  const scale = listScale(language);
  const unit = scaleWord(scale);
  const binding = pools
    .filter((pool) => pool.binding !== null)
    .sort((a, b) => (b.binding?.valuePpm ?? 0) - (a.binding?.valuePpm ?? 0));
  return (
    <section className={styles.section}>
      <h2>{t('pools.title')}</h2>
      {binding.length === 0 && <p className={styles.note}>{t('pools.none')}</p>}
      {binding.length > 0 && (
        <ul className={styles.sentences}>
          {binding.map((pool) => (
            <li key={keyOf(pool)}>{sentenceOf(pool, t, language)}</li>
          ))}
        </ul>
      )}
      <Table
        label={t('pools.all')}
        rows={pools}
        getRowId={keyOf}
        columns={[
          {
            id: 'pool',
            header: t('pools.pool'),
            isRowHeader: true,
            cell: (pool) => poolName(pool, language),
          },
          {
            id: 'capacity',
            header: t('pools.capacity', { unit }),
            align: 'end',
            cell: ({ capacityFen }) => amountIn(capacityFen, scale),
          },
          {
            id: 'whole',
            header: t('pools.whole', { unit }),
            align: 'end',
            cell: ({ wholeFen }) => amountIn(wholeFen, scale),
          },
          {
            id: 'split',
            header: t('pools.split', { unit }),
            align: 'end',
            cell: ({ splitFen }) => amountIn(splitFen, scale),
          },
        ]}
      />
    </section>
  );
}

const keyOf = ({ facility, bank }: AllocationPool): string => `${facility.id}/${bank?.id ?? ''}`;

function sentenceOf(pool: AllocationPool, t: AllocationWords, language: Language): string {
  if (pool.binding === null) return '';
  const { valuePpm, servedMoreFen } = pool.binding;
  return t(servedMoreFen === '0' ? 'pools.swap' : 'pools.more', {
    pool: language === 'zh' ? `「${poolName(pool, language)}」` : poolName(pool, language),
    capacity: figureText(pool.capacityFen, language),
    step: amountText(STEP_FEN, language),
    served: amountText(servedMoreFen, language),
    value: (valuePpm / PPM).toFixed(2),
  });
}
