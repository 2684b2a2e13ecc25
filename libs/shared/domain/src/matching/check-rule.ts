import { MAX_AMOUNT_FEN } from '../money/index.js';
import type { Attribute, Criterion } from './criteria.js';
import { criterionOf, isAttribute } from './criteria.js';
import type { Hierarchies } from './context.js';
import { PROVENANCES } from './facts.js';
import type { Operator } from './operators.js';
import { OPERATORS, OPERATORS_OF } from './operators.js';
import type { AdmissionRule, Atom, Magnitude } from './rules.js';
import { countClauses, MAX_CLAUSES } from './rules.js';
import type { Text } from './vocabulary.js';

// Bounds: a rule is read by people and evaluated 10⁹ times, so it stays of a size both can bear.
export const MAX_ATOMS = 64;
export const MAX_DEPTH = 8;
export const MAX_CODES = 256;
export const MAX_RULE_TEXT = 300;
export const MAX_AGE_DAYS = 3650;
const MAX_QUANTITY = 2 ** 31 - 1;
const MAX_CODE_LENGTH = 64;

export const RULE_PROBLEMS = [
  'not_a_rule',
  'unknown_key',
  'empty_group',
  'too_deep',
  'too_many_atoms',
  'too_many_clauses',
  'unknown_attribute',
  'operator_not_allowed',
  'operand_wrong',
  'operand_empty',
  'operand_too_long',
  'operand_duplicate',
  'operand_unknown_code',
  'operand_out_of_range',
  'min_above_max',
  'max_age_wrong',
  'provenance_wrong',
  'text_wrong',
] as const;
export type RuleProblemCode = (typeof RULE_PROBLEMS)[number];

/** What is wrong with a rule, and where (a JSON pointer); names the criterion when it is known. */
export interface RuleProblem {
  readonly path: string;
  readonly code: RuleProblemCode;
  readonly attribute?: string;
  readonly detail: string;
}
export type CheckedRule =
  | { readonly ok: true; readonly rule: AdmissionRule }
  | { readonly ok: false; readonly problems: readonly RuleProblem[] };

type Fields = Readonly<Record<string, unknown>>;
interface Inspection {
  readonly hierarchies: Hierarchies | undefined;
  readonly problems: RuleProblem[];
  atoms: number;
}
type Report = (code: RuleProblemCode, detail: string) => undefined;

const isFields = (input: unknown): input is Fields =>
  typeof input === 'object' && input !== null && !Array.isArray(input);

/** Reads a rule that arrived as JSON: the typed rule, or everything that is wrong with it. */
export function checkRule(input: unknown, hierarchies?: Hierarchies): CheckedRule {
  const inspection: Inspection = { hierarchies, problems: [], atoms: 0 };
  const rule = readRule(input, '', 1, inspection);
  if (rule !== undefined && inspection.problems.length === 0) {
    const clauses = countClauses(rule);
    if (clauses <= MAX_CLAUSES) return { ok: true, rule };
    inspection.problems.push({
      path: '',
      code: 'too_many_clauses',
      detail: `${clauses} alternatives, at most ${MAX_CLAUSES}`,
    });
  }
  return { ok: false, problems: inspection.problems };
}

function readRule(input: unknown, path: string, depth: number, into: Inspection): AdmissionRule | undefined {
  const report: Report = (code, detail) => void into.problems.push({ path, code, detail });
  if (depth > MAX_DEPTH) return report('too_deep', `at most ${MAX_DEPTH} levels`);
  if (!isFields(input)) return report('not_a_rule', 'an object with all, any or an attribute is expected');
  if (!('all' in input) && !('any' in input)) return readAtom(input, path, into);
  const key = 'all' in input ? 'all' : 'any';
  if (Object.keys(input).length !== 1) return report('unknown_key', `nothing may stand beside "${key}"`);
  const parts: unknown = input[key];
  if (!Array.isArray(parts)) return report('not_a_rule', `"${key}" holds a list`);
  // Only a whole rule may be empty: a product open to everyone. An empty any could never hold.
  if (parts.length === 0 && !(key === 'all' && depth === 1))
    return report('empty_group', `"${key}" is empty`);
  if (parts.length > MAX_ATOMS) return report('too_many_atoms', `at most ${MAX_ATOMS} conditions`);
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
  const report: Report = (code, detail) =>
    void into.problems.push({ path, code, detail, ...(named === undefined ? {} : { attribute: named }) });
  if (into.atoms > MAX_ATOMS) return report('too_many_atoms', `at most ${MAX_ATOMS} conditions`);
  if (named === undefined) return report('not_a_rule', 'an attribute is missing');
  if (!isAttribute(named)) return report('unknown_attribute', `"${named}" is not in the criteria registry`);
  const extra = Object.keys(input).find((key) => !ATOM_KEYS.includes(key));
  if (extra !== undefined)
    report('unknown_key', `"${extra.slice(0, MAX_CODE_LENGTH)}" is not part of a condition`);
  const criterion = criterionOf(named);
  const op = OPERATORS.find((candidate) => candidate === input['op']);
  if (op === undefined || !OPERATORS_OF[criterion.kind].includes(op)) {
    return report('operator_not_allowed', `allowed: ${OPERATORS_OF[criterion.kind].join(', ')}`);
  }
  const terms = { attribute: named, ...readTerms(input, report) };
  return readOperand(op, input['operand'], terms, into, report);
}

