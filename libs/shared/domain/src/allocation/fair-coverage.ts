import { double, int } from '../engine/typed-reads.js';
import { formulate, type Formulation } from './formulate.js';
import { NetworkSimplex } from './network-simplex.js';
import { ROOT } from './network.js';
import type { AllocationPlan, CoverageLevel, FairPlan, Limit, ProvinceCoverage } from './plan.js';
import { indexProblem, type ProblemIndex } from './problem-index.js';
import type { AllocationProblem } from './problem.js';
import { planOf } from './read-plan.js';
import { lentOn, splitOptimum } from './split-plan.js';

export interface FairnessOptions {
  /** Levels to lift provinces by, the worst-served first; all of them when absent. */
  readonly levels?: number;
}

const PPM = 1_000_000n;

/**
 * Lifts the least covered province as far as quotas allow, then the next without letting the first fall back,
 * and so on (lexicographic max-min); among such plans the one of greatest value, and what it costs.
 * Coverage is of reachable demand: no plan can help a request that fits no product.
 */
export function coverFairly(
  problem: AllocationProblem,
  { levels: most = Infinity }: FairnessOptions = {},
): FairPlan {
  const index = indexProblem(problem);
  const best = splitOptimum(index);
  const before = coverageOf(index, best.lent, new Float64Array(index.provinces.length));
  const demand = Float64Array.from(before, ({ reachableFen }) => Number(reachableFen));
  const levels: CoverageLevel[] = [];
  const free = new Set([...demand.keys()].filter((province) => double(demand, province) > 0));
  let floors: Float64Array = new Float64Array(demand.length);
  let { plan, lent } = { plan: best.plan, lent: best.lent };
  while (free.size > 0 && levels.length < most) {
    const raised = raiseTogether(index, demand, floors, free);
    floors = raised.floors;
    lent = lentOn(index, raised.solution.simplex.flow);
    plan = planOf(index, lent);
    levels.push(levelOf(index, raised, best.plan, plan));
    for (const province of raised.held) free.delete(province);
  }
  const provinces = coverageOf(index, lent, floors);
  return { plan, provinces, worstPpm: worstOf(provinces), worstBeforePpm: worstOf(before), levels };
}

interface Share {
  readonly part: bigint;
  readonly whole: bigint;
}

interface Solution {
  readonly formulation: Formulation;
  readonly simplex: NetworkSimplex;
}

interface Raised {
  readonly floors: Float64Array;
  readonly share: Share;
  readonly held: readonly number[];
  readonly limits: readonly Limit[];
  readonly solution: Solution;
}

/**
 * The greatest share of demand that all free provinces can have at once. From all of it the share falls to what
 * the provinces short of it can get in all, which a cut of the network proves, until none is short: Newton's
 * method on the least cut (Radzik 1993). Shares are fractions, so nothing is rounded but to whole fen.
 */
function raiseTogether(
  index: ProblemIndex,
  demand: Float64Array,
  fixed: Float64Array,
  free: ReadonlySet<number>,
): Raised {
  let share: Share = { part: 1n, whole: 1n };
  let held = [...free];
  let limits: readonly Limit[] = [];
  for (;;) {
    const floors = fixed.slice();
    for (const province of free) floors[province] = partOf(double(demand, province), share);
    const formulation = formulate(index, floors);
    const simplex = new NetworkSimplex(formulation.network).solve();
    const shortfall = simplex.flow
      .subarray(formulation.shortfallArcs, formulation.shortfallArcs + floors.length)
      .reduce((sum, fen) => sum + fen, 0);
    if (shortfall === 0) return { floors, share, held, limits, solution: { formulation, simplex } };
    const cut = shortSide(formulation, simplex);
    const inCut = [...floors.keys()].filter((province) => cut[formulation.firstProvince + province] === 1);
    held = inCut.filter((province) => free.has(province));
    limits = limitsOfCut(formulation, cut);
    const total = (list: readonly number[], fen: Float64Array) =>
      list.reduce((sum, province) => sum + double(fen, province), 0);
    const settled = inCut.filter((province) => !free.has(province));
    const left = total(inCut, floors) - shortfall - total(settled, floors);
    share = { part: BigInt(left), whole: BigInt(total(held, demand)) };
  }
}

const partOf = (fen: number, { part, whole }: Share): number => Number((BigInt(fen) * part) / whole);

/**
 * By node, 1 on the side of the least cut where something is short: whatever could change places with what is
 * missing. Nothing leaves that side but through full arcs, so it gets no more than it has.
 */
function shortSide(
  { network, firstProvince, shortfallArcs }: Formulation,
  { flow }: NetworkSimplex,
): Uint8Array {
  const { tail, head, capacity } = network;
  const side = new Uint8Array(network.innerNodes + network.sources);
  for (let node = firstProvince; node < network.innerNodes; node += 1) {
    if (double(flow, shortfallArcs + node - firstProvince) > 0) side[node] = 1;
  }
  for (let grows = true; grows;) {
    grows = false;
    for (let arc = 0; arc < shortfallArcs; arc += 1) {
      const [from, to] = [int(tail, arc), int(head, arc)];
      if (side[from] === side[to] || to === ROOT) continue;
      const canPass = side[from] === 1 ? double(flow, arc) < double(capacity, arc) : double(flow, arc) > 0;
      if (!canPass) continue;
      side[from] = side[to] = 1;
      grows = true;
    }
  }
  return side;
}

function limitsOfCut({ index, network, limitArcs }: Formulation, cut: Uint8Array): readonly Limit[] {
  const { products, pools } = index;
  const limits: Limit[] = [
    ...products.map(({ id }) => ({ kind: 'product' as const, id })),
    ...pools.map(({ id }) => ({ kind: 'pool' as const, id })),
  ];
  return limits.filter((_, at) => cut[1 + at] === 1 && cut[int(network.head, limitArcs + at)] === 0);
}

function levelOf(
  index: ProblemIndex,
  { share, held, limits }: Raised,
  best: AllocationPlan,
  plan: AllocationPlan,
): CoverageLevel {
  const valueCost = best.value - plan.value;
  return {
    sharePpm: Number((share.part * PPM) / share.whole),
    provinces: held.map((province) => index.provinces[province] ?? ''),
    limits,
    valueCost,
    valueCostPpm: best.value === 0n ? 0 : Number((valueCost * PPM) / best.value),
  };
}

function coverageOf(
  index: ProblemIndex,
  lent: Float64Array,
  floors: Float64Array,
): readonly ProvinceCoverage[] {
  const sums = index.provinces.map((province, at) => ({
    province,
    reachableFen: 0n,
    servedFen: 0n,
    floorFen: BigInt(double(floors, at)),
  }));
  for (let request = 0; request < index.requests.length; request += 1) {
    const sum = sums[int(index.province, request)];
    const [from, to] = [int(index.firstFit, request), int(index.firstFit, request + 1)];
    if (sum === undefined || from === to) continue;
    sum.reachableFen += BigInt(double(index.amount, request));
    sum.servedFen += BigInt(lent.subarray(from, to).reduce((all, fen) => all + fen, 0));
  }
  return sums;
}

const worstOf = (provinces: readonly ProvinceCoverage[]): number =>
  provinces
    .filter(({ reachableFen }) => reachableFen > 0n)
    .reduce(
      (least, { servedFen, reachableFen }) => Math.min(least, Number((servedFen * PPM) / reachableFen)),
      Number(PPM),
    );
