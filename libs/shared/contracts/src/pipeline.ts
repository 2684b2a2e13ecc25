import { SERVED_STAGES } from '@yinqi/domain/clocks';
import { FIGURE_CODES, FIGURE_UNITS, FUNNEL_STAGES } from '@yinqi/domain/metrics';
import { ENGAGEMENT_STATES, REQUEST_STATES } from '@yinqi/domain/lifecycle';
import { CURRENCIES } from '@yinqi/domain/money';
import * as z from 'zod/mini';
import { bilingual, fen, fenTotal, id, instant, pageOf, pageQuery, plainDate } from './fields.js';
import { defineRoute } from './route.js';

/** What a figure is broken down by: the units below the reader's own, banks, sections of the industry standard. */
export const DIMENSIONS = ['unit', 'bank', 'industry'] as const;
export type Dimension = (typeof DIMENSIONS)[number];

/** Requests whose enterprise has no industry on record. */
export const NO_INDUSTRY = 'none';
const currency = z.enum(CURRENCIES);
const section = z.string().check(z.regex(/^([A-T]|none)$/));
const yes = z.literal('true');

/** The population: requests registered (and engagements first pushed) from one day to another, both included. */
const population = {
  from: z.optional(plainDate),
  to: z.optional(plainDate),
  /** A reporting unit with everything below it. */
  unitId: z.optional(id),
  /** Only what reports to that unit itself. */
  direct: z.optional(yes),
  bankId: z.optional(id),
  industry: z.optional(section),
};
export const pipelineFilter = z.strictObject(population);
export type PipelineFilter = z.output<typeof pipelineFilter>;

const organisation = z.object({ id, name: z.string(), nameEn: z.nullable(z.string()) });
export const currencyAmount = z.object({ currency, amountFen: fenTotal });
export type CurrencyAmountView = z.output<typeof currencyAmount>;

/** Said beside every figure: which records, as known when. */
export const populationView = z.object({
  from: z.nullable(plainDate),
  to: z.nullable(plainDate),
  unit: organisation,
  direct: z.boolean(),
  bank: z.nullable(organisation),
  industry: z.nullable(z.object({ code: z.string(), zh: z.string(), en: z.string() })),
  /** Invented enterprises are among them: pages say 示例数据. */
  demo: z.boolean(),
});

export const figureDefinition = z.object({
  code: z.enum(FIGURE_CODES),
  version: z.int(),
  unit: z.enum(FIGURE_UNITS),
  additive: z.boolean(),
  name: bilingual,
  definition: bilingual,
});

const basis = {
  asOf: instant,
  population: populationView,
  definitions: z.array(figureDefinition),
};

export const funnelStep = z.object({
  stage: z.enum(FUNNEL_STAGES),
  count: z.int(),
  /** Of `count`, those that wait at a bank past its time limit. */
  late: z.int(),
  /** Requested up to taken up, approved limit at approved, paid out at disbursed. */
  amounts: z.array(currencyAmount),
  fromPreviousBp: z.nullable(z.int()),
  medianMs: z.nullable(z.int()),
});
export type FunnelStepView = z.output<typeof funnelStep>;

/**
 * Engagements behind a figure; each set opens as a list of as many rows. `late` are answers that came late or have not
 * come; `overdue` wait for an answer past its time now, `late_work` were taken up and wait for contact or conclusion.
 */
export const ENGAGEMENT_SETS = [
  'pushed',
  'answered',
  'late',
  'silent',
  'contacted',
  'overdue',
  'late_work',
] as const;
export type EngagementSet = (typeof ENGAGEMENT_SETS)[number];

const share = z.object({ numerator: z.int(), denominator: z.int(), bp: z.nullable(z.int()) });