type Terms = Omit<Atom, 'op' | 'operand'>;

function readTerms(input: Fields, report: Report): Omit<Terms, 'attribute'> {
  const { maxAgeDays, minProvenance, text } = input;
  const provenance = PROVENANCES.find((candidate) => candidate === minProvenance);
  const age = readInteger(maxAgeDays, 0, MAX_AGE_DAYS);
  const words = readText(text);
  if (maxAgeDays !== undefined && age === undefined) report('max_age_wrong', `0 to ${MAX_AGE_DAYS} days`);
  if (minProvenance !== undefined && provenance === undefined) {
    report('provenance_wrong', `one of ${PROVENANCES.join(', ')}`);
  }
  if (text !== undefined && words === undefined) {
    report('text_wrong', `zh and en, 1 to ${MAX_RULE_TEXT} characters each`);
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

function readOperand(
  op: Operator,
  operand: unknown,
  terms: Terms,
  into: Inspection,
  report: Report,
): Atom | undefined {
  const { attribute } = terms;
  const criterion = criterionOf(attribute);
  switch (op) {
    case 'in':
    case 'notIn':
    case 'within':
    case 'notWithin':
    case 'intersects':
    case 'subsetOf': {
      const codes = readCodes(operand, attribute, into, report);
      return codes === undefined ? undefined : { ...terms, op, operand: codes };
    }
    case 'between': {
      if (!isFields(operand) || Object.keys(operand).length !== 2) {
        return report('operand_wrong', 'min and max are expected');
      }
      const min = readMagnitude(operand['min'], criterion, report);
      const max = readMagnitude(operand['max'], criterion, report);
      if (min === undefined || max === undefined) return undefined;
      if (min > max) return report('min_above_max', `${min} is above ${max}`);
      return { ...terms, op, operand: { min, max } };
    }
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte': {
      const bound = readMagnitude(operand, criterion, report);
      return bound === undefined ? undefined : { ...terms, op, operand: bound };
    }
    case 'is': {
      const value = readSingle(operand, attribute, into, report);
      return value === undefined ? undefined : { ...terms, op, operand: value };
    }
  }
}

function readSingle(operand: unknown, attribute: Attribute, into: Inspection, report: Report) {
  const criterion = criterionOf(attribute);
  if (criterion.kind === 'one-of') return readCodes([operand], attribute, into, report)?.[0];
  if (criterion.kind !== 'flag') return readMagnitude(operand, criterion, report);
  return typeof operand === 'boolean' ? operand : report('operand_wrong', 'true or false is expected');
}

function readCodes(operand: unknown, attribute: Attribute, into: Inspection, report: Report) {
  if (!Array.isArray(operand)) return report('operand_wrong', 'a list of codes is expected');
  if (operand.length === 0) return report('operand_empty', 'the list of codes is empty');
  if (operand.length > MAX_CODES) return report('operand_too_long', `at most ${MAX_CODES} codes`);
  const codes = operand.filter(
    (code): code is string => typeof code === 'string' && code !== '' && code.length <= MAX_CODE_LENGTH,
  );
  if (codes.length !== operand.length)
    return report('operand_wrong', `codes of 1 to ${MAX_CODE_LENGTH} characters`);
  if (new Set(codes).size !== codes.length) return report('operand_duplicate', 'a code stands there twice');
  const unknown = codes.find((code) => !isKnownCode(code, attribute, into.hierarchies));
  if (unknown !== undefined) return report('operand_unknown_code', `"${unknown}" is not a known code`);
  return codes;
}

function isKnownCode(code: string, attribute: Attribute, hierarchies: Hierarchies | undefined): boolean {
  if (attribute === 'region' || attribute === 'industry') {
    return hierarchies === undefined || hierarchies[attribute].path(code).length > 0;
  }
  const { words } = criterionOf(attribute);
  return words === undefined || Object.hasOwn(words, code);
}

function readMagnitude(input: unknown, criterion: Criterion, report: Report): Magnitude | undefined {
  if (criterion.kind !== 'money') {
    return (
      readInteger(input, -MAX_QUANTITY, MAX_QUANTITY) ??
      report('operand_out_of_range', `a whole number up to ${MAX_QUANTITY} is expected`)
    );
  }
  const fen = readFen(input);
  if (fen === undefined) return report('operand_wrong', 'fen as a string of digits is expected');
  if (fen > MAX_AMOUNT_FEN || fen < -MAX_AMOUNT_FEN)
    return report('operand_out_of_range', `at most ${MAX_AMOUNT_FEN} fen`);
  return fen;
}

function readInteger(input: unknown, min: number, max: number): number | undefined {
  return typeof input === 'number' && Number.isInteger(input) && input >= min && input <= max
    ? input
    : undefined;
}

// 20 digits exceed every bound, so a hostile megabyte of digits is never converted.
function readFen(input: unknown): bigint | undefined {
  if (typeof input === 'bigint') return input;
  return typeof input === 'string' && /^-?\d{1,20}$/.test(input) ? BigInt(input) : undefined;
}

/** The rule as JSON carries it: fen as strings of digits. `checkRule` is the way back. */
export function ruleToWire(rule: AdmissionRule): unknown {
  return JSON.parse(
    JSON.stringify(rule, (_key, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
  );
}
