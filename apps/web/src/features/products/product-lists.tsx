import { useMemo } from 'react';
import { useNavigate } from '@tanstack/react-router';
import type { ProductItem } from '@yinqi/contracts/products';
import { useSide } from '../../app/session.js';
import { dateText, listScale, scaleWord } from '../../lib/format.js';
import { useLanguage, type Language } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { DataGrid, type GridColumn } from '../../ui/data-grid.js';
import { Link } from '../../ui/link.js';
import { Tag } from '../../ui/tag.js';
import { productMessages } from './messages.js';
import {
  amountRange,
  amountWithUnit,
  FRESHNESS_PIGMENT,
  nameIn,
  rateRange,
  STATUS_PIGMENT,
  termRange,
  type ProductWords,
} from './product-words.js';
import styles from './products.module.css';

type GridProps = {
  readonly rows: readonly ProductItem[];
  readonly total: number;
  readonly onReachEnd: () => void;
  readonly isLoadingMore: boolean;
};

/** Products as a table to work in: a bank's with their upkeep, others' with the bank. */
export function ProductGrid({ rows, total, onReachEnd, isLoadingMore }: GridProps) {
  const t = useMessages(productMessages);
  const { language } = useLanguage();
  const isBank = useSide() === 'bank';
  const navigate = useNavigate();
  const columns = useMemo(
    () => [...commonColumns(language, t), ...(isBank ? upkeepColumns(t) : [])],
    [language, t, isBank],
  );
  return (
    <DataGrid
      label={t(isBank ? 'list.title.bank' : 'list.title.other')}
      columns={isBank ? columns.filter(({ id }) => id !== 'bank') : columns}
      rows={rows}
      rowCount={total}
      getRowId={(row) => row.id}
      getRowLabel={(row) => nameIn(language, row.name, row.nameEn)}
      onOpen={(row) => void navigate({ to: '/products/$id', params: { id: row.id } })}
      onReachEnd={onReachEnd}
      isLoadingMore={isLoadingMore}
    />
  );
}

function commonColumns(language: Language, t: ProductWords): GridColumn<ProductItem>[] {
  return [
    {
      id: 'name',
      header: t('column.name'),
      width: 'minmax(200px, 2fr)',
      isRowHeader: true,
      cell: (row) => nameIn(language, row.name, row.nameEn),
    },
    {
      id: 'bank',
      header: t('column.bank'),
      width: 'minmax(160px, 1.4fr)',
      cell: (row) => nameIn(language, row.bank.name, row.bank.nameEn),
    },
    {
      id: 'facility',
      header: t('column.facility'),
      width: 'minmax(140px, 1.2fr)',
      cell: (row) => (language === 'zh' ? row.facility.name : row.facility.nameEn),
    },
    {
      id: 'amount',
      header: t('column.amount', { unit: scaleWord(listScale(language)) }),
      width: '140px',
      align: 'end',
      cell: (row) => amountRange(row.limits, language, t),
    },
    {
      id: 'term',
      header: t('column.term'),
      width: '110px',
      align: 'end',
      cell: (row) => termRange(row.limits, t),
    },
    { id: 'rate', header: t('column.rate'), width: '120px', align: 'end', cell: (row) => rateRange(row, t) },
    {
      id: 'conditions',
      header: t('column.conditions'),
      width: '90px',
      align: 'end',
      cell: (row) => t('value.items', { count: row.conditionCount }),
    },
  ];
}

function upkeepColumns(t: ProductWords): GridColumn<ProductItem>[] {
  return [
    {
      id: 'status',
      header: t('column.status'),
      width: '100px',
      cell: (row) => <Tag pigment={STATUS_PIGMENT[row.status]}>{t(`status.${row.status}`)}</Tag>,
    },
    {
      id: 'confirmed',
      header: t('column.confirmed'),
      width: 'minmax(120px, 0.8fr)',
      cell: (row) => <Upkeep row={row} t={t} />,
    },
  ];
}

function Upkeep({ row, t }: { readonly row: ProductItem; readonly t: ProductWords }) {
  if (row.freshness === null || row.confirmedAt === null) return '—';
  if (row.freshness === 'fresh') return dateText(row.confirmedAt);
  return <Tag pigment={FRESHNESS_PIGMENT[row.freshness]}>{t(`freshness.${row.freshness}`)}</Tag>;
}

/** The same for reading on any screen: one product under the other. */
export function ProductList({ rows }: Pick<GridProps, 'rows'>) {
  const t = useMessages(productMessages);
  const { language } = useLanguage();
  return (
    <ul className={styles.list}>
      {rows.map((row) => (
        <li key={row.id} className={styles.item}>
          <Link to="/products/$id" params={{ id: row.id }} className={styles.name}>
            {nameIn(language, row.name, row.nameEn)}
          </Link>
          <p className={styles.line}>
            {[
              nameIn(language, row.bank.name, row.bank.nameEn),
              amountWithUnit(row.limits, language, t),
              t('term.months', { range: termRange(row.limits, t) }),
              rateRange(row, t),
            ].join(' · ')}
          </p>
        </li>
      ))}
    </ul>
  );
}
