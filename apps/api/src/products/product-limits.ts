import type { ProductLimits } from '@yinqi/contracts/products';
import type { AdmissionRule, Atom, Attribute } from '@yinqi/domain/matching';
import { clausesOf } from '@yinqi/domain/matching';

type Bound = bigint | null;

function boundsOf(atom: Atom): { readonly min: Bound; readonly max: Bound } {
  switch (atom.op) {
    case 'between':
      return { min: BigInt(atom.operand.min), max: BigInt(atom.operand.max) };
    case 'gte':
      return { min: BigInt(atom.operand), max: null };
    case 'gt':
      return { min: BigInt(atom.operand) + 1n, max: null };
    case 'lte':
      return { min: null, max: BigInt(atom.operand) };
    case 'lt':
      return { min: null, max: BigInt(atom.operand) - 1n };
    default:
      return { min: null, max: null };
  }
}

/** Highest of the lower and lowest of the upper bounds within an alternative. */
function tightest(values: readonly Bound[], better: (a: bigint, b: bigint) => boolean): Bound {
  return values.reduce<Bound>(
    (best, value) => (value !== null && (best === null || better(value, best)) ? value : best),
    null,
  );
}

/** Widest over the alternatives: one without a bound leaves all open. */
function widest(values: readonly Bound[], wider: (a: bigint, b: bigint) => boolean): Bound {
  return values.reduce<Bound>((best, value) => {
    if (best === null || value === null) return null;
    return wider(value, best) ? value : best;
  }, values[0] ?? null);
}

function range(rule: AdmissionRule, attribute: Attribute): { readonly min: Bound; readonly max: Bound } {
  const alternatives = clausesOf(rule).map((clause) => {
    const bounds = clause.filter((atom) => atom.attribute === attribute).map(boundsOf);
    return {
      min: tightest(
        bounds.map(({ min }) => min),
        (a, b) => a > b,
      ),
      max: tightest(
        bounds.map(({ max }) => max),
        (a, b) => a < b,
      ),
    };
  });
  return {
    min: widest(
      alternatives.map(({ min }) => min),
      (a, b) => a < b,
    ),
    max: widest(
      alternatives.map(({ max }) => max),
      (a, b) => a > b,
    ),
  };
}

const digits = (bound: Bound): string | null => (bound === null || bound < 0n ? null : String(bound));
const months = (bound: Bound): number | null => (bound === null ? null : Number(bound));

/** Amount and term a product lends at all, read from its rule, so that they are stated once. */
export function limitsOf(rule: AdmissionRule): ProductLimits {
  const amount = range(rule, 'amount');
  const term = range(rule, 'termMonths');
  return {
    amountMinFen: digits(amount.min),
    amountMaxFen: digits(amount.max),
    termMinMonths: months(term.min),
    termMaxMonths: months(term.max),
  };
}
