import { useMemo, type ReactNode } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { RequestItem } from '@yinqi/contracts/financing-requests';
import { REQUEST_STATES } from '@yinqi/domain/lifecycle';
import {
  amountIn,
  amountText,
  countText,
  dateText,
  deadlineText,
  listScale,
  scaleWord,
} from '../../lib/format.js';
import { useLanguage, type Language } from '../../lib/i18n/language.js';
import { nextPhrase } from '../../lib/next-sentence.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { DataGrid, type GridColumn } from '../../ui/data-grid.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Tag } from '../../ui/tag.js';
import { financingRequestMessages } from './messages.js';
import { RegisterFilters } from './register-filters.js';
import { DEFAULT_SORT, shownSort, sortOf } from './register-search.js';
import styles from './requests.module.css';
import { useRegister, type RequestPage } from './use-requests.js';
import { purposeName, requestTitle, stateName, statePigment, type RequestWords } from './words.js';

/** A time limit of these weeks needs no year: `11-24 16:37`. */
const YEAR = '2026-'.length;
const DAY = '11-24'.length;

/** Late for whoever's move it is: the bureau, the enterprise or a bank. */
function dueCell({ nextStep: { by } }: RequestItem, asOf: string, t: RequestWords): ReactNode {
  if (by === null) return '—';
  const hour = deadlineText(by).slice(YEAR);
  return by < asOf ? <Tag pigment="cinnabar">{t('register.late', { day: hour.slice(0, DAY) })}</Tag> : hour;
}

const registerColumns = (t: RequestWords, language: Language, asOf: string): GridColumn<RequestItem>[] => [
  {
    id: 'enterprise',
    header: t('register.enterprise'),
    cell: (row) => row.enterpriseName,
    width: 'minmax(200px, 5fr)',
    isRowHeader: true,
  },
  {
    id: 'need',
    header: t('register.need'),
    cell: (row) => purposeName(row, language) ?? '—',
    width: language === 'zh' ? '96px' : '116px',
  },
  {
    id: 'amount',
    header: t('register.amount', { unit: scaleWord(listScale(language)) }),
    cell: (row) => amountCell(row, language),
    width: language === 'zh' ? '120px' : '132px',
    align: 'end',
  },
  {
    id: 'term',
    header: t('register.term'),
    cell: (row) => row.termMonths ?? '—',
    width: language === 'zh' ? '84px' : '72px',
    align: 'end',
  },
  {
    id: 'state',
    header: t('register.state'),
    cell: (row) => <Tag pigment={statePigment(row.status)}>{stateName(row.status, language)}</Tag>,
    width: language === 'zh' ? '96px' : '112px',
  },
  {
    id: 'banks',
    header: t('register.banks'),
    cell: (row) => row.progress.liveEngagements,
    width: language === 'zh' ? '80px' : '68px',
    align: 'end',
  },
  {
    id: 'neededBy',
    header: t('register.neededBy'),
    cell: (row) => row.neededBy ?? '—',
    width: '104px',
    isSortable: true,
  },
  {
    id: 'due',
    header: t('register.due'),
    cell: (row) => dueCell(row, asOf, t),
    width: '104px',
    isSortable: true,
  },
  {
    id: 'next',
    header: t('register.next'),
    cell: (row) => nextPhrase(row.nextStep, language),
    width: 'minmax(160px, 4fr)',
  },
  {
    id: 'updatedAt',
    header: t('register.updated'),
    cell: (row) => dateText(row.updatedAt),
    width: '104px',
    isSortable: true,
  },
];

/** Foreign currency says so in the cell: the column's unit is yuan. */
function amountCell(row: RequestItem, language: Language): string {
  if (row.amountFen === null) return '—';
  return row.currency === 'CNY'
    ? amountIn(row.amountFen, listScale(language))
    : amountText(row.amountFen, language, row.currency);
}

function summaryOf(page: RequestPage, t: RequestWords, language: Language): string {
  const summary = { count: countText(page.total), amount: amountText(page.totalFen, language) };
  return page.otherCurrencyCount === 0
    ? t('register.summary', summary)
    : t('register.summaryOther', { ...summary, other: page.otherCurrencyCount });
}

/** The bureau's register of needs: filters in the address, order and sums from the server. */
export function RegisterPage() {
  const t = useMessages(financingRequestMessages);
  const { language } = useLanguage();
  const navigate = useNavigate();
  const search = useSearch({ from: '/signed-in/requests' });
  const register = useRegister({
    limit: 100,
    sort: search.sort ?? DEFAULT_SORT,
    status: REQUEST_STATES.filter((state) => search.status?.includes(state) ?? state !== 'draft'),
    ...(search.region !== undefined && { region: search.region }),
    ...(search.bank !== undefined && { bankId: search.bank }),
    ...(search.q !== undefined && { search: search.q }),
    ...(search.from !== undefined && { amountFrom: search.from }),
  });
  const { first, rows, error } = register;
  const asOf = first?.asOf ?? '';
  const columns = useMemo(() => registerColumns(t, language, asOf), [t, language, asOf]);
  return (
    <>
      <PageHeader
        title={t('register.title')}
        context={
          first !== undefined &&
          `${summaryOf(first, t, language)} · ${t(`register.sorted.${search.sort ?? DEFAULT_SORT}`)}`
        }
      />
      <RegisterFilters
        search={search}
        onSearch={(next) => void navigate({ to: '/requests', search: next })}
      />
      {first === undefined && error === null && <Skeleton rows={12} />}
      {first === undefined && error !== null && (
        <ErrorState error={error} title={t('register.failed')} onRetry={() => void register.refetch()} />
      )}
      {first !== undefined && (
        <div className={styles.grid}>
          <DataGrid
            label={t('register.title')}
            columns={columns}
            rows={rows}
            rowCount={first.total}
            sort={shownSort(search.sort)}
            onSort={(sort) => void navigate({ to: '/requests', search: { ...search, sort: sortOf(sort) } })}
            getRowId={(row) => row.id}
            getRowLabel={(row) => `${row.enterpriseName} ${requestTitle(row, t, language)}`}
            onOpen={(row) => void navigate({ to: '/requests/$requestId', params: { requestId: row.id } })}
            onReachEnd={() => {
              if (register.hasNextPage && !register.isFetchingNextPage) void register.fetchNextPage();
            }}
            isLoadingMore={register.isFetchingNextPage}
            empty={<EmptyState title={t('register.none')}>{t('register.noneText')}</EmptyState>}
          />
        </div>
      )}
    </>
  );
}
