import { double, int } from '../engine/typed-reads.js';
import { NONE, ROOT, type Network } from './network.js';

/**
 * The basis of the simplex: a spanning tree hanging from the root, with the potential of each node, which is
 * the cost of sending one unit from it to the root along the tree (Ahuja, Magnanti, Orlin 1993, §11.3).
 *
 * Most sources are leaves: their whole supply goes one way. A leaf is on nobody's list of children, and its
 * potential and depth are worked out from its parent when they are wanted. So moving a product with a thousand
 * requests below it touches the product only.
 */
export class SpanningTree {
  readonly parent: Int32Array;
  /** The arc between a node and its parent. */
  readonly arc: Int32Array;
  readonly potential: Float64Array;
  readonly depth: Int32Array;
  private readonly firstChild: Int32Array;
  private readonly nextSibling: Int32Array;
  private readonly previousSibling: Int32Array;
  private readonly listed: Int32Array;
  private readonly path: Int32Array;

  constructor(
    private readonly network: Network,
    like?: SpanningTree,
  ) {
    const nodes = network.innerNodes + network.sources;
    const links = () => new Int32Array(nodes).fill(NONE);
    this.parent = like?.parent.slice() ?? links();
    this.arc = like?.arc.slice() ?? network.startArc.slice();
    this.potential = like?.potential.slice() ?? new Float64Array(nodes);
    this.depth = like?.depth.slice() ?? new Int32Array(nodes);
    this.firstChild = like?.firstChild.slice() ?? links();
    this.nextSibling = like?.nextSibling.slice() ?? links();
    this.previousSibling = like?.previousSibling.slice() ?? links();
    this.listed = like?.listed.slice() ?? new Int32Array(nodes);
    this.path = new Int32Array(nodes);
    if (like === undefined) this.hangStart();
  }

  private hangStart(): void {
    for (let node = 1; node < this.parent.length; node += 1) {
      this.parent[node] = int(this.network.head, int(this.arc, node));
      if (node < this.network.innerNodes) this.list(node);
    }
    for (let node = int(this.firstChild, ROOT); node !== NONE; node = int(this.nextSibling, node)) {
      this.updateBelow(node);
    }
  }

  /** Works out what a leaf does not carry with it. */
  refresh(node: number): void {
    if (node === ROOT || this.listed[node] === 1) return;
    this.potential[node] = this.potentialFromParent(node);
    this.depth[node] = int(this.depth, int(this.parent, node)) + 1;
  }

  private potentialFromParent(node: number): number {
    const arc = int(this.arc, node);
    const cost = double(this.network.cost, arc);
    const above = double(this.potential, int(this.parent, node));
    return int(this.network.tail, arc) === node ? above + cost : above - cost;
  }

  /** Cuts the tree above `top` and hangs the part below it up again by `arc`, from its node `end` to `above`. */
  rehang(top: number, end: number, above: number, arc: number): void {
    const { path, parent } = this;
    let length = 1;
    path[0] = end;
    for (let node = end; node !== top; length += 1) path[length] = node = int(parent, node);
    for (let at = length - 1; at >= 0; at -= 1) this.detach(int(path, at));
    for (let at = length - 1; at > 0; at -= 1) {
      const below = int(path, at - 1);
      parent[int(path, at)] = below;
      this.arc[int(path, at)] = int(this.arc, below);
    }
    parent[end] = above;
    this.arc[end] = arc;
    for (let at = 0; at < length; at += 1) if (!this.isLeaf(int(path, at))) this.list(int(path, at));
    if (this.listed[end] === 1) this.updateBelow(end);
  }

  private isLeaf(node: number): boolean {
    return node >= this.network.innerNodes && this.firstChild[node] === NONE;
  }

  private detach(node: number): void {
    if (this.listed[node] === 0) return;
    this.unlist(node);
    const above = int(this.parent, node);
    if (this.listed[above] === 1 && this.isLeaf(above)) this.unlist(above);
  }

  private list(node: number): void {
    const above = int(this.parent, node);
    if (this.listed[above] === 0 && this.isLeaf(above)) {
      this.refresh(above);
      this.list(above);
    }
    const next = int(this.firstChild, above);
    this.nextSibling[node] = next;
    this.previousSibling[node] = NONE;
    if (next !== NONE) this.previousSibling[next] = node;
    this.firstChild[above] = node;
    this.listed[node] = 1;
  }

  private unlist(node: number): void {
    const next = int(this.nextSibling, node);
    const previous = int(this.previousSibling, node);
    if (previous === NONE) this.firstChild[int(this.parent, node)] = next;
    else this.nextSibling[previous] = next;
    if (next !== NONE) this.previousSibling[next] = previous;
    this.listed[node] = 0;
  }

  /** Potentials and depths of a node and of all that is listed below it, parents first. */
  private updateBelow(top: number): void {
    const { firstChild, nextSibling, parent, potential, depth } = this;
    let node = top;
    for (;;) {
      potential[node] = this.potentialFromParent(node);
      depth[node] = int(depth, int(parent, node)) + 1;
      if (firstChild[node] !== NONE) {
        node = int(firstChild, node);
        continue;
      }
      while (node !== top && nextSibling[node] === NONE) node = int(parent, node);
      if (node === top) return;
      node = int(nextSibling, node);
    }
  }
}
