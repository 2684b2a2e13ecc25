import type { SizeClass } from '../codes/index.js';
import type { HeadroomTier, Mechanism, ResponsivenessTier } from './product.js';

/** The named parts of a fit score, in the order pages show them. */
export const COMPONENTS = [
  'cost',
  'programme',
  'amountHeadroom',
  'termHeadroom',
  'region',
  'industry',
  'collateral',
  'speed',
  'lists',
  'facilityHeadroom',
  'responsiveness',
] as const;
export type Component = (typeof COMPONENTS)[number];
export type Contributions = Readonly<Record<Component, number>>;

/** Weights share out this many basis points. */
export const FULL_SCORE = 10_000;
/** Every component is first judged on this scale. */
export const FULL_POINTS = 1000;
/** Where a fact or tier is unknown: neither praise nor blame. */
export const NEUTRAL_POINTS = 500;

/** Weights and point tables as versioned data: a stored result names the version it was made with. */
export interface MatchPolicy {
  readonly version: string;
  readonly weights: Readonly<Record<Component, number>>;
  readonly points: {
    /** Per basis point between the product's rate and the ceiling. */
    readonly perRateBp: number;
    /** How well a kind of money fits a size of firm. */
    readonly programme: Readonly<Record<Mechanism, Readonly<Record<SizeClass, number>>>>;
    /** Index 0: no condition; index n: the deepest node met lies on level n. */
    readonly regionByLevel: readonly number[];
    readonly industryByLevel: readonly number[];
    /** Per accepted security the firm can offer, up to the cap below a loan on credit. */
    readonly perCollateral: number;
    readonly collateralCap: number;
    /** Lost per working day to a conclusion. */
    readonly perConclusionDay: number;
    readonly perPreferredList: number;
    readonly headroom: Readonly<Record<HeadroomTier, number>>;
    readonly responsiveness: Readonly<Record<ResponsivenessTier, number>>;
  };
}

/** The first published policy. */
export const POLICY_V1: MatchPolicy = {
  version: '2026-1',
  weights: {
    cost: 2200,
    programme: 1400,
    amountHeadroom: 1200,
    termHeadroom: 800,
    region: 1000,
    industry: 900,
    collateral: 800,
    speed: 500,
    lists: 400,
    facilityHeadroom: 400,
    responsiveness: 400,
  },
  points: {
    perRateBp: 5,
    // Relending reaches small and micro firms; a large FIE is served by rediscount or new lending scale.
    programme: {
      RELENDING: { micro: 1000, small: 1000, medium: 700, large: 350 },
      REDISCOUNT: { micro: 800, small: 800, medium: 800, large: 700 },
      LENDING_SCALE: { micro: 600, small: 700, medium: 900, large: 1000 },
      OWN: { micro: 400, small: 400, medium: 450, large: 500 },
    },
    regionByLevel: [400, 600, 850, 1000],
    industryByLevel: [300, 450, 650, 850, 1000],
    perCollateral: 250,
    collateralCap: 750,
    perConclusionDay: 50,
    perPreferredList: 500,
    headroom: { exhausted: 0, low: 300, moderate: 700, ample: 1000 },
    responsiveness: { late: 0, mixed: 500, prompt: 1000 },
  },
};

/** Faults of a policy that arrived as data; empty when it can be used. */
export function policyFaults({ weights, points }: MatchPolicy): readonly string[] {
  const faults: string[] = [];
  const sum = COMPONENTS.reduce((total, component) => total + weights[component], 0);
  if (sum !== FULL_SCORE) faults.push(`weights add up to ${sum}, not ${FULL_SCORE}`);
  const figures = { weights, ...points };
  for (const [name, table] of Object.entries(figures)) {
    if (leavesOf(table).some((leaf) => !isIntegerUpTo(leaf, name === 'weights' ? FULL_SCORE : FULL_POINTS))) {
      faults.push(`${name} holds a figure that is no whole number within bounds`);
    }
  }
  return faults;
}

const leavesOf = (table: unknown): readonly unknown[] =>
  typeof table === 'object' && table !== null ? Object.values(table).flatMap(leavesOf) : [table];

const isIntegerUpTo = (figure: unknown, max: number): boolean =>
  typeof figure === 'number' && Number.isInteger(figure) && figure >= 0 && figure <= max;
