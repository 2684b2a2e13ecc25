import type { Atom, MatchProduct, RuleProblem } from '../matching/index.js';
import { criterionOf, isAttribute, MAX_CLAUSES, OPERATORS_OF, ruleProblem } from '../matching/index.js';
import { codesNamed } from './condition.js';

const INT32_LIMIT = 2 ** 31;

/** A product that no index could hold exactly: which condition is wrong, where it stands, and why. */
export class ProductRefused extends RangeError {
  override readonly name = 'ProductRefused';

  constructor(
    readonly productId: string,
    readonly problem: RuleProblem,
  ) {
    const { path, attribute, text } = problem;
    super(
      `${text.en}${attribute === undefined ? '' : ` (${attribute})`}, at ${path} of product ${productId}`,
    );
  }
}

// Products never change; the same one is compared and entered many times.
const accepted = new WeakSet<MatchProduct>();

/** Refuses a product that no index could hold exactly, by the first thing that is wrong with it. */
export function checkProduct(product: MatchProduct): void {
  if (accepted.has(product)) return;
  const problem = problemOf(product);
  if (problem !== undefined) throw new ProductRefused(product.id, problem);
  accepted.add(product);
}

function problemOf({ clauses, rateFromBp }: MatchProduct): RuleProblem | undefined {
  if (clauses.length > MAX_CLAUSES) {
    return ruleProblem('/clauses', 'too_many_clauses', {
      zh: `条件组合有${clauses.length}种，最多${MAX_CLAUSES}种`,
      en: `${clauses.length} alternatives, at most ${MAX_CLAUSES}`,
    });
  }
  if (rateFromBp !== undefined && !(Number.isInteger(rateFromBp) && Math.abs(rateFromBp) < INT32_LIMIT)) {
    return ruleProblem('/rateFromBp', 'operand_out_of_range', {
      zh: `最低年利率应为整数基点，而不是${rateFromBp}`,
      en: `the lowest rate is a whole number of basis points, not ${rateFromBp}`,
    });
  }
  for (const [at, clause] of clauses.entries()) {
    for (const [place, atom] of clause.entries()) {
      const problem = problemOfAtom(atom, `/clauses/${at}/${place}`);
      if (problem !== undefined) return problem;
    }
  }
  return undefined;
}

function problemOfAtom(atom: Atom, path: string): RuleProblem | undefined {
  const { attribute, op }: { attribute: string; op: string } = atom;
  const problem = (code: RuleProblem['code'], zh: string, en: string) =>
    ruleProblem(path, code, { zh, en }, attribute);
  if (!isAttribute(attribute)) {
    return problem('unknown_attribute', '不在准入指标目录内', 'not in the criteria registry');
  }
  const { kind, words } = criterionOf(attribute);
  if (!OPERATORS_OF[kind].some((allowed) => allowed === op)) {
    return problem('operator_not_allowed', `不能用${op}`, `${op} is not allowed`);
  }
  if (kind === 'money' || kind === 'quantity') return problemOfMagnitudes(atom, problem);
  if (kind === 'flag') return undefined;
  const codes = codesNamed(atom);
  if (codes.length === 0) return problem('operand_empty', '至少选一项', 'the list of codes is empty');
  const unknown = words && codes.find((code) => !Object.hasOwn(words, code));
  return unknown === undefined
    ? undefined
    : problem('operand_unknown_code', `代码“${unknown}”不在现行标准内`, `"${unknown}" is not a known code`);
}

function problemOfMagnitudes(
  { op, operand }: Atom,
  problem: (code: RuleProblem['code'], zh: string, en: string) => RuleProblem,
): RuleProblem | undefined {
  const isInterval = op === 'between';
  const values: readonly unknown[] = isInterval ? [operand.min, operand.max] : [operand];
  for (const value of values) {
    if (typeof value !== 'number' && typeof value !== 'bigint') {
      return problem('operand_wrong', '应为数值', 'a number is expected');
    }
    if (!Number.isSafeInteger(Number(value))) {
      return problem(
        'operand_out_of_range',
        `${value}不是2^53以内的整数`,
        `${value} is no whole number, or beyond 2^53`,
      );
    }
  }
  if (!isInterval || operand.min <= operand.max) return undefined;
  const { min, max } = operand;
  return problem(
    'min_above_max',
    `最低值${min}高于最高值${max}`,
    `the lowest, ${min}, is above the highest, ${max}`,
  );
}
