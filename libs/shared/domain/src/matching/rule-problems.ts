import { criterionOf, isAttribute } from './criteria.js';
import type { Text } from './vocabulary.js';

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
  /** The same in words, without the criterion. */
  readonly detail: string;
  /** A whole sentence that begins with the criterion's name. */
  readonly text: Text;
}

/** Says what is wrong in both languages, under the criterion's name as people know it. */
export function ruleProblem(
  path: string,
  code: RuleProblemCode,
  words: Text,
  attribute?: string,
): RuleProblem {
  const name: Text =
    attribute === undefined
      ? { zh: '准入条件', en: 'Admission rule' }
      : isAttribute(attribute)
        ? criterionOf(attribute).label
        : { zh: attribute, en: attribute };
  return {
    path,
    code,
    ...(attribute === undefined ? {} : { attribute }),
    detail: words.en,
    text: { zh: `${name.zh}：${words.zh}`, en: `${name.en}: ${words.en}` },
  };
}
