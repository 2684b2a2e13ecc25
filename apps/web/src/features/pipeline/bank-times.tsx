import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { ErrorState } from '../../ui/error-state.js';
import { Skeleton } from '../../ui/skeleton.js';
import { pipelineMessages } from './messages.js';
import styles from './pipeline.module.css';
import type { PopulationSearch } from './population-search.js';
import { BankStageTable } from './stage-times.js';
import { useStageTimes } from './use-pipeline.js';

/** Below the counts by bank: both sides' working time per stage, of the cases first pushed in the period. */
export function BankTimes({ search }: { readonly search: PopulationSearch }) {
  const t = useMessages(pipelineMessages);
  const { language } = useLanguage();
  const { data, error, refetch } = useStageTimes(search);
  const lines = data && [
    { id: 'whole', name: t('board.total'), stages: data.whole },
    ...data.banks.map(({ bank, stages }) => ({
      id: bank.id,
      name: language === 'en' ? (bank.nameEn ?? bank.name) : bank.name,
      stages,
    })),
  ];
  return (
    <section className={styles.times}>
      <h2>{t('time.title')}</h2>
      <p className={styles.explain}>{t('time.explain')}</p>
      {data === undefined && error === null && <Skeleton rows={8} />}
      {data === undefined && error !== null && (
        <ErrorState error={error} title={t('time.failed')} onRetry={() => void refetch()} />
      )}
      {lines !== undefined && <BankStageTable lines={lines} />}
    </section>
  );
}