export const pipelineFigures = z.object({
  /** Engagements first pushed in the period, without not-selected ones and those withdrawn in time. */
  pushed: z.int(),
  answered: z.int(),
  contactRate: share,
  lateAnswerRate: share,
  silenceRate: share,
  /** Over distinct enterprises. */
  approvalRate: share,
  fundedRate: share,
  medianFirstResponseHours: z.nullable(z.number()),
  amountMet: z.array(
    z.object({ currency, numeratorFen: fenTotal, denominatorFen: fenTotal, bp: z.nullable(z.int()) }),
  ),
  weightedAvgRate: z.array(z.object({ currency, amountFen: fenTotal, rateBp: z.nullable(z.int()) })),
  /** Not answered now although the time is up. */
  overdue: z.int(),
  /** Taken up, and now past the time for first contact or for a conclusion. */
  lateWork: z.int(),
});
export type PipelineFigures = z.output<typeof pipelineFigures>;

export const pipelineOverview = z.object({ ...basis, funnel: z.array(funnelStep), figures: pipelineFigures });
export type PipelineOverview = z.output<typeof pipelineOverview>;

export const getPipelineOverview = defineRoute({
  id: 'getPipelineOverview',
  method: 'GET',
  path: '/pipeline/overview',
  summary: '对接总览：漏斗与主要指标，附口径、范围和截至时间',
  permission: 'pipeline.read',
  query: pipelineFilter,
  result: pipelineOverview,
});

export const breakdownRow = z.object({
  /** Unit or bank id, or the section's letter. */
  key: z.string(),
  name: bilingual,
  /** A unit's own requests, apart from those of the units below it. */
  direct: z.boolean(),
  regionCode: z.nullable(z.string()),
  stages: z.array(z.object({ stage: z.enum(FUNNEL_STAGES), count: z.int(), late: z.int() })),
  requested: z.array(currencyAmount),
  approved: z.array(currencyAmount),
  disbursed: z.array(currencyAmount),
});
export type BreakdownRow = z.output<typeof breakdownRow>;

export const getPipelineBreakdown = defineRoute({
  id: 'getPipelineBreakdown',
  method: 'GET',
  path: '/pipeline/breakdown',
  summary: '按地区、银行或行业分列的对接进程',
  permission: 'pipeline.read',
  query: z.strictObject({ ...population, by: z.enum(DIMENSIONS) }),
  result: z.object({
    ...basis,
    by: z.enum(DIMENSIONS),
    /** One request may be at several banks: rows then do not add up to the whole. */
    additive: z.boolean(),
    rows: z.array(breakdownRow),
  }),
});

const cell = {
  ...population,
  stage: z._default(z.enum(FUNNEL_STAGES), 'registered'),
  late: z.optional(yes),
};

export const pipelineRequest = z.object({
  id,
  number: z.string(),
  enterprise: z.object({ id, name: z.string() }),
  unitName: z.string(),
  industry: z.nullable(z.object({ code: z.string(), zh: z.string(), en: z.string() })),
  status: z.enum(REQUEST_STATES),
  amountFen: fen,
  currency,
  approvedFen: fen,
  disbursedFen: fen,
  stage: z.enum(FUNNEL_STAGES),
  late: z.boolean(),
  banks: z.array(z.string()),
  registeredAt: instant,
  reachedAt: z.nullable(instant),
});
export type PipelineRequest = z.output<typeof pipelineRequest>;

export const listPipelineRequests = defineRoute({
  id: 'listPipelineRequests',
  method: 'GET',
  path: '/pipeline/requests',
  summary: '一个数字背后的融资需求，笔数与所示数字相等',
  permission: 'pipeline.read',
  query: z.strictObject({ ...cell, ...pageQuery }),
  result: z.extend(pageOf(pipelineRequest), {
    asOf: instant,
    population: populationView,
    amounts: z.array(currencyAmount),
  }),
});

export const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

