import { double, int } from '../engine/typed-reads.js';
import { NONE, type Network } from './network.js';
import { Pricing } from './pricing.js';
import { SpanningTree } from './spanning-tree.js';

/**
 * Min-cost flow by the primal network simplex method (Ahuja, Magnanti, Orlin 1993, ch. 11).
 *
 * The basis is kept strongly feasible: from every node some flow could be sent to the root along the tree. The
 * arc that leaves is the last one that blocks, going round the cycle from its apex in the direction of the
 * flow; then no basis occurs twice and the method ends (Cunningham 1976). All numbers are whole and below 2⁵³,
 * so that nothing is rounded.
 */
export class NetworkSimplex {
  readonly flow: Float64Array;
  readonly tree: SpanningTree;
  private readonly pricing: Pricing;

  constructor(
    readonly network: Network,
    like?: NetworkSimplex,
  ) {
    this.flow = like?.flow.slice() ?? startFlow(network);
    this.tree = new SpanningTree(network, like?.tree);
    this.pricing = new Pricing(network, this.tree, this.flow);
  }

  solve(): this {
    for (;;) {
      const arc = this.pricing.next();
      if (arc === NONE) return this;
      this.pivot(arc);
    }
  }

  /** Sends what fits round the cycle that an arc closes with the tree; one arc that is then full leaves. */
  private pivot(arc: number): void {
    const { network, tree, flow } = this;
    const isEmpty = flow[arc] === 0;
    const from = int(isEmpty ? network.tail : network.head, arc);
    const to = int(isEmpty ? network.head : network.tail, arc);
    tree.refresh(from);
    tree.refresh(to);
    let fromStep = Infinity;
    let toStep = Infinity;
    let fromLeaves = NONE;
    let toLeaves = NONE;
    let down = from;
    let up = to;
    // The last that blocks: nearest the arc on the way down to it, nearest the apex on the way up from it.
    while (down !== up) {
      if (int(tree.depth, down) >= int(tree.depth, up)) {
        const room = this.roomBelow(down);
        if (room < fromStep) {
          fromStep = room;
          fromLeaves = down;
        }
        down = int(tree.parent, down);
      } else {
        const room = this.roomAbove(up);
        if (room <= toStep) {
          toStep = room;
          toLeaves = up;
        }
        up = int(tree.parent, up);
      }
    }
    const own = double(network.capacity, arc);
    const step = Math.min(own, fromStep, toStep);
    if (step > 0) this.push(arc, isEmpty ? step : -step, from, to, down);
    if (toStep === step) tree.rehang(toLeaves, to, from, arc);
    else if (own !== step) tree.rehang(fromLeaves, from, to, arc);
  }

  /** What can still go from a node to its parent. */
  private roomAbove(node: number): number {
    const arc = int(this.tree.arc, node);
    const flow = double(this.flow, arc);
    return int(this.network.tail, arc) === node ? double(this.network.capacity, arc) - flow : flow;
  }

  /** What can still go to a node from its parent. */
  private roomBelow(node: number): number {
    const arc = int(this.tree.arc, node);
    const flow = double(this.flow, arc);
    return int(this.network.tail, arc) === node ? flow : double(this.network.capacity, arc) - flow;
  }

  private push(arc: number, step: number, from: number, to: number, apex: number): void {
    const { flow, tree, network } = this;
    const size = Math.abs(step);
    flow[arc] = double(flow, arc) + step;
    for (let node = from; node !== apex; node = int(tree.parent, node)) {
      const above = int(tree.arc, node);
      flow[above] = double(flow, above) + (int(network.tail, above) === node ? -size : size);
    }
    for (let node = to; node !== apex; node = int(tree.parent, node)) {
      const above = int(tree.arc, node);
      flow[above] = double(flow, above) + (int(network.tail, above) === node ? size : -size);
    }
  }
}

/** Every source sends its supply up the tree it starts with. */
function startFlow(network: Network): Float64Array {
  const flow = new Float64Array(network.tail.length);
  for (let source = 0; source < network.sources; source += 1) {
    const supply = double(network.supply, source);
    for (let node = network.innerNodes + source; node !== 0;) {
      const arc = int(network.startArc, node);
      flow[arc] = double(flow, arc) + supply;
      node = int(network.head, arc);
    }
  }
  return flow;
}
