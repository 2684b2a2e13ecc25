import { double, int } from '../engine/typed-reads.js';
import { NONE, type Network } from './network.js';
import type { SpanningTree } from './spanning-tree.js';

/** Candidates gathered before the first is used, and how many of them are used before the rest is dropped. */
const LIST_SIZE = 30;
const MINOR_STEPS = 10;

/**
 * Chooses the arc that enters the basis: blocks of sources are priced in turn, the best arc of each source
 * goes on a list of candidates, and the best of the list enters until the list is stale (Mulvey 1978; Ahuja,
 * Magnanti, Orlin 1993, §11.5, candidate list pivot rule).
 */
export class Pricing {
  private readonly candidates = new Int32Array(LIST_SIZE);
  private count = 0;
  private minor = 0;
  /** Where the next block begins: a source, or the number of sources for the arcs between inner nodes. */
  private cursor = 0;

  constructor(
    private readonly network: Network,
    private readonly tree: SpanningTree,
    private readonly flow: Float64Array,
  ) {}

  /** The arc that gains most among the candidates; none when no arc of the network gains anything. */
  next(): number {
    if (this.minor < MINOR_STEPS) {
      const arc = this.bestCandidate();
      if (arc !== NONE) return arc;
    }
    this.gather();
    return this.bestCandidate();
  }

  private bestCandidate(): number {
    const { candidates } = this;
    let best = NONE;
    let most = 0;
    let kept = 0;
    for (let at = 0; at < this.count; at += 1) {
      const arc = int(candidates, at);
      const gain = this.gainOf(arc);
      if (gain <= 0) continue;
      candidates[kept] = arc;
      kept += 1;
      if (gain > most) {
        most = gain;
        best = arc;
      }
    }
    this.count = kept;
    this.minor += 1;
    return best;
  }

  /** What one unit more on an arc saves, or one unit less on an arc that is full. */
  private gainOf(arc: number): number {
    const { network, tree, flow } = this;
    const tail = int(network.tail, arc);
    const toHead = double(tree.potential, int(network.head, arc)) + double(network.cost, arc);
    if (arc < network.sourceArcs) return this.sourcePotential(tail) - toHead;
    const saved = double(tree.potential, tail) - toHead;
    return flow[arc] === 0 ? (network.capacity[arc] === 0 ? 0 : saved) : -saved;
  }

  private sourcePotential(node: number): number {
    const { network, tree } = this;
    return double(tree.potential, int(tree.parent, node)) + double(network.cost, int(tree.arc, node));
  }

  private gather(): void {
    const { sources } = this.network;
    this.count = this.minor = 0;
    for (let priced = 0; priced <= sources && this.count < LIST_SIZE; priced += 1) {
      if (this.cursor === sources) this.gatherInner();
      else this.gatherSource(this.cursor);
      this.cursor = this.cursor === sources ? 0 : this.cursor + 1;
    }
  }

  private gatherSource(source: number): void {
    const { network, tree } = this;
    const { cost, head } = network;
    const { potential } = tree;
    const end = int(network.firstArc, source + 1);
    let least = this.sourcePotential(network.innerNodes + source);
    let best = NONE;
    for (let arc = int(network.firstArc, source); arc < end; arc += 1) {
      const along = double(cost, arc) + double(potential, int(head, arc));
      if (along < least) {
        least = along;
        best = arc;
      }
    }
    if (best !== NONE) this.add(best);
  }

  private gatherInner(): void {
    const { tail, sourceArcs } = this.network;
    for (let arc = sourceArcs; arc < tail.length && this.count < LIST_SIZE; arc += 1) {
      if (this.gainOf(arc) > 0) this.add(arc);
    }
  }

  private add(arc: number): void {
    this.candidates[this.count] = arc;
    this.count += 1;
  }
}
