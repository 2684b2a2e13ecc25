import { useCallback, useMemo, useState } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { listEnterprises } from '@yinqi/contracts/enterprises';
import type { RouteResult } from '@yinqi/contracts/route';
import { usePermission } from '../../app/session.js';
import { countText, dateText } from '../../lib/format.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { ButtonLink } from '../../ui/button.js';
import { DataGrid, type GridColumn } from '../../ui/data-grid.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { FilterChips } from '../../ui/filter-chips.js';
import { Link } from '../../ui/link.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import { TextField } from '../../ui/text-field.js';
import { RegionPicker } from '../../ui/region-picker.js';
import { IndustryPicker } from './industry-picker.js';
import styles from './enterprises.module.css';
import { enterpriseMessages } from './messages.js';
import type { EnterpriseSearch } from './routes.js';
import { useIndustries, useRegions } from '../../lib/code-tables.js';
import { useEnterprises } from './use-enterprises.js';

type Item = RouteResult<typeof listEnterprises>['items'][number];

const idOf = (row: Item): string => row.id;
const nameOf = (row: Item): string => row.name;

/** The enterprises of the bureau's area; filters stand in the address. */
export function EnterprisesPage() {
  const t = useMessages(enterpriseMessages);
  const search = useSearch({ from: '/signed-in/enterprises' });
  const navigate = useNavigate({ from: '/enterprises' });
  const mayRegister = usePermission('enterprises.register');
  const list = useEnterprises({
    ...(search.search !== undefined && { search: search.search }),
    ...(search.region !== undefined && { region: search.region }),
    ...(search.industry !== undefined && { industry: search.industry }),
  });
  const total = list.data?.pages[0]?.total;
  return (
    <>
      <PageHeader
        title={t('list.title')}
        context={
          total !== undefined && `${t('list.context', { count: countText(total) })} · ${t('list.sorted')}`
        }
        actions={
          mayRegister && (
            <ButtonLink to="/enterprises/new" variant="primary">
              {t('list.register')}
            </ButtonLink>
          )
        }
      />
      <Filters
        search={search}
        onChange={(next) => void navigate({ search: { ...search, ...next }, replace: true })}
      />
      {list.isPending && <Skeleton rows={12} />}
      {list.isError && (
        <ErrorState error={list.error} title={t('list.failed')} onRetry={() => void list.refetch()} />
      )}
      {list.data !== undefined && <EnterpriseGrid list={list} />}
    </>
  );
}

type FilterProps = {
  readonly search: EnterpriseSearch;
  readonly onChange: (next: EnterpriseSearch) => void;
};

function Filters({ search, onChange }: FilterProps) {
  const t = useMessages(enterpriseMessages);
  const [text, setText] = useState(search.search ?? '');
  // The address holds codes only; a code searched for finds itself.
  const names = {
    region: useRegions(search.region ?? '').data?.items.find(({ code }) => code === search.region)?.name,
    industry: useIndustries(search.industry ?? '').data?.items.find(({ code }) => code === search.industry)
      ?.name,
  };
  const pick = (key: 'region' | 'industry') => (code: string | null) => {
    if (code !== null) onChange({ [key]: code });
  };
  const chips = (['region', 'industry'] as const).flatMap((key) => {
    const code = search[key];
    if (code === undefined) return [];
    return [
      {
        id: key,
        label: t('list.chip', { label: t(`list.${key}`), name: names[key] ?? code }),
        onRemove: () => onChange({ [key]: undefined }),
      },
    ];
  });
  return (
    <>
      <div className={styles.filters} role="search">
        <TextField
          label={t('list.search')}
          type="search"
          maxLength={200}
          value={text}
          onChange={(typed) => {
            setText(typed);
            onChange({ search: typed.trim() === '' ? undefined : typed.trim() });
          }}
        />
        <RegionPicker
          key={`region ${names.region ?? ''}`}
          label={t('list.region')}
          value={search.region ?? null}
          valueName={names.region}
          onChange={pick('region')}
        />
        <IndustryPicker
          key={`industry ${names.industry ?? ''}`}
          label={t('list.industry')}
          value={search.industry ?? null}
          valueName={names.industry}
          onChange={pick('industry')}
        />
      </div>
      <FilterChips chips={chips} onClear={() => onChange({ region: undefined, industry: undefined })} />
    </>
  );
}

function EnterpriseGrid({ list }: { readonly list: ReturnType<typeof useEnterprises> }) {
  const t = useMessages(enterpriseMessages);
  const navigate = useNavigate();
  const rows = useMemo(() => list.data?.pages.flatMap((page) => page.items) ?? [], [list.data]);
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = list;
  const onReachEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, hasNextPage, isFetchingNextPage]);
  const columns: readonly GridColumn<Item>[] = useMemo(
    () => [
      {
        id: 'name',
        header: t('list.name'),
        width: 'minmax(220px, 2fr)',
        isRowHeader: true,
        cell: (row) => (
          <Link to="/enterprises/$enterpriseId" params={{ enterpriseId: row.id }} tabIndex={-1}>
            {row.name}
          </Link>
        ),
      },
      { id: 'uscc', header: t('list.uscc'), width: '184px', cell: (row) => row.uscc },
      { id: 'region', header: t('list.region'), width: '120px', cell: (row) => row.region?.name ?? '' },
      {
        id: 'industry',
        header: t('list.industry'),
        width: 'minmax(160px, 1.2fr)',
        cell: (row) => row.industry?.name ?? '',
      },
      { id: 'unit', header: t('list.unit'), width: 'minmax(140px, 1fr)', cell: (row) => row.unit.name },
      { id: 'updated', header: t('list.updated'), width: '104px', cell: (row) => dateText(row.updatedAt) },
    ],
    [t],
  );
  return (
    <DataGrid
      label={t('list.label')}
      columns={columns}
      rows={rows}
      rowCount={list.data?.pages[0]?.total ?? rows.length}
      getRowId={idOf}
      getRowLabel={nameOf}
      onOpen={(row) => void navigate({ to: '/enterprises/$enterpriseId', params: { enterpriseId: row.id } })}
      onReachEnd={onReachEnd}
      isLoadingMore={isFetchingNextPage}
      empty={<EmptyState title={t('list.none')}>{t('list.noneText')}</EmptyState>}
    />
  );
}
