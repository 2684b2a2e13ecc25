import type { BreakdownRow } from '@yinqi/contracts/pipeline';
import type { FunnelStage } from '@yinqi/domain/metrics';
import { countText, listScale, scaleWord } from '../../lib/format.js';
import { useLanguage, type Language } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { ErrorState } from '../../ui/error-state.js';
import { Link } from '../../ui/link.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Table, type TableColumn } from '../../ui/table.js';
import { pipelineMessages } from './messages.js';
import styles from './pipeline.module.css';
import { countAt, paidShareBp, placeName } from './places.js';
import { populationOf, type PopulationSearch } from './population-search.js';
import { TileGrid } from './tile-grid.js';
import { useBreakdown } from './use-pipeline.js';
import { shareCell, yuanCell, type PipelineWords } from './words.js';

type Column = TableColumn<BreakdownRow>;

function columnsOf(search: PopulationSearch, t: PipelineWords, language: Language): Column[] {
  const placeOf = (row: BreakdownRow): PopulationSearch => ({
    ...populationOf(search),
    unitId: row.key,
    ...(row.direct && { direct: true as const }),
  });
  const count = (stage: FunnelStage): Column => ({
    id: stage,
    header: t(`stage.${stage}`),
    align: 'end',
    cell: (row) => (
      <Link look="figure" to="/pipeline/requests" search={{ ...placeOf(row), stage }}>
        {countText(countAt(row, stage))}
      </Link>
    ),
  });
  return [
    {
      id: 'place',
      header: t('head.unit'),
      isRowHeader: true,
      cell: (row) => (
        <Link to="/overview" search={placeOf(row)}>
          {placeName(row, language)}
        </Link>
      ),
    },
    count('registered'),
    count('pushed'),
    count('disbursed'),
    {
      id: 'amount',
      header: t('place.amount', { unit: scaleWord(listScale(language)) }),
      align: 'end',
      cell: (row) => yuanCell(row.disbursed, language),
    },
    { id: 'share', header: t('place.share'), align: 'end', cell: (row) => shareCell(paidShareBp(row)) },
  ];
}

/** Where the requests come from: a ranked table, and the same numbers as tiles. */
export function Places({ search }: { readonly search: PopulationSearch }) {
  const t = useMessages(pipelineMessages);
  const { language } = useLanguage();
  const breakdown = useBreakdown(search, 'unit');
  if (breakdown.isPending) return <Skeleton rows={8} />;
  if (breakdown.isError) {
    return (
      <ErrorState
        error={breakdown.error}
        title={t('place.failed')}
        onRetry={() => void breakdown.refetch()}
      />
    );
  }
  const { rows } = breakdown.data;
  const ranked = [...rows].sort((a, b) => countAt(b, 'registered') - countAt(a, 'registered'));
  return (
    <div>
      {rows.length > 1 && <TileGrid rows={rows} />}
      <section className={styles.section}>
        <h2>{t('place.title')}</h2>
        <Table
          label={t('place.title')}
          columns={columnsOf(search, t, language)}
          rows={ranked}
          getRowId={(row) => `${row.key}${row.direct ? ':direct' : ''}`}
        />
      </section>
    </div>
  );
}
