import type { Fen } from '../money/index.js';

export const SIZE_CLASSES = ['micro', 'small', 'medium', 'large'] as const;
export type SizeClass = (typeof SIZE_CLASSES)[number];

export const SIZE_METRICS = ['staff', 'revenue', 'assets'] as const;
export type SizeMetric = (typeof SIZE_METRICS)[number];

interface Threshold {
  readonly metric: SizeMetric;
  /** Lower bounds of large, medium and small; persons, or 万元. */
  readonly bounds: readonly [large: number, medium: number, small: number];
}

export interface SizeRule {
  readonly industry: string;
  /** Prefixes of GB/T 4754-2017 codes. */
  readonly scope: readonly string[];
  readonly thresholds: readonly Threshold[];
}

const staff = (large: number, medium: number, small: number): Threshold => ({
  metric: 'staff',
  bounds: [large, medium, small],
});
const revenue = (large: number, medium: number, small: number): Threshold => ({
  metric: 'revenue',
  bounds: [large, medium, small],
});
const assets = (large: number, medium: number, small: number): Threshold => ({
  metric: 'assets',
  bounds: [large, medium, small],
});

/** 工信部联企业〔2011〕300号 四, its industries in the codes of GB/T 4754-2017. */
export const SIZE_RULES: readonly SizeRule[] = [
  { industry: '农、林、牧、渔业', scope: ['A'], thresholds: [revenue(20_000, 500, 50)] },
  {
    industry: '工业',
    scope: ['B', 'C', 'D'],
    thresholds: [staff(1000, 300, 20), revenue(40_000, 2000, 300)],
  },
  { industry: '建筑业', scope: ['E'], thresholds: [revenue(80_000, 6000, 300), assets(80_000, 5000, 300)] },
  { industry: '批发业', scope: ['F51'], thresholds: [staff(200, 20, 5), revenue(40_000, 5000, 1000)] },
  { industry: '零售业', scope: ['F52'], thresholds: [staff(300, 50, 10), revenue(20_000, 500, 100)] },
  {
    industry: '交通运输业',
    // Railways (G53) are outside the rule.
    scope: ['G54', 'G55', 'G56', 'G57', 'G58', 'G591'],
    thresholds: [staff(1000, 300, 20), revenue(30_000, 3000, 200)],
  },
  {
    industry: '仓储业',
    scope: ['G592', 'G593', 'G594', 'G595', 'G596', 'G597', 'G598', 'G599'],
    thresholds: [staff(200, 100, 20), revenue(30_000, 1000, 100)],
  },
  { industry: '邮政业', scope: ['G60'], thresholds: [staff(1000, 300, 20), revenue(30_000, 2000, 100)] },
  { industry: '住宿业', scope: ['H61'], thresholds: [staff(300, 100, 10), revenue(10_000, 2000, 100)] },
  { industry: '餐饮业', scope: ['H62'], thresholds: [staff(300, 100, 10), revenue(10_000, 2000, 100)] },
  {
    industry: '信息传输业',
    scope: ['I63', 'I64'],
    thresholds: [staff(2000, 100, 10), revenue(100_000, 1000, 100)],
  },
  {
    industry: '软件和信息技术服务业',
    scope: ['I65'],
    thresholds: [staff(300, 100, 10), revenue(10_000, 1000, 50)],
  },
  {
    industry: '房地产开发经营',
    scope: ['K701'],
    thresholds: [revenue(200_000, 1000, 100), assets(10_000, 5000, 2000)],
  },
  { industry: '物业管理', scope: ['K702'], thresholds: [staff(1000, 300, 100), revenue(5000, 1000, 500)] },
  {
    industry: '租赁和商务服务业',
    scope: ['L'],
    thresholds: [staff(300, 100, 10), assets(120_000, 8000, 100)],
  },
  {
    // The 2017 statistical edition of the rule lists what the other industries are; finance, education,
    // health and property letting are not among them.
    industry: '其他未列明行业',
    scope: ['M', 'N', 'O', 'Q85', 'R', 'K703', 'K709'],
    thresholds: [staff(300, 100, 10)],
  },
];

export interface SizeFacts {
  readonly industry: string;
  readonly staff?: number | undefined;
  readonly revenueFen?: Fen | undefined;
  readonly assetsFen?: Fen | undefined;
}

export interface SizeVerdict {
  readonly size: SizeClass | undefined;
  readonly industry: string;
  /** The metric that keeps the enterprise from a larger class. */
  readonly decidedBy?: SizeMetric;
  /** Metrics that would have to be known. */
  readonly missing: readonly SizeMetric[];
}

const FEN_PER_WAN = 1_000_000n;
const LEVELS: readonly SizeClass[] = ['large', 'medium', 'small'];

function levelOf({ metric, bounds }: Threshold, facts: SizeFacts): number | undefined {
  const fen = metric === 'revenue' ? facts.revenueFen : facts.assetsFen;
  const reaches = (bound: number): boolean | undefined =>
    metric === 'staff'
      ? facts.staff === undefined
        ? undefined
        : facts.staff >= bound
      : fen === undefined
        ? undefined
        : fen >= BigInt(bound) * FEN_PER_WAN;
  const index = bounds.findIndex((bound) => reaches(bound) === true);
  if (reaches(bounds[0]) === undefined) return undefined;
  return index === -1 ? 0 : SIZE_CLASSES.indexOf(LEVELS[index] ?? 'micro');
}

/** The rule that applies to an industry code, if the code is precise enough to tell. */
export function sizeRuleFor(industry: string): SizeRule | undefined {
  return SIZE_RULES.find(({ scope }) => scope.some((prefix) => industry.startsWith(prefix)));
}

/** Size class by 300号: every metric must reach the bound, else the enterprise drops a level. */
export function enterpriseSize(facts: SizeFacts): SizeVerdict | undefined {
  const rule = sizeRuleFor(facts.industry);
  if (rule === undefined) return undefined;
  const levels = rule.thresholds.map((threshold) => ({
    metric: threshold.metric,
    level: levelOf(threshold, facts),
  }));
  const missing = levels.filter(({ level }) => level === undefined).map(({ metric }) => metric);
  let lowest: { metric: SizeMetric; level: number } | undefined;
  for (const { metric, level } of levels) {
    if (level !== undefined && (lowest === undefined || level < lowest.level)) lowest = { metric, level };
  }
  // What is unknown can only lower the class, so micro is certain already.
  if (lowest === undefined || (missing.length > 0 && lowest.level > 0)) {
    return { size: undefined, industry: rule.industry, missing };
  }
  return {
    size: SIZE_CLASSES[lowest.level],
    industry: rule.industry,
    decidedBy: lowest.metric,
    missing,
  };
}

const SIZE_WORDS: readonly (readonly [RegExp, SizeClass])[] = [
  [/^(大型?|大企业|大型企业|large|l)$/i, 'large'],
  [/^(中型?|中企业|中型企业|medium|m)$/i, 'medium'],
  [/^(小型?|小企业|小型企业|small|s)$/i, 'small'],
  [/^(微型?|微企业|微型企业|micro|xs)$/i, 'micro'],
];

/** The size class a survey cell states; 中小微 and the like name no class. */
export function parseSizeClass(text: string): SizeClass | undefined {
  const clean = text.trim();
  return SIZE_WORDS.find(([pattern]) => pattern.test(clean))?.[1];
}
