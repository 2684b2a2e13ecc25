import { evaluateAtom } from '../matching/atoms.js';
import type { Atom, Attribute, Clause, MatchContext, RequestFacts } from '../matching/index.js';
import { criterionOf } from '../matching/index.js';

/** All conditions one clause sets on one attribute; shared by every clause that sets the same ones. */
export interface Condition {
  readonly attribute: Attribute;
  readonly atoms: readonly Atom[];
  readonly key: string;
}

// No code holds a control character, so that joined keys stay apart.
const APART = '\u0001';

/** Equal for atoms that judge alike; the bank's own wording judges nothing. */
export function atomKey({ attribute, op, operand, maxAgeDays, minProvenance }: Atom): string {
  const key = `${attribute}${APART}${op}${APART}${operandKey(operand)}`;
  if (maxAgeDays === undefined && minProvenance === undefined) return key;
  return `${key}${APART}${maxAgeDays ?? ''}${APART}${minProvenance ?? ''}`;
}

function operandKey(operand: Atom['operand']): string {
  if (typeof operand === 'string') return operand;
  // Fen are told from plain numbers: the definition compares them strictly.
  if (typeof operand !== 'object') return typeof operand === 'bigint' ? `${operand}n` : String(operand);
  if ('min' in operand) return `${operandKey(operand.min)}..${operandKey(operand.max)}`;
  return operand.join(APART + APART);
}

function keyOf(atoms: readonly Atom[]): string {
  const [first, ...others] = atoms;
  const key = first === undefined ? '' : atomKey(first);
  return others.length === 0 ? key : [key, ...others.map(atomKey)].join('&');
}

/** A clause as one condition per attribute it speaks of. */
export function conditionsOf(clause: Clause): readonly Condition[] {
  const byAttribute = new Map<Attribute, Atom[]>();
  for (const atom of clause) {
    const atoms = byAttribute.get(atom.attribute);
    if (atoms === undefined) byAttribute.set(atom.attribute, [atom]);
    else atoms.push(atom);
  }
  return [...byAttribute].map(([attribute, atoms]) => ({
    attribute,
    atoms,
    key: keyOf(atoms),
  }));
}

/**
 * A truth as two bits, *not false* and *true*, so that Kleene's conjunction is a bitwise AND; in the engine
 * they become the two bitmaps of a criterion.
 */
export const NOT_FALSE = 1;
export const HOLDS = 3;
export const FAILS = 0;

/** Beside them: some single atom is undecided, even where another one makes the whole condition false. */
export const OPEN = 4;

/** What the definition says of a condition, as truth bits and OPEN. */
export function judge({ atoms }: Condition, facts: RequestFacts, context: MatchContext): number {
  let bits = HOLDS;
  let open = 0;
  for (const atom of atoms) {
    const { truth } = evaluateAtom(atom, facts, context);
    if (truth === 'true') continue;
    bits &= truth === 'unknown' ? NOT_FALSE : FAILS;
    if (truth === 'unknown') open = OPEN;
  }
  return bits | open;
}

/** The codes an atom names, of whatever kind. */
export function codesNamed({ operand }: Atom): readonly string[] {
  if (typeof operand === 'string') return [operand];
  return typeof operand === 'object' && !('min' in operand) ? operand : [];
}

/** The numbers at which an atom's answer may change. */
export function boundsOf(atom: Atom, productId: string): readonly number[] {
  const { operand } = atom;
  if (typeof operand === 'object' && 'min' in operand) {
    return [exactNumber(operand.min, atom, productId), exactNumber(operand.max, atom, productId)];
  }
  return typeof operand === 'number' || typeof operand === 'bigint'
    ? [exactNumber(operand, atom, productId)]
    : [];
}

function exactNumber(operand: number | bigint, { attribute }: Atom, productId: string): number {
  const value = Number(operand);
  if (Number.isSafeInteger(value)) return value;
  throw new RangeError(
    `${criterionOf(attribute).label.en} (${attribute}) of product ${productId}: ${operand} is beyond 2^53`,
  );
}
