import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ServiceFigures } from '@yinqi/contracts/pipeline';
import { countText, dateTimeText } from '../../lib/format.js';
import { useLanguage, type Language } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import { StatementStrip, type StatementFigure } from '../../ui/statement-strip.js';
import { pipelineMessages } from './messages.js';
import styles from './pipeline.module.css';
import { PopulationBar } from './population-bar.js';
import { StageTable } from './stage-times.js';
import { useServiceFigures } from './use-pipeline.js';
import { periodText, shareCell, type PipelineWords } from './words.js';

/** 服务指标: how the bank itself, or one office of it, answers and how long both sides take. */
export function ServiceFiguresPage() {
  const t = useMessages(pipelineMessages);
  const { language } = useLanguage();
  const navigate = useNavigate();
  const search = useSearch({ from: '/signed-in/service-figures' });
  const { data, error, isPending, refetch } = useServiceFigures(search);
  return (
    <>
      <PageHeader title={t('service.title')} context={data && contextOf(data, t, language)} />
      <PopulationBar
        search={search}
        population={undefined}
        asOf={data?.asOf}
        label={t('filter.pushed')}
        onSearch={({ from, to }) => void navigate({ to: '/service-figures', search: { from, to } })}
      />
      {isPending && <Skeleton rows={8} />}
      {error !== null && data === undefined && (
        <ErrorState error={error} title={t('service.failed')} onRetry={() => void refetch()} />
      )}
      {data?.figures.pushed === 0 && (
        <EmptyState title={t('service.empty')}>{t('service.emptyText')}</EmptyState>
      )}
      {data !== undefined && data.figures.pushed > 0 && <Loaded data={data} />}
    </>
  );
}

const contextOf = (
  { office, asOf, from, to }: ServiceFigures,
  t: PipelineWords,
  language: Language,
): string =>
  t('service.context', {
    office: language === 'en' ? (office.nameEn ?? office.name) : office.name,
    period: periodText({ from, to }, t),
    asOf: dateTimeText(asOf),
  });

function Loaded({ data }: { readonly data: ServiceFigures }) {
  const t = useMessages(pipelineMessages);
  const { language } = useLanguage();
  return (
    <>
      <StatementStrip label={t('overview.figures')} figures={figuresOf(data, t, language)} />
      <section className={styles.times}>
        <h2>{t('time.title')}</h2>
        <p className={styles.explain}>{t('time.explain')}</p>
        <StageTable stages={data.stages} />
      </section>
      <details className={styles.definitions}>
        <summary>{t('overview.definitions')}</summary>
        <ul>
          {data.definitions.map(({ code, name, version, definition }) => (
            <li key={code}>
              {t('overview.definition', { name: name[language], version, text: definition[language] })}
            </li>
          ))}
        </ul>
      </details>
    </>
  );
}

function figuresOf(
  { figures, definitions }: ServiceFigures,
  t: PipelineWords,
  language: Language,
): StatementFigure[] {
  const share = (
    id: 'contactRate' | 'lateAnswerRate' | 'silenceRate',
    { bp, numerator, denominator }: ServiceFigures['figures']['contactRate'],
  ): StatementFigure => ({
    id,
    label: t(`service.${id}`),
    value: shareCell(bp),
    context: t('service.share', { numerator, denominator }),
    ...defined(id),
  });
  const defined = (id: string): { readonly definition?: string } => {
    const found = definitions.find(({ code }) => code === id);
    return found === undefined ? {} : { definition: found.definition[language] };
  };
  const hours = figures.medianFirstResponseHours;
  return [
    {
      id: 'pushed',
      label: t('service.pushed'),
      value: countText(figures.pushed),
      unit: t('unit.cases'),
      context: t('service.answered', { count: countText(figures.answered) }),
    },
    share('contactRate', figures.contactRate),
    {
      id: 'response',
      label: t('figure.response'),
      value: hours ?? '—',
      ...(hours !== null && { unit: t('unit.hours') }),
      ...defined('medianFirstResponseHours'),
    },
    share('lateAnswerRate', figures.lateAnswerRate),
    share('silenceRate', figures.silenceRate),
  ];
}
