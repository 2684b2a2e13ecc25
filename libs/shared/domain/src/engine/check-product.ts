import type { Attribute, Clause, MatchProduct } from '../matching/index.js';
import { criterionOf, isAttribute, MAX_CLAUSES, OPERATORS_OF } from '../matching/index.js';
import { boundsOf } from './condition.js';

const INT32_LIMIT = 2 ** 31;

/** Refuses a product the index could not hold exactly; the message names the criterion. */
export function checkProduct(product: MatchProduct): void {
  const { id, clauses, rateFromBp } = product;
  if (clauses.length > MAX_CLAUSES) {
    throw new RangeError(
      `product ${id} has ${clauses.length} alternatives, at most ${MAX_CLAUSES} are allowed`,
    );
  }
  if (rateFromBp !== undefined && !(Number.isInteger(rateFromBp) && Math.abs(rateFromBp) < INT32_LIMIT)) {
    throw new RangeError(`rateFromBp of product ${id} is no whole number of basis points: ${rateFromBp}`);
  }
  for (const clause of clauses) checkClause(id, clause);
}

function checkClause(id: string, clause: Clause): void {
  for (const atom of clause) {
    const { attribute, op, operand }: { attribute: string; op: string; operand: unknown } = atom;
    if (!isAttribute(attribute)) throw new RangeError(`product ${id}: "${attribute}" is no criterion`);
    if (!OPERATORS_OF[criterionOf(attribute).kind].some((allowed) => allowed === op)) {
      throw new RangeError(`product ${id}: ${op} is not allowed on ${attribute}`);
    }
    if (Array.isArray(operand) && operand.length === 0) {
      throw new RangeError(`product ${id}: ${attribute} names no code`);
    }
    refuseInexact(id, attribute, atom);
  }
}

function refuseInexact(id: string, attribute: Attribute, atom: Clause[number]): void {
  const [min, max] = boundsOf(atom, id);
  if (atom.op === 'between' && min !== undefined && max !== undefined && min > max) {
    throw new RangeError(`product ${id}: ${attribute} lies between ${min} and ${max}, which nothing does`);
  }
}
