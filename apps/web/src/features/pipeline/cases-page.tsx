import { useMemo } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { PipelineEngagement } from '@yinqi/contracts/pipeline';
import { ENGAGEMENT_STATE_LABELS } from '@yinqi/domain/lifecycle';
import {
  amountIn,
  amountText,
  countText,
  dateTimeText,
  listScale,
  scaleWord,
  timeLeft,
} from '../../lib/format.js';
import { useLanguage, type Language } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { DataGrid, type GridColumn } from '../../ui/data-grid.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { Link } from '../../ui/link.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Tag } from '../../ui/tag.js';
import { pipelineMessages } from './messages.js';
import styles from './pipeline.module.css';
import { PopulationBar } from './population-bar.js';
import { filterOf, populationOf } from './population-search.js';
import { useCaseRows } from './use-pipeline.js';
import type { PipelineWords } from './words.js';

/** A stage without a time limit says so; only one that has a limit can be late. */
function dueCell({ clock, dueAt, lateMinutes }: PipelineEngagement, t: PipelineWords, language: Language) {
  if (clock === 'late') {
    return <Tag pigment="cinnabar">{timeLeft(-(lateMinutes ?? 0) - 1, language).text}</Tag>;
  }
  if (clock === 'running') return dueAt === null ? '—' : dateTimeText(dueAt);
  return clock === 'ended' ? '—' : t(`clock.${clock}`);
}

const columnsOf = (t: PipelineWords, language: Language): GridColumn<PipelineEngagement>[] => [
  {
    id: 'due',
    header: t('cases.due'),
    cell: (row) => dueCell(row, t, language),
    width: '152px',
  },
  {
    id: 'enterprise',
    header: t('rows.enterprise'),
    cell: (row) => row.enterprise.name,
    width: 'minmax(200px, 2fr)',
    isRowHeader: true,
  },
  { id: 'bank', header: t('late.bank'), cell: (row) => row.branchName, width: 'minmax(140px, 1.2fr)' },
  {
    id: 'product',
    header: t('cases.product'),
    cell: (row) => (language === 'en' ? (row.productNameEn ?? row.productName) : row.productName),
    width: 'minmax(140px, 1.2fr)',
  },
  {
    id: 'amount',
    header: t('late.amount', { unit: scaleWord(listScale(language)) }),
    cell: (row) =>
      row.currency === 'CNY'
        ? amountIn(row.amountFen, listScale(language))
        : amountText(row.amountFen, language, row.currency),
    width: '124px',
    align: 'end',
  },
  {
    id: 'state',
    header: t('rows.state'),
    cell: (row) => ENGAGEMENT_STATE_LABELS[row.status][language],
    width: language === 'zh' ? '108px' : '170px',
  },
  {
    id: 'officer',
    header: t('cases.officer'),
    cell: (row) => row.officerName ?? t('cases.noOfficer'),
    width: '104px',
  },
  { id: 'pushed', header: t('late.pushed'), cell: (row) => dateTimeText(row.pushedAt), width: '148px' },
];

/** The engagements behind one figure; as many as the figure says. */
export function CasesPage() {
  const t = useMessages(pipelineMessages);
  const { language } = useLanguage();
  const navigate = useNavigate();
  const search = useSearch({ from: '/signed-in/pipeline/engagements' });
  const set = search.set ?? 'pushed';
  const pages = useCaseRows({ ...filterOf(search), set, limit: 100 });
  const columns = useMemo(() => columnsOf(t, language), [t, language]);
  const first = pages.data?.pages[0];
  return (
    <>
      <PageHeader
        title={t(`cases.title.${set}`)}
        back={
          <Link to="/overview" search={populationOf(search)}>
            {t('back.overview')}
          </Link>
        }
        context={
          first && t('cases.summary', { count: countText(first.total), asOf: dateTimeText(first.asOf) })
        }
      />
      <PopulationBar
        search={search}
        population={first?.population}
        asOf={first?.asOf}
        label={t('filter.pushed')}
        onSearch={(next) => void navigate({ to: '/pipeline/engagements', search: next })}
      />
      {first === undefined && pages.error === null && <Skeleton rows={12} />}
      {first === undefined && pages.error !== null && (
        <ErrorState error={pages.error} title={t('rows.failed')} onRetry={() => void pages.refetch()} />
      )}
      {first !== undefined && (
        <div className={styles.rows}>
          <DataGrid
            label={t(`cases.title.${set}`)}
            columns={columns}
            rows={pages.data?.pages.flatMap(({ items }) => items) ?? []}
            rowCount={first.total}
            getRowId={(row) => row.id}
            getRowLabel={(row) => `${row.enterprise.name} ${row.branchName}`}
            onOpen={(row) =>
              void navigate({ to: '/requests/$requestId', params: { requestId: row.requestId } })
            }
            onReachEnd={() => {
              if (pages.hasNextPage && !pages.isFetchingNextPage) void pages.fetchNextPage();
            }}
            isLoadingMore={pages.isFetchingNextPage}
            empty={<EmptyState title={t(`cases.none.${set}`)} />}
          />
        </div>
      )}
    </>
  );
}
