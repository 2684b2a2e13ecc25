import { criterionOf, isAttribute } from './criteria.js';
import type { Hierarchies } from './context.js';
import { contradictionIn } from './contradiction.js';
import { PROVENANCES } from './facts.js';
import { OPERATORS, OPERATORS_OF } from './operators.js';
import {
  isFields,
  MAX_CODE_LENGTH,
  readInteger,
  readOperand,
  type Fields,
  type Report,
  type Terms,
} from './read-operand.js';
import { ruleProblem, type RuleProblem } from './rule-problems.js';
import type { AdmissionRule, Atom } from './rules.js';
import { clausesOf, countClauses, MAX_CLAUSES } from './rules.js';
import type { Locale, Text } from './vocabulary.js';
import { describeRequirement } from './wording.js';

// Bounds: a rule is read by people and evaluated 10⁹ times, so it stays of a size both can bear.
export const MAX_ATOMS = 64;
export const MAX_DEPTH = 8;
export const MAX_RULE_TEXT = 300;
export const MAX_AGE_DAYS = 3650;

export type CheckedRule =
  | { readonly ok: true; readonly rule: AdmissionRule }
  | { readonly ok: false; readonly problems: readonly RuleProblem[] };

interface Inspection {
  readonly hierarchies: Hierarchies | undefined;
  readonly problems: RuleProblem[];
  /** Where each condition stands. */
  readonly places: Map<Atom, string>;
  atoms: number;
}

/** Reads a rule that arrived as JSON: the typed rule, or everything that is wrong with it. */
export function checkRule(input: unknown, hierarchies?: Hierarchies): CheckedRule {
  const inspection: Inspection = { hierarchies, problems: [], places: new Map(), atoms: 0 };
  const rule = readRule(input, '', 1, inspection);
  const { problems } = inspection;
  if (rule !== undefined && problems.length === 0) problems.push(...problemsOfWhole(rule, inspection.places));
  return rule === undefined || problems.length > 0 ? { ok: false, problems } : { ok: true, rule };
}

/** What only shows when all conditions are read together. */
function problemsOfWhole(rule: AdmissionRule, places: ReadonlyMap<Atom, string>): readonly RuleProblem[] {
  const clauses = countClauses(rule);
  if (clauses > MAX_CLAUSES) {
    const words = {
      zh: `条件组合有${clauses}种，最多${MAX_CLAUSES}种`,
      en: `${clauses} alternatives, at most ${MAX_CLAUSES}`,
    };
    return [ruleProblem('', 'too_many_clauses', words)];
  }
  const contradiction = contradictionIn(clausesOf(rule));
  if (contradiction === undefined) return [];
  const [lower, upper] = contradiction.atoms;
  const asked = (locale: Locale) => [lower, upper].map((atom) => describeRequirement(atom, locale));
  const words = {
    zh: `${asked('zh').join('、又')}，没有企业能够符合`,
    en: `nobody is both ${asked('en').join(' and ')}`,
  };
  return [ruleProblem(places.get(upper) ?? '', 'min_above_max', words, upper.attribute)];
}

function readRule(input: unknown, path: string, depth: number, into: Inspection): AdmissionRule | undefined {
  const report: Report = (code, zh, en) => void into.problems.push(ruleProblem(path, code, { zh, en }));
  if (depth > MAX_DEPTH) return report('too_deep', `嵌套至多${MAX_DEPTH}层`, `at most ${MAX_DEPTH} levels`);
  if (!isFields(input))
    return report(
      'not_a_rule',
      '应为含all、any或attribute的对象',
      'an object with all, any or an attribute is expected',
    );
  if (!('all' in input) && !('any' in input)) return readAtom(input, path, into);
  const key = 'all' in input ? 'all' : 'any';
  if (Object.keys(input).length !== 1)
    return report('unknown_key', `${key}旁边不能有其他内容`, `nothing may stand beside "${key}"`);
  const parts: unknown = input[key];
  if (!Array.isArray(parts)) return report('not_a_rule', `${key}应为列表`, `"${key}" holds a list`);
  // Only a whole rule may be empty: a product open to everyone. An empty any could never hold.
  if (parts.length === 0 && !(key === 'all' && depth === 1))
    return report('empty_group', `${key}下没有任何条件`, `"${key}" is empty`);
  if (parts.length > MAX_ATOMS)
    return report('too_many_atoms', `至多${MAX_ATOMS}个条件`, `at most ${MAX_ATOMS} conditions`);
  const read: AdmissionRule[] = [];
  for (const [index, part] of parts.entries()) {
    const rule = readRule(part, `${path}/${key}/${index}`, depth + 1, into);
    if (rule !== undefined) read.push(rule);
    if (into.atoms > MAX_ATOMS) return undefined;
  }
  return key === 'all' ? { all: read } : { any: read };
}

