import type { Atom } from './rules.js';

export interface WholeBounds {
  readonly min?: bigint;
  readonly max?: bigint;
}

/** The lowest and highest whole value an atom admits; neither where it asks for no magnitude. */
export function wholeBoundsOf(atom: Atom): WholeBounds {
  switch (atom.op) {
    case 'between':
      return { min: BigInt(atom.operand.min), max: BigInt(atom.operand.max) };
    case 'gt':
      // Magnitudes are whole: above 5 is at least 6.
      return { min: BigInt(atom.operand) + 1n };
    case 'gte':
      return { min: BigInt(atom.operand) };
    case 'lt':
      return { max: BigInt(atom.operand) - 1n };
    case 'lte':
      return { max: BigInt(atom.operand) };
    case 'is': {
      const { operand } = atom;
      if (typeof operand !== 'number' && typeof operand !== 'bigint') return {};
      return { min: BigInt(operand), max: BigInt(operand) };
    }
    default:
      return {};
  }
}
