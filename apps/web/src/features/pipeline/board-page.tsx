import { useNavigate, useSearch } from '@tanstack/react-router';
import {
  DIMENSIONS,
  type BreakdownRow,
  type Dimension,
  type PipelineOverview,
} from '@yinqi/contracts/pipeline';
import { FUNNEL_STAGES, type FunnelStage } from '@yinqi/domain/metrics';
import { countText, listScale, scaleWord } from '../../lib/format.js';
import { useLanguage, type Language } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { Link } from '../../ui/link.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Table, type TableColumn } from '../../ui/table.js';
import { Tabs } from '../../ui/tabs.js';
import { BankTimes } from './bank-times.js';
import { pipelineMessages } from './messages.js';
import styles from './pipeline.module.css';
import { countAt } from './places.js';
import { PopulationBar } from './population-bar.js';
import { populationOf, type BoardSearch, type PopulationSearch } from './population-search.js';
import { useBreakdown, useOverview } from './use-pipeline.js';
import { basisText, yuanCell, type PipelineWords } from './words.js';

/** The line above the parts has no key: it is the whole, computed and not summed. */
type Line = Omit<BreakdownRow, 'key'> & { readonly key: string | null };

function narrowed(search: PopulationSearch, by: Dimension, line: Line): PopulationSearch {
  const population = populationOf(search);
  if (line.key === null) return population;
  if (by === 'bank') return { ...population, bankId: line.key };
  if (by === 'industry') return { ...population, industry: line.key };
  return { ...population, unitId: line.key, direct: line.direct ? true : undefined };
}

function wholeOf({ funnel }: PipelineOverview, t: PipelineWords): Line {
  const amountsAt = (stage: FunnelStage) => funnel.find((step) => step.stage === stage)?.amounts ?? [];
  return {
    key: null,
    name: { zh: t('board.total'), en: t('board.total') },
    direct: false,
    regionCode: null,
    stages: funnel.map(({ stage, count, late }) => ({ stage, count, late })),
    requested: amountsAt('registered'),
    approved: amountsAt('approved'),
    disbursed: amountsAt('disbursed'),
  };
}

type Ask = { readonly search: PopulationSearch; readonly by: Dimension };

function columnsOf({ search, by }: Ask, t: PipelineWords, language: Language): TableColumn<Line>[] {
  const unit = scaleWord(listScale(language));
  const lateOf = ({ stages }: Line, stage: FunnelStage): number =>
    stages.find((one) => one.stage === stage)?.late ?? 0;
  return [
    { id: 'name', header: t(`head.${by}`), isRowHeader: true, cell: (line) => line.name[language] },
    ...FUNNEL_STAGES.map((stage): TableColumn<Line> => ({
      id: stage,
      header: t(`stage.${stage}`),
      align: 'end',
      cell: (line) => (
        <Link look="figure" to="/pipeline/requests" search={{ ...narrowed(search, by, line), stage }}>
          {countText(countAt(line, stage))}
        </Link>
      ),
    })),
    {
      id: 'late',
      header: t('board.late'),
      align: 'end',
      cell: (line) =>
        lateOf(line, 'pushed') === 0 ? (
          '0'
        ) : (
          <Link
            className={styles.late}
            to="/pipeline/requests"
            search={{ ...narrowed(search, by, line), stage: 'pushed', late: true }}
          >
            {countText(lateOf(line, 'pushed'))}
          </Link>
        ),
    },
    {
      id: 'approvedFen',
      header: t('board.approved', { unit }),
      align: 'end',
      cell: (line) => yuanCell(line.approved, language),
    },
    {
      id: 'disbursedFen',
      header: t('board.disbursed', { unit }),
      align: 'end',
      cell: (line) => yuanCell(line.disbursed, language),
    },
  ];
}

/** Area, bank or industry against stage: every number opens its rows. */
export function BoardPage() {
  const t = useMessages(pipelineMessages);
  const { language } = useLanguage();
  const navigate = useNavigate();
  const search = useSearch({ from: '/signed-in/pipeline' });
  const by = search.by ?? 'unit';
  const overview = useOverview(search);
  const breakdown = useBreakdown(search, by);
  const go = (next: BoardSearch) => void navigate({ to: '/pipeline', search: next });
  const error = breakdown.error ?? overview.error;
  const whole = overview.data;
  const parts = breakdown.data?.by === by ? breakdown.data : undefined;
  return (
    <>
      <PageHeader title={t('board.title')} context={whole && basisText(whole, t)} />
      <PopulationBar
        search={search}
        population={whole?.population}
        asOf={whole?.asOf}
        onSearch={(next) => go({ ...populationOf(next), by: search.by })}
      />
      <Tabs<Dimension>
        label={t('board.by')}
        tabs={DIMENSIONS.map((id) => ({ id, label: t(`board.${id}`) }))}
        selected={by}
        onSelect={(next) => go({ ...populationOf(search), by: next })}
      >
        {error !== null && (parts === undefined || whole === undefined) && (
          <ErrorState error={error} title={t('board.failed')} onRetry={() => void breakdown.refetch()} />
        )}
        {error === null && (parts === undefined || whole === undefined) && <Skeleton rows={12} />}
        {parts !== undefined && whole !== undefined && whole.funnel[0]?.count === 0 && (
          <EmptyState title={t('overview.empty')}>{t('overview.emptyText')}</EmptyState>
        )}
        {parts !== undefined && whole !== undefined && whole.funnel[0]?.count !== 0 && (
          <>
            <Table<Line>
              label={`${t('board.title')} ${t(`board.${by}`)}`}
              columns={columnsOf({ search, by }, t, language)}
              rows={[wholeOf(whole, t), ...parts.rows]}
              getRowId={({ key, direct }) => `${key ?? 'whole'}${direct ? ':direct' : ''}`}
            />
            <p className={styles.explain}>
              {parts.additive ? t('board.note') : `${t('board.notAdditive')} ${t('board.note')}`}
            </p>
            {by === 'bank' && <BankTimes search={search} />}
          </>
        )}
      </Tabs>
    </>
  );
}