export const exportPipelineRequests = defineRoute({
  id: 'exportPipelineRequests',
  method: 'GET',
  path: '/pipeline/requests-export',
  summary: '导出所列融资需求（Excel）',
  permission: 'pipeline.read',
  query: z.strictObject({ ...cell, language: z._default(z.enum(['zh', 'en']), 'zh') }),
  result: { download: XLSX },
});

/**
 * Where the bank's time stands at the stage a case is at. `held` waits for the enterprise; a conclusion
 * `waits_for_papers` until they are complete; `none` is a stage for which no time limit is set, and cannot be late.
 */
export const STAGE_CLOCKS = ['late', 'running', 'held', 'waits_for_papers', 'none', 'ended'] as const;
export type StageClock = (typeof STAGE_CLOCKS)[number];

export const pipelineEngagement = z.object({
  id,
  requestId: id,
  requestNumber: z.string(),
  enterprise: z.object({ id, name: z.string() }),
  bankName: z.string(),
  branchName: z.string(),
  productName: z.string(),
  productNameEn: z.nullable(z.string()),
  status: z.enum(ENGAGEMENT_STATES),
  amountFen: fen,
  currency,
  pushedAt: instant,
  dueAt: z.nullable(instant),
  officerName: z.nullable(z.string()),
  clock: z.enum(STAGE_CLOCKS),
  /** Working minutes past the time of the stage it is at; null where it is not late. */
  lateMinutes: z.nullable(z.int()),
});
export type PipelineEngagement = z.output<typeof pipelineEngagement>;

export const listPipelineEngagements = defineRoute({
  id: 'listPipelineEngagements',
  method: 'GET',
  path: '/pipeline/engagements',
  summary: '一项指标背后的对接办件，件数与所示数字相等',
  permission: 'pipeline.read',
  query: z.strictObject({ ...population, set: z.enum(ENGAGEMENT_SETS), ...pageQuery }),
  result: z.extend(pageOf(pipelineEngagement), { asOf: instant, population: populationView }),
});

/** Working minutes of one side: half of the cases took no longer, nine in ten took no longer. */
const spread = z.object({ medianMinutes: z.int(), p90Minutes: z.int() });

export const stageTime = z.object({
  stage: z.enum(SERVED_STAGES),
  /** Cases of the cohort that have left the stage. */
  cases: z.int(),
  bank: z.nullable(spread),
  enterprise: z.nullable(spread),
});
export type StageTimeView = z.output<typeof stageTime>;

export const getStageTimes = defineRoute({
  id: 'getStageTimes',
  method: 'GET',
  path: '/pipeline/stage-times',
  summary: '各银行各环节用时：银行与企业各自的中位数与 90 分位数（工作时间）',
  permission: 'pipeline.read',
  query: pipelineFilter,
  result: z.object({
    ...basis,
    whole: z.array(stageTime),
    banks: z.array(z.object({ bank: organisation, stages: z.array(stageTime) })),
  }),
});

export const getServiceFigures = defineRoute({
  id: 'getServiceFigures',
  method: 'GET',
  path: '/service-figures',
  summary: '本行（本机构）服务指标：答复、联系与各环节用时',
  permission: 'service_figures.read',
  query: z.strictObject({ from: population.from, to: population.to }),
  result: z.object({
    asOf: instant,
    from: z.nullable(plainDate),
    to: z.nullable(plainDate),
    office: organisation,
    definitions: z.array(figureDefinition),
    figures: z.pick(pipelineFigures, {
      pushed: true,
      answered: true,
      contactRate: true,
      lateAnswerRate: true,
      silenceRate: true,
      medianFirstResponseHours: true,
    }),
    stages: z.array(stageTime),
  }),
});
export type ServiceFigures = z.output<(typeof getServiceFigures)['result']>;

export const pipelineRoutes = [
  getPipelineOverview,
  getPipelineBreakdown,
  listPipelineRequests,
  exportPipelineRequests,
  listPipelineEngagements,
  getStageTimes,
  getServiceFigures,
] as const;
