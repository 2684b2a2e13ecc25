/**
 * A min-cost flow problem in which sources send all they have to node 0, the root, through inner nodes.
 * Nodes: the root, then the other inner nodes, then the sources. Arcs: those of each source side by side and
 * without a capacity of their own, then the arcs between inner nodes.
 */
export interface Network {
  readonly sources: number;
  readonly innerNodes: number;
  /** By source. */
  readonly supply: Float64Array;
  /** The arcs of source s are those from firstArc[s] up to firstArc[s + 1]. */
  readonly firstArc: Int32Array;
  readonly sourceArcs: number;
  readonly tail: Int32Array;
  readonly head: Int32Array;
  readonly cost: Float64Array;
  readonly capacity: Float64Array;
  /** By node: the arc by which it first hangs on the tree, leading up and with room for more; none for the root. */
  readonly startArc: Int32Array;
}

export const ROOT = 0;
export const NONE = -1;
