import type { ReactNode } from 'react';
import type { EngagementSet, PipelineOverview } from '@yinqi/contracts/pipeline';
import type { FigureCode, FunnelStage } from '@yinqi/domain/metrics';
import { countText, figure, figureText, percentText } from '../../lib/format.js';
import { useLanguage, type Language } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Link } from '../../ui/link.js';
import type { StatementFigure } from '../../ui/statement-strip.js';
import { pipelineMessages } from './messages.js';
import { populationOf, type PopulationSearch } from './population-search.js';
import { amountsText, shareCell, yuanOf, type PipelineWords } from './words.js';

type Asked = {
  readonly overview: PipelineOverview;
  readonly search: PopulationSearch;
  readonly t: PipelineWords;
  readonly language: Language;
};

const requestsLink = ({ search }: Asked, stage: FunnelStage, text: ReactNode) => (
  <Link look="figure" to="/pipeline/requests" search={{ ...populationOf(search), stage }}>
    {text}
  </Link>
);

const casesLink = (
  { search }: Asked,
  set: EngagementSet,
  text: ReactNode,
  look: 'figure' | 'text' = 'figure',
) => (
  <Link look={look} to="/pipeline/engagements" search={{ ...populationOf(search), set }}>
    {text}
  </Link>
);

const stepOf = ({ overview }: Asked, stage: FunnelStage) =>
  overview.funnel.find((step) => step.stage === stage);

function definedBy({ overview, language }: Asked, code: FigureCode): { readonly definition?: string } {
  const found = overview.definitions.find((one) => one.code === code);
  return found === undefined ? {} : { definition: found.definition[language] };
}

function registered(asked: Asked): StatementFigure {
  const { t, language } = asked;
  const step = stepOf(asked, 'registered');
  const amounts = step?.amounts ?? [];
  const foreign = amounts.filter(({ currency }) => currency !== 'CNY');
  const amount = figureText(yuanOf(amounts) ?? '0', language);
  return {
    id: 'registered',
    label: t('figure.registered'),
    value: requestsLink(asked, 'registered', countText(step?.count ?? 0)),
    unit: t('unit.requests'),
    context:
      foreign.length === 0
        ? t('context.requested', { amount })
        : t('context.requestedOther', { amount, other: amountsText(foreign, language) }),
    ...definedBy(asked, 'funnel'),
  };
}

function contactRate(asked: Asked): StatementFigure {
  const { t, overview } = asked;
  const share = overview.figures.contactRate;
  const rate = shareCell(share.bp);
  return {
    id: 'contactRate',
    label: t('figure.contactRate'),
    value: casesLink(asked, 'contacted', rate.replace('%', '')),
    ...(rate.endsWith('%') && { unit: t('unit.percent') }),
    context: t('context.contact', { numerator: share.numerator, denominator: share.denominator }),
    ...definedBy(asked, 'contactRate'),
  };
}

function response(asked: Asked): StatementFigure {
  const { t, overview } = asked;
  const hours = overview.figures.medianFirstResponseHours;
  return {
    id: 'response',
    label: t('figure.response'),
    value: casesLink(asked, 'answered', hours ?? '—'),
    ...(hours !== null && { unit: t('unit.hours') }),
    context: (
      <>
        {t('context.limit')} ·{' '}
        {casesLink(
          asked,
          'late',
          t('context.late', { rate: shareCell(overview.figures.lateAnswerRate.bp) }),
          'text',
        )}
      </>
    ),
    ...definedBy(asked, 'medianFirstResponseHours'),
  };
}

function money(asked: Asked, stage: 'approved' | 'disbursed'): StatementFigure {
  const { t, language, overview } = asked;
  const step = stepOf(asked, stage);
  const { value, ...units } = figure(yuanOf(step?.amounts ?? []) ?? '0', language);
  const weighted =
    overview.figures.weightedAvgRate.find(({ currency }) => currency === 'CNY')?.rateBp ?? null;
  const weightedText = weighted === null ? '—' : percentText(weighted);
  const rate = stage === 'approved' ? shareCell(overview.figures.approvalRate.bp) : weightedText;
  return {
    id: stage,
    label: t(`figure.${stage}`),
    value: requestsLink(asked, stage, value),
    ...units,
    context: t(`context.${stage}`, { count: countText(step?.count ?? 0), rate }),
    ...definedBy(asked, stage === 'approved' ? 'approvalRate' : 'weightedAvgRate'),
  };
}

function overdue(asked: Asked): StatementFigure {
  const { t, overview } = asked;
  const count = overview.figures.overdue;
  return {
    id: 'overdue',
    label: t('figure.overdue'),
    value: casesLink(asked, 'overdue', countText(count)),
    unit: t('unit.cases'),
    context: t('context.overdue'),
    isAlarm: count > 0,
    ...definedBy(asked, 'lateAnswerRate'),
  };
}

/** The six figures of the strip, each a link to its rows with its definition behind the name. */
export function useFigures(overview: PipelineOverview, search: PopulationSearch): StatementFigure[] {
  const t = useMessages(pipelineMessages);
  const { language } = useLanguage();
  const asked: Asked = { overview, search, t, language };
  return [
    registered(asked),
    contactRate(asked),
    response(asked),
    money(asked, 'approved'),
    money(asked, 'disbursed'),
    overdue(asked),
  ];
}
