import { MAX_AMOUNT_FEN } from '../money/index.js';
import type { Hierarchies } from './context.js';
import type { Attribute, Criterion } from './criteria.js';
import { criterionOf } from './criteria.js';
import type { Operator } from './operators.js';
import type { RuleProblemCode } from './rule-problems.js';
import type { Atom, Magnitude } from './rules.js';
import { describeRequirement } from './wording.js';

export const MAX_CODES = 256;
export const MAX_CODE_LENGTH = 64;
const MAX_QUANTITY = 2 ** 31 - 1;

export type Fields = Readonly<Record<string, unknown>>;
export const isFields = (input: unknown): input is Fields =>
  typeof input === 'object' && input !== null && !Array.isArray(input);

/** Notes what is wrong, in Chinese and English. */
export type Report = (code: RuleProblemCode, zh: string, en: string) => undefined;
export type Terms = Omit<Atom, 'op' | 'operand'>;

/** Reads what a condition compares with; reports what is wrong with it. */
export function readOperand(
  op: Operator,
  operand: unknown,
  terms: Terms,
  hierarchies: Hierarchies | undefined,
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
      const codes = readCodes(operand, attribute, hierarchies, report);
      return codes === undefined ? undefined : { ...terms, op, operand: codes };
    }
    case 'between': {
      if (!isFields(operand) || Object.keys(operand).length !== 2) {
        return report('operand_wrong', '须同时填写最低值和最高值', 'min and max are expected');
      }
      const min = readMagnitude(operand['min'], criterion, report);
      const max = readMagnitude(operand['max'], criterion, report);
      if (min === undefined || max === undefined) return undefined;
      const atom: Atom = { ...terms, op, operand: { min, max } };
      if (min <= max) return atom;
      const [zh, en] = [describeRequirement(atom, 'zh'), describeRequirement(atom, 'en')];
      return report('min_above_max', `最低值高于最高值（${zh}）`, `the lowest is above the highest (${en})`);
    }
    case 'gt':
    case 'gte':
    case 'lt':
    case 'lte': {
      const bound = readMagnitude(operand, criterion, report);
      return bound === undefined ? undefined : { ...terms, op, operand: bound };
    }
    case 'is': {
      const value = readSingle(operand, attribute, hierarchies, report);
      return value === undefined ? undefined : { ...terms, op, operand: value };
    }
  }
}

function readSingle(
  operand: unknown,
  attribute: Attribute,
  hierarchies: Hierarchies | undefined,
  report: Report,
) {
  const criterion = criterionOf(attribute);
  if (criterion.kind === 'one-of') return readCodes([operand], attribute, hierarchies, report)?.[0];
  if (criterion.kind !== 'flag') return readMagnitude(operand, criterion, report);
  return typeof operand === 'boolean'
    ? operand
    : report('operand_wrong', '应为是或否', 'true or false is expected');
}

function readCodes(
  operand: unknown,
  attribute: Attribute,
  hierarchies: Hierarchies | undefined,
  report: Report,
) {
  if (!Array.isArray(operand)) return report('operand_wrong', '应为代码列表', 'a list of codes is expected');
  if (operand.length === 0) return report('operand_empty', '至少选一项', 'the list of codes is empty');
  if (operand.length > MAX_CODES)
    return report('operand_too_long', `至多${MAX_CODES}个代码`, `at most ${MAX_CODES} codes`);
  const codes = operand.filter(
    (code): code is string => typeof code === 'string' && code !== '' && code.length <= MAX_CODE_LENGTH,
  );
  if (codes.length !== operand.length)
    return report(
      'operand_wrong',
      `代码应为1至${MAX_CODE_LENGTH}个字符`,
      `codes of 1 to ${MAX_CODE_LENGTH} characters`,
    );
  if (new Set(codes).size !== codes.length)
    return report('operand_duplicate', '有代码重复', 'a code stands there twice');
  const unknown = codes.find((code) => !isKnownCode(code, attribute, hierarchies));
  if (unknown !== undefined)
    return report(
      'operand_unknown_code',
      `代码“${unknown}”不在现行标准内`,
      `"${unknown}" is not a known code`,
    );
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
      report(
        'operand_out_of_range',
        `应为不超过${MAX_QUANTITY}的整数`,
        `a whole number up to ${MAX_QUANTITY} is expected`,
      )
    );
  }
  const fen = readFen(input);
  if (fen === undefined)
    return report('operand_wrong', '金额应为以分计的数字串', 'fen as a string of digits is expected');
  if (fen > MAX_AMOUNT_FEN || fen < -MAX_AMOUNT_FEN)
    return report('operand_out_of_range', `金额至多${MAX_AMOUNT_FEN}分`, `at most ${MAX_AMOUNT_FEN} fen`);
  return fen;
}

export function readInteger(input: unknown, min: number, max: number): number | undefined {
  return typeof input === 'number' && Number.isInteger(input) && input >= min && input <= max
    ? input
    : undefined;
}

// 20 digits exceed every bound, so a hostile megabyte of digits is never converted.
function readFen(input: unknown): bigint | undefined {
  if (typeof input === 'bigint') return input;
  return typeof input === 'string' && /^-?\d{1,20}$/.test(input) ? BigInt(input) : undefined;
}
