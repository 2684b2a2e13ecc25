import { useQuery } from '@tanstack/react-query';
import { listPipelineEngagements, type PipelineEngagement } from '@yinqi/contracts/pipeline';
import { amountIn, amountText, countText, listScale, scaleWord, timeLeft } from '../../lib/format.js';
import { useLanguage, type Language } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { reading } from '../../lib/query.js';
import { Link } from '../../ui/link.js';
import { Table, type TableColumn } from '../../ui/table.js';
import { Tag } from '../../ui/tag.js';
import { pipelineMessages } from './messages.js';
import styles from './pipeline.module.css';
import { filterOf, populationOf, type PopulationSearch } from './population-search.js';
import type { PipelineWords } from './words.js';

const SHOWN = 6;

const columnsOf = (t: PipelineWords, language: Language): TableColumn<PipelineEngagement>[] => [
  {
    id: 'over',
    header: t('late.over'),
    cell: (row) => <Tag pigment="cinnabar">{timeLeft(-(row.lateMinutes ?? 0) - 1, language).text}</Tag>,
  },
  {
    id: 'enterprise',
    header: t('late.enterprise'),
    isRowHeader: true,
    cell: (row) => (
      <Link to="/requests/$requestId" params={{ requestId: row.requestId }}>
        {row.enterprise.name}
      </Link>
    ),
  },
  { id: 'bank', header: t('late.bank'), cell: (row) => row.branchName },
  {
    id: 'amount',
    header: t('late.amount', { unit: scaleWord(listScale(language)) }),
    align: 'end',
    cell: (row) =>
      row.currency === 'CNY'
        ? amountIn(row.amountFen, listScale(language))
        : amountText(row.amountFen, language, row.currency),
  },
];

type Props = {
  readonly count: number;
  /** Taken up, and past the time for contact or a conclusion: listed on a page of their own. */
  readonly lateWork: number;
  readonly search: PopulationSearch;
};

/** The answers that are overdue longest. */
export function OverdueCases({ count, lateWork, search }: Props) {
  const t = useMessages(pipelineMessages);
  const { language } = useLanguage();
  const query = { ...filterOf(search), set: 'overdue' as const, limit: SHOWN };
  const cases = useQuery(reading(listPipelineEngagements, { query }));
  const title = t('late.title', { count: countText(count) });
  return (
    <section className={styles.section}>
      <h2>{title}</h2>
      {count === 0 ? (
        <p>{t('late.none')}</p>
      ) : (
        <Table
          label={title}
          columns={columnsOf(t, language)}
          rows={cases.data?.items ?? []}
          getRowId={(row) => row.id}
        />
      )}
      {count > SHOWN && (
        <p className={styles.more}>
          <Link to="/pipeline/engagements" search={{ ...populationOf(search), set: 'overdue' }}>
            {t('late.all', { count: countText(count) })}
          </Link>
        </p>
      )}
      {lateWork > 0 && (
        <p className={styles.more}>
          <Link to="/pipeline/engagements" search={{ ...populationOf(search), set: 'late_work' }}>
            {t('late.work', { count: countText(lateWork) })}
          </Link>
        </p>
      )}
    </section>
  );
}
