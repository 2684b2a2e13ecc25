import { useState } from 'react';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { listProducts, PRODUCT_STATUSES, type ProductItem } from '@yinqi/contracts/products';
import { usePermission, useSide } from '../../app/session.js';
import { call } from '../../lib/call.js';
import { countText } from '../../lib/format.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Tabs } from '../../ui/tabs.js';
import { TextField } from '../../ui/text-field.js';
import { productMessages } from './messages.js';
import { ProductGrid, ProductList } from './product-lists.js';
import styles from './products.module.css';
import type { ProductSearch } from './routes.js';

const TABS = ['all', ...PRODUCT_STATUSES] as const;

function useProducts({ status, search }: ProductSearch) {
  const filter = {
    ...(status !== undefined && { status: [status] }),
    ...(search !== undefined && search !== '' && { search }),
  };
  return useInfiniteQuery({
    queryKey: [listProducts.id, filter],
    initialPageParam: undefined as string | undefined, // the first page has no cursor
    queryFn: ({ pageParam, signal }) =>
      call(
        listProducts,
        { query: { ...filter, limit: 100, ...(pageParam !== undefined && { cursor: pageParam }) } },
        { signal },
      ),
    getNextPageParam: (page) => page.nextCursor ?? undefined,
  });
}

/** A bank's own products with their upkeep; for everyone else what banks offer, and on which conditions. */
export function ProductsPage() {
  const t = useMessages(productMessages);
  const isBank = useSide() === 'bank';
  const mayEdit = usePermission('products.edit');
  const search = useSearch({ from: '/signed-in/products' });
  const navigate = useNavigate({ from: '/products' });
  const products = useProducts(search);
  const total = products.data?.pages[0]?.total;
  const filter = (next: ProductSearch) => void navigate({ search: { ...search, ...next }, replace: true });
  return (
    <>
      <PageHeader
        title={t(isBank ? 'list.title.bank' : 'list.title.other')}
        context={total === undefined ? undefined : t('list.context', { count: countText(total) })}
        actions={
          mayEdit && (
            <ButtonLink to="/products/new" variant="primary">
              {t('list.new')}
            </ButtonLink>
          )
        }
      />
      <SearchField value={search.search ?? ''} onChange={(text) => filter({ search: text || undefined })} />
      {isBank ? (
        <Tabs
          label={t('list.tabs')}
          tabs={TABS.map((tab) => ({ id: tab, label: tab === 'all' ? t('list.all') : t(`status.${tab}`) }))}
          selected={search.status ?? 'all'}
          onSelect={(tab) => filter({ status: tab === 'all' ? undefined : tab })}
        >
          <Products products={products} isFiltered={search.status !== undefined || !!search.search} />
        </Tabs>
      ) : (
        <Products products={products} isFiltered={!!search.search} />
      )}
    </>
  );
}

type FieldProps = { readonly value: string; readonly onChange: (text: string) => void };

/** The address follows what is typed, so that a list can be sent to a colleague. */
function SearchField({ value, onChange }: FieldProps) {
  const t = useMessages(productMessages);
  const [text, setText] = useState(value);
  return (
    <div className={styles.search}>
      <TextField
        label={t('list.search')}
        type="search"
        maxLength={100}
        value={text}
        onChange={(typed) => {
          setText(typed);
          onChange(typed.trim());
        }}
      />
    </div>
  );
}

type ListProps = { readonly products: ReturnType<typeof useProducts>; readonly isFiltered: boolean };

function Products({ products, isFiltered }: ListProps) {
  const t = useMessages(productMessages);
  const side = useSide();
  if (products.isPending) return <Skeleton rows={8} />;
  if (products.isError) {
    return (
      <ErrorState error={products.error} title={t('list.failed')} onRetry={() => void products.refetch()} />
    );
  }
  const rows: readonly ProductItem[] = products.data.pages.flatMap((page) => page.items);
  const total = products.data.pages[0]?.total ?? 0;
  if (rows.length === 0) {
    const why = side === 'bank' ? t('list.empty.bank') : t('list.empty.other');
    return <EmptyState title={t('list.empty')}>{isFiltered ? undefined : why}</EmptyState>;
  }
  const more = () => {
    if (products.hasNextPage && !products.isFetchingNextPage) void products.fetchNextPage();
  };
  if (side !== 'enterprise') {
    return (
      <ProductGrid rows={rows} total={total} onReachEnd={more} isLoadingMore={products.isFetchingNextPage} />
    );
  }
  return (
    <>
      <ProductList rows={rows} />
      {products.hasNextPage && (
        <Button size="touch" onPress={more} isPending={products.isFetchingNextPage}>
          {t('list.more')}
        </Button>
      )}
    </>
  );
}