const ATOM_KEYS = ['attribute', 'op', 'operand', 'maxAgeDays', 'minProvenance', 'text'];

function readAtom(input: Fields, path: string, into: Inspection): Atom | undefined {
  into.atoms += 1;
  const named =
    typeof input['attribute'] === 'string' ? input['attribute'].slice(0, MAX_CODE_LENGTH) : undefined;
  const report: Report = (code, zh, en) =>
    void into.problems.push(ruleProblem(path, code, { zh, en }, named));
  if (into.atoms > MAX_ATOMS)
    return report('too_many_atoms', `至多${MAX_ATOMS}个条件`, `at most ${MAX_ATOMS} conditions`);
  if (named === undefined) return report('not_a_rule', '没有写明指标', 'an attribute is missing');
  if (!isAttribute(named))
    return report('unknown_attribute', '不在准入指标目录内', 'not in the criteria registry');
  const extra = Object.keys(input).find((key) => !ATOM_KEYS.includes(key));
  if (extra !== undefined)
    report(
      'unknown_key',
      `“${extra.slice(0, MAX_CODE_LENGTH)}”不属于条件的内容`,
      `"${extra.slice(0, MAX_CODE_LENGTH)}" is not part of a condition`,
    );
  const criterion = criterionOf(named);
  const op = OPERATORS.find((candidate) => candidate === input['op']);
  if (op === undefined || !OPERATORS_OF[criterion.kind].includes(op)) {
    const allowed = OPERATORS_OF[criterion.kind].join(', ');
    return report('operator_not_allowed', `只能用${allowed}`, `allowed: ${allowed}`);
  }
  const terms = { attribute: named, ...readTerms(input, report) };
  const atom = readOperand(op, input['operand'], terms, into.hierarchies, report);
  if (atom !== undefined) into.places.set(atom, path);
  return atom;
}

function readTerms(input: Fields, report: Report): Omit<Terms, 'attribute'> {
  const { maxAgeDays, minProvenance, text } = input;
  const provenance = PROVENANCES.find((candidate) => candidate === minProvenance);
  const age = readInteger(maxAgeDays, 0, MAX_AGE_DAYS);
  const words = readText(text);
  if (maxAgeDays !== undefined && age === undefined)
    report(
      'max_age_wrong',
      `数据时效应为0至${MAX_AGE_DAYS}天`,
      `the age of a fact is 0 to ${MAX_AGE_DAYS} days`,
    );
  if (minProvenance !== undefined && provenance === undefined) {
    report(
      'provenance_wrong',
      '数据来源等级不在目录内',
      `the provenance is one of ${PROVENANCES.join(', ')}`,
    );
  }
  if (text !== undefined && words === undefined) {
    report(
      'text_wrong',
      `说明须有中英文，各1至${MAX_RULE_TEXT}字`,
      `words in zh and en, 1 to ${MAX_RULE_TEXT} characters each`,
    );
  }
  return {
    ...(age === undefined ? {} : { maxAgeDays: age }),
    ...(provenance === undefined ? {} : { minProvenance: provenance }),
    ...(words === undefined ? {} : { text: words }),
  };
}

function readText(input: unknown): Text | undefined {
  if (!isFields(input) || Object.keys(input).length !== 2) return undefined;
  const { zh, en } = input;
  const fits = (words: unknown): words is string =>
    typeof words === 'string' && words.trim() !== '' && words.length <= MAX_RULE_TEXT;
  return fits(zh) && fits(en) ? { zh, en } : undefined;
}

/** The rule as JSON carries it: fen as strings of digits. `checkRule` is the way back. */
export function ruleToWire(rule: AdmissionRule): unknown {
  return JSON.parse(
    JSON.stringify(rule, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
  );
}
