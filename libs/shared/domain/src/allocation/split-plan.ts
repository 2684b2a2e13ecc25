import { double, int } from '../engine/typed-reads.js';
import { fitArc, formulate, type Formulation } from './formulate.js';
import { NetworkSimplex } from './network-simplex.js';
import type { AllocationPlan, BindingPool, LimitUse, Share, Tranche, TrancheEffect } from './plan.js';
import { shadowPrices } from './prices.js';
import { indexProblem, type ProblemIndex } from './problem-index.js';
import { AllocationError, MAX_TOTAL_FEN, type AllocationFault, type AllocationProblem } from './problem.js';
import { limitUses, planOf, type Prices } from './read-plan.js';

const FEN_PER_WAN = 1_000_000n;
/** Each costs a step of the simplex on a copy of the basis. */
const MOST_BINDING_POOLS = 100;

/** The plan of greatest value when a request may be split among products and served in part. */
export const planSplit = (problem: AllocationProblem): SplitOptimum => splitOptimum(indexProblem(problem));

export function splitOptimum(index: ProblemIndex): SplitOptimum {
  const formulation = formulate(index);
  return new SplitOptimum(formulation, new NetworkSimplex(formulation.network).solve());
}

/** An optimum with the basis it was found on, from which a change of pools is worked out in few steps. */
export class SplitOptimum {
  readonly plan: AllocationPlan;
  readonly limits: readonly LimitUse[];
  readonly lent: Float64Array;
  readonly prices: Prices;

  constructor(
    private readonly formulation: Formulation,
    private readonly simplex: NetworkSimplex,
  ) {
    const { index } = formulation;
    this.lent = lentOn(index, simplex.flow);
    this.prices = shadowPrices(formulation, simplex);
    this.plan = planOf(index, this.lent);
    this.limits = limitUses(index, this.lent, this.prices);
  }

  /** What the plan would be if pools had more; a tranche to a pool leaves the pools above it as they are. */
  whatIf(tranches: readonly Tranche[]): TrancheEffect {
    const { index } = this.formulation;
    const grown = this.grownBy(tranches);
    const added = new Map<string, bigint>();
    for (const { poolId, fen } of tranches) added.set(poolId, (added.get(poolId) ?? 0n) + fen);
    return {
      plan: grown.plan,
      limits: grown.limits.map((limit) =>
        limit.kind === 'pool'
          ? { ...limit, capacityFen: limit.capacityFen + (added.get(limit.id) ?? 0n) }
          : limit,
      ),
      addedFen: tranches.reduce((sum, { fen }) => sum + fen, 0n),
      servedMoreFen: grown.plan.servedFen - this.plan.servedFen,
      valueMore: grown.plan.value - this.plan.value,
      changes: changesBetween(index, this.lent, grown.lent),
    };
  }

  /** Pools that hold demand back, the dearest first, and what one more 万元 in each alone would do. */
  bindingPools(): readonly BindingPool[] {
    return this.limits
      .filter(({ kind, shadowPrice }) => kind === 'pool' && shadowPrice > 0)
      .sort((a, b) => b.shadowPrice - a.shadowPrice || (a.id < b.id ? -1 : 1))
      .slice(0, MOST_BINDING_POOLS)
      .map(({ id, capacityFen, shadowPrice }) => {
        const { plan } = this.grownBy([{ poolId: id, fen: FEN_PER_WAN }]);
        const servedMoreFen = plan.servedFen - this.plan.servedFen;
        return {
          poolId: id,
          capacityFen,
          shadowPrice,
          servedMoreFen,
          valueMore: plan.value - this.plan.value,
        };
      });
  }

  /**
   * A tranche is a second arc beside its pool's, which every basis so far leaves empty. So the basis stays
   * feasible, and the simplex goes on from where it stood.
   */
  private grownBy(tranches: readonly Tranche[]): SplitOptimum {
    const { index, network, trancheArcs } = this.formulation;
    refuse(index, tranches);
    const capacity = network.capacity.slice();
    for (const { poolId, fen } of tranches) {
      const arc = trancheArcs + index.pools.findIndex(({ id }) => id === poolId);
      const most = index.demandFen + 1;
      capacity[arc] = Math.min(most, double(capacity, arc) + Math.min(most, Number(fen)));
    }
    const formulation = { ...this.formulation, network: { ...network, capacity } };
    return new SplitOptimum(formulation, new NetworkSimplex(formulation.network, this.simplex).solve());
  }
}

function refuse(index: ProblemIndex, tranches: readonly Tranche[]): void {
  const faults = tranches.flatMap(({ poolId, fen }): AllocationFault[] => {
    if (!index.pools.some(({ id }) => id === poolId)) return [{ code: 'unknown_pool', id: poolId }];
    if (fen < 0n) return [{ code: 'capacity_negative', id: poolId }];
    return fen > MAX_TOTAL_FEN ? [{ code: 'amount_too_large', id: poolId }] : [];
  });
  if (faults.length > 0) throw new AllocationError(faults);
}

export function lentOn(index: ProblemIndex, flow: Float64Array): Float64Array {
  const lent = new Float64Array(index.fitProduct.length);
  for (let request = 0; request < index.requests.length; request += 1) {
    const end = int(index.firstFit, request + 1);
    for (let fit = int(index.firstFit, request); fit < end; fit += 1) {
      lent[fit] = double(flow, fitArc(fit, request));
    }
  }
  return lent;
}

function changesBetween(index: ProblemIndex, before: Float64Array, after: Float64Array): readonly Share[] {
  const changes: Share[] = [];
  for (const [request, { id: requestId }] of index.requests.entries()) {
    const end = int(index.firstFit, request + 1);
    for (let fit = int(index.firstFit, request); fit < end; fit += 1) {
      const difference = double(after, fit) - double(before, fit);
      if (difference === 0) continue;
      const productId = index.products[int(index.fitProduct, fit)]?.id ?? '';
      changes.push({ requestId, productId, fen: BigInt(difference) });
    }
  }
  return changes;
}
