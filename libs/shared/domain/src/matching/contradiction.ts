import type { Attribute } from './criteria.js';
import type { Atom, Clause } from './rules.js';
import { wholeBoundsOf } from './whole-bounds.js';

/** Two conditions of one clause that no value satisfies together: one sets the lowest, one the highest. */
export interface Contradiction {
  readonly atoms: readonly [lower: Atom, upper: Atom];
}

interface Bound {
  readonly value: bigint;
  readonly atom: Atom;
}

/**
 * Why a rule can never hold, though each of its conditions can; undefined while some alternative may. Alternatives
 * that contradict themselves beside others that do not are an ordinary outcome of distribution.
 */
export function contradictionIn(clauses: readonly Clause[]): Contradiction | undefined {
  const found = clauses.map(contradictionOf);
  return found.includes(undefined) ? undefined : found[0];
}

function contradictionOf(clause: Clause): Contradiction | undefined {
  const lowest = new Map<Attribute, Bound>();
  const highest = new Map<Attribute, Bound>();
  for (const atom of clause) {
    const { attribute } = atom;
    const { min, max } = wholeBoundsOf(atom);
    const [low, high] = [lowest.get(attribute), highest.get(attribute)];
    if (min !== undefined && (low === undefined || min > low.value))
      lowest.set(attribute, { value: min, atom });
    if (max !== undefined && (high === undefined || max < high.value))
      highest.set(attribute, { value: max, atom });
    const [from, to] = [lowest.get(attribute), highest.get(attribute)];
    if (from !== undefined && to !== undefined && from.value > to.value) {
      return { atoms: [from.atom, to.atom] };
    }
  }
  return undefined;
}
