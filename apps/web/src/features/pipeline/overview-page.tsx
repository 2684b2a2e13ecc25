import { useNavigate, useSearch } from '@tanstack/react-router';
import { exportPipelineRequests, type PipelineOverview } from '@yinqi/contracts/pipeline';
import { routeUrl } from '../../lib/call.js';
import { shareText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { ButtonLink, DownloadLink } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { Link } from '../../ui/link.js';
import { PageHeader } from '../../ui/page-header.js';
import { ProcessBars, type ProcessStage } from '../../ui/process-bars.js';
import { Skeleton } from '../../ui/skeleton.js';
import { StatementStrip } from '../../ui/statement-strip.js';
import { pipelineMessages } from './messages.js';
import { OverdueCases } from './overdue-cases.js';
import styles from './pipeline.module.css';
import { Places } from './places-section.js';
import { PopulationBar } from './population-bar.js';
import { filterOf, populationOf, type PopulationSearch } from './population-search.js';
import { useFigures } from './use-figures.js';
import { useOverview } from './use-pipeline.js';
import { basisText, spanText, type PipelineWords } from './words.js';

type Loaded = { readonly overview: PipelineOverview; readonly search: PopulationSearch };

/** Today's state and the bottleneck on one screen; every number opens the rows it counts. */
export function OverviewPage() {
  const t = useMessages(pipelineMessages);
  const { language } = useLanguage();
  const navigate = useNavigate();
  const search = useSearch({ from: '/signed-in/overview' });
  const overview = useOverview(search);
  const { data } = overview;
  return (
    <>
      <PageHeader
        title={t('overview.title')}
        context={data && basisText(data, t)}
        actions={
          <>
            <DownloadLink
              href={routeUrl(exportPipelineRequests, { query: { ...filterOf(search), language } })}
              download
            >
              {t('overview.export')}
            </DownloadLink>
            <ButtonLink to="/pipeline" search={populationOf(search)}>
              {t('overview.breakdown')}
            </ButtonLink>
          </>
        }
      />
      <PopulationBar
        search={search}
        population={data?.population}
        asOf={data?.asOf}
        label={t('filter.both')}
        onSearch={(next) => void navigate({ to: '/overview', search: populationOf(next) })}
      />
      {overview.isPending && <Skeleton rows={10} />}
      {overview.isError && data === undefined && (
        <ErrorState
          error={overview.error}
          title={t('overview.failed')}
          onRetry={() => void overview.refetch()}
        />
      )}
      {data !== undefined && <Loaded overview={data} search={search} />}
    </>
  );
}

function Loaded({ overview, search }: Loaded) {
  const t = useMessages(pipelineMessages);
  const figures = useFigures(overview, search);
  if (overview.funnel[0]?.count === 0) {
    return <EmptyState title={t('overview.empty')}>{t('overview.emptyText')}</EmptyState>;
  }
  return (
    <>
      <StatementStrip label={t('overview.figures')} figures={figures} />
      <div className={styles.columns}>
        <div>
          <section className={styles.section}>
            <h2>{t('overview.process')}</h2>
            <p className={styles.explain}>{t('overview.processText')}</p>
            <ProcessBars label={t('overview.process')} stages={stagesOf({ overview, search }, t)} />
          </section>
          <OverdueCases
            count={overview.figures.overdue}
            lateWork={overview.figures.lateWork}
            search={search}
          />
          <Definitions overview={overview} />
        </div>
        <Places search={search} />
      </div>
    </>
  );
}

function stagesOf({ overview, search }: Loaded, t: PipelineWords): ProcessStage[] {
  return overview.funnel.map(({ stage, count, late, fromPreviousBp, medianMs }) => ({
    id: stage,
    label: t(`stage.${stage}`),
    count,
    late,
    ...(fromPreviousBp !== null && {
      note:
        medianMs === null
          ? t('process.rate', { rate: shareText(fromPreviousBp) })
          : t('process.note', { rate: shareText(fromPreviousBp), time: spanText(medianMs, t) }),
    }),
    linkTo: (text) => (
      <Link look="figure" to="/pipeline/requests" search={{ ...populationOf(search), stage }}>
        {text}
      </Link>
    ),
    linkLate: (text) => (
      <Link
        className={styles.late}
        to="/pipeline/requests"
        search={{ ...populationOf(search), stage, late: true }}
      >
        {text}
      </Link>
    ),
  }));
}

const SHOWN = [
  'funnel',
  'contactRate',
  'lateAnswerRate',
  'medianFirstResponseHours',
  'approvalRate',
  'weightedAvgRate',
] as const;

function Definitions({ overview }: { readonly overview: PipelineOverview }) {
  const t = useMessages(pipelineMessages);
  const { language } = useLanguage();
  const shown = overview.definitions.filter(({ code }) => SHOWN.some((one) => one === code));
  return (
    <details className={styles.definitions}>
      <summary>{t('overview.definitions')}</summary>
      <ul>
        {shown.map(({ code, name, version, definition }) => (
          <li key={code}>
            {t('overview.definition', { name: name[language], version, text: definition[language] })}
          </li>
        ))}
      </ul>
    </details>
  );
}
