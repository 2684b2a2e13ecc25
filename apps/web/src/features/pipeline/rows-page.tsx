import { useMemo } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { exportPipelineRequests, type PipelineRequest } from '@yinqi/contracts/pipeline';
import { REQUEST_STATE_LABELS } from '@yinqi/domain/lifecycle';
import type { Currency } from '@yinqi/domain/money';
import { routeUrl } from '../../lib/call.js';
import {
  amountIn,
  amountText,
  countText,
  dateText,
  dateTimeText,
  listScale,
  scaleWord,
} from '../../lib/format.js';
import { useLanguage, type Language } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { DownloadLink } from '../../ui/button.js';
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
import { useRequestRows } from './use-pipeline.js';
import { amountsText, type PipelineWords } from './words.js';

/** Foreign currency says so in the cell: the column's unit is yuan. */
const moneyCell = (fen: string, currency: Currency, language: Language): string => {
  if (fen === '0') return '—';
  return currency === 'CNY' ? amountIn(fen, listScale(language)) : amountText(fen, language, currency);
};

function columnsOf(t: PipelineWords, language: Language): GridColumn<PipelineRequest>[] {
  const unit = scaleWord(listScale(language));
  return [
    {
      id: 'enterprise',
      header: t('rows.enterprise'),
      cell: (row) => row.enterprise.name,
      width: 'minmax(200px, 2fr)',
      isRowHeader: true,
    },
    { id: 'unit', header: t('rows.unit'), cell: (row) => row.unitName, width: 'minmax(120px, 1.2fr)' },
    {
      id: 'amount',
      header: t('rows.amount', { unit }),
      cell: (row) => moneyCell(row.amountFen, row.currency, language),
      width: '136px',
      align: 'end',
    },
    {
      id: 'approved',
      header: t('rows.approved', { unit }),
      cell: (row) => moneyCell(row.approvedFen, row.currency, language),
      width: '124px',
      align: 'end',
    },
    {
      id: 'disbursed',
      header: t('rows.disbursed', { unit }),
      cell: (row) => moneyCell(row.disbursedFen, row.currency, language),
      width: '124px',
      align: 'end',
    },
    {
      id: 'state',
      header: t('rows.state'),
      cell: (row) => (
        <>
          {REQUEST_STATE_LABELS[row.status][language]}{' '}
          {row.late && <Tag pigment="cinnabar">{t('rows.late')}</Tag>}
        </>
      ),
      width: language === 'zh' ? '148px' : '190px',
    },
    {
      id: 'banks',
      header: t('rows.banks'),
      cell: (row) => row.banks.join(language === 'zh' ? '、' : ', ') || '—',
      width: 'minmax(120px, 1.2fr)',
    },
    {
      id: 'reached',
      header: t('rows.reached'),
      cell: (row) => (row.reachedAt === null ? '—' : dateText(row.reachedAt)),
      width: '112px',
    },
  ];
}

/** The requests behind one number; as many as the number says. */
export function RowsPage() {
  const t = useMessages(pipelineMessages);
  const { language } = useLanguage();
  const navigate = useNavigate();
  const search = useSearch({ from: '/signed-in/pipeline/requests' });
  const stage = search.stage ?? 'registered';
  const query = { ...filterOf(search), stage, ...(search.late === true && { late: 'true' as const }) };
  const pages = useRequestRows({ ...query, limit: 100 });
  const columns = useMemo(() => columnsOf(t, language), [t, language]);
  const first = pages.data?.pages[0];
  const rows = pages.data?.pages.flatMap(({ items }) => items) ?? [];
  return (
    <>
      <PageHeader
        title={t(`rows.title.${stage}`)}
        back={
          <Link to="/overview" search={populationOf(search)}>
            {t('back.overview')}
          </Link>
        }
        context={
          first &&
          `${t('rows.summary', {
            count: countText(first.total),
            amount: amountsText(first.amounts, language),
            asOf: dateTimeText(first.asOf),
          })}${first.population.demo ? ` · ${t('overview.demo')}` : ''}`
        }
        actions={
          first !== undefined &&
          first.total > 0 && (
            <DownloadLink href={routeUrl(exportPipelineRequests, { query: { ...query, language } })} download>
              {t('rows.export', { count: countText(first.total) })}
            </DownloadLink>
          )
        }
      />
      <PopulationBar
        search={search}
        population={first?.population}
        asOf={first?.asOf}
        onSearch={(next) => void navigate({ to: '/pipeline/requests', search: next })}
      />
      {first === undefined && pages.error === null && <Skeleton rows={12} />}
      {first === undefined && pages.error !== null && (
        <ErrorState error={pages.error} title={t('rows.failed')} onRetry={() => void pages.refetch()} />
      )}
      {first !== undefined && (
        <div className={styles.rows}>
          <DataGrid
            label={t(`rows.title.${stage}`)}
            columns={columns}
            rows={rows}
            rowCount={first.total}
            getRowId={(row) => row.id}
            getRowLabel={(row) => `${row.enterprise.name} ${row.number}`}
            onOpen={(row) => void navigate({ to: '/requests/$requestId', params: { requestId: row.id } })}
            onReachEnd={() => {
              if (pages.hasNextPage && !pages.isFetchingNextPage) void pages.fetchNextPage();
            }}
            isLoadingMore={pages.isFetchingNextPage}
            empty={<EmptyState title={t('rows.none')}>{t('rows.noneText')}</EmptyState>}
          />
        </div>
      )}
    </>
  );
}
