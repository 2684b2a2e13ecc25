import fc from 'fast-check';
import { MAX_AMOUNT_FEN } from '../money/index.js';
import type { RuleProblemCode } from './rule-problems.js';
import { checkRule, MAX_ATOMS, MAX_DEPTH, ruleToWire } from './check-rule.js';
import { MAX_CODES } from './read-operand.js';
import { contradictionIn } from './contradiction.js';
import { clausesOf } from './rules.js';
import { context, ruleArbitrary } from './testing/arbitraries.js';

const term = { attribute: 'termMonths', op: 'lte', operand: 12 };
const problemsOf = (input: unknown) => {
  const checked = checkRule(input, context.hierarchies);
  return checked.ok ? [] : checked.problems;
};
const nested = (depth: number): unknown => (depth === 1 ? term : { all: [nested(depth - 1)] });

describe('checkRule', () => {
  it('reads a rule from JSON, fen as digits', () => {
    const input = {
      all: [
        { attribute: 'amount', op: 'between', operand: { min: '100000000', max: '5000000000' } },
        {
          any: [
            { ...term, maxAgeDays: 90, minProvenance: 'verified' },
            { attribute: 'firstLoan', op: 'is', operand: true },
          ],
        },
        {
          attribute: 'region',
          op: 'within',
          operand: ['320000'],
          text: { zh: '江苏省内企业', en: 'firms in Jiangsu' },
        },
      ],
    };
    expect(checkRule(input, context.hierarchies)).toEqual({
      ok: true,
      rule: {
        all: [
          { attribute: 'amount', op: 'between', operand: { min: 100_000_000n, max: 5_000_000_000n } },
          input.all[1],
          input.all[2],
        ],
      },
    });
  });

  it('gives back every rule after a journey over the wire', () => {
    fc.assert(
      fc.property(ruleArbitrary, (rule) => {
        fc.pre(contradictionIn(clausesOf(rule)) === undefined);
        const wire: unknown = JSON.parse(JSON.stringify(ruleToWire(rule)));
        expect(checkRule(wire, context.hierarchies)).toEqual({ ok: true, rule });
      }),
    );
  });

  it.each<[string, unknown, RuleProblemCode, string | undefined]>([
    ['null', null, 'not_a_rule', undefined],
    ['a list', [term], 'not_a_rule', undefined],
    ['an empty any', { any: [] }, 'empty_group', undefined],
    ['an empty all inside a rule', { any: [{ all: [] }] }, 'empty_group', undefined],
    ['all and any side by side', { all: [term], any: [term] }, 'unknown_key', undefined],
    ['an unknown attribute', { attribute: 'zodiac', op: 'is', operand: true }, 'unknown_attribute', 'zodiac'],
    [
      'a name of Object.prototype',
      { attribute: 'constructor', op: 'is', operand: true },
      'unknown_attribute',
      'constructor',
    ],
    ['a foreign operator', { ...term, op: 'within' }, 'operator_not_allowed', 'termMonths'],
    [
      'negation of a set',
      { attribute: 'collateral', op: 'notIn', operand: ['land'] },
      'operator_not_allowed',
      'collateral',
    ],
    [
      'min above max',
      { ...term, op: 'between', operand: { min: 36, max: 12 } },
      'min_above_max',
      'termMonths',
    ],
    ['half an interval', { ...term, op: 'between', operand: { min: 3 } }, 'operand_wrong', 'termMonths'],
    ['a fraction of a month', { ...term, operand: 1.5 }, 'operand_out_of_range', 'termMonths'],
    ['fen as a double', { attribute: 'amount', op: 'lte', operand: 5000 }, 'operand_wrong', 'amount'],
    [
      'more than 2⁵³ − 1 fen',
      { attribute: 'amount', op: 'lte', operand: String(MAX_AMOUNT_FEN + 1n) },
      'operand_out_of_range',
      'amount',
    ],
    [
      'an unknown region',
      { attribute: 'region', op: 'within', operand: ['999999'] },
      'operand_unknown_code',
      'region',
    ],
    [
      'an unknown grade',
      { attribute: 'taxGrade', op: 'is', operand: 'E' },
      'operand_unknown_code',
      'taxGrade',
    ],
    ['no codes', { attribute: 'taxGrade', op: 'in', operand: [] }, 'operand_empty', 'taxGrade'],
    [
      'a code twice',
      { attribute: 'taxGrade', op: 'in', operand: ['A', 'A'] },
      'operand_duplicate',
      'taxGrade',
    ],
    [
      'too many codes',
      {
        attribute: 'enterpriseLists',
        op: 'subsetOf',
        operand: Array.from({ length: MAX_CODES + 1 }, (_, i) => `list-${i}`),
      },
      'operand_too_long',
      'enterpriseLists',
    ],
    ['a flag as text', { attribute: 'firstLoan', op: 'is', operand: 'yes' }, 'operand_wrong', 'firstLoan'],
    ['a negative age', { ...term, maxAgeDays: -1 }, 'max_age_wrong', 'termMonths'],
    ['a made-up provenance', { ...term, minProvenance: 'hearsay' }, 'provenance_wrong', 'termMonths'],
    ['words in one language', { ...term, text: { zh: '期限' } }, 'text_wrong', 'termMonths'],
    ['a stray key', { ...term, weight: 3 }, 'unknown_key', 'termMonths'],
    [
      'too many conditions',
      { all: Array.from({ length: MAX_ATOMS + 1 }, () => term) },
      'too_many_atoms',
      undefined,
    ],
    ['17 alternatives', { any: Array.from({ length: 17 }, () => term) }, 'too_many_clauses', undefined],
    ['too deep a nest', nested(MAX_DEPTH + 1), 'too_deep', undefined],
  ])('refuses %s', (_name, input, code, attribute) => {
    expect(problemsOf(input)).toEqual([
      expect.objectContaining({ code, ...(attribute === undefined ? {} : { attribute }) }),
    ]);
  });

  it('lists every fault with its place', () => {
    const input = { all: [{ ...term, operand: 'x' }, term, { any: [{ attribute: 'zodiac' }, { any: [] }] }] };
    expect(problemsOf(input).map(({ path, code }) => [path, code])).toEqual([
      ['/all/0', 'operand_out_of_range'],
      ['/all/2/any/0', 'unknown_attribute'],
      ['/all/2/any/1', 'empty_group', undefined],
    ]);
  });

  it('refuses conditions that nothing satisfies together, unless another alternative remains', () => {
    const atLeast = { attribute: 'termMonths', op: 'gte', operand: 36 };
    expect(problemsOf({ all: [atLeast, term] })).toEqual([
      {
        path: '/all/1',
        code: 'min_above_max',
        attribute: 'termMonths',
        detail: 'nobody is both at least 36 months and at most 12 months',
        text: {
          zh: '期限：不低于36个月、又不超过12个月，没有企业能够符合',
          en: 'Term: nobody is both at least 36 months and at most 12 months',
        },
      },
    ]);
    // Above 12 and below 14 leaves 13; above 12 and below 13 leaves nothing.
    const between = (operand: number) => ({
      all: [
        { ...term, op: 'gt' },
        { ...term, op: 'lt', operand },
      ],
    });
    expect(problemsOf(between(14))).toEqual([]);
    expect(problemsOf(between(13)).map(({ code }) => code)).toEqual(['min_above_max']);
    const either = { any: [atLeast, { attribute: 'firstLoan', op: 'is', operand: true }] };
    expect(problemsOf({ all: [either, term] })).toEqual([]);
  });

  it('says what is wrong in both languages under the name of the criterion', () => {
    const input = {
      all: [
        { attribute: 'taxGrade', op: 'in', operand: ['E'] },
        { attribute: 'zodiac' },
        { ...term, op: 'between', operand: { min: 36, max: 12 } },
      ],
    };
    expect(problemsOf(input).map(({ text }) => text)).toEqual([
      { zh: '纳税信用等级：代码“E”不在现行标准内', en: 'Tax credit grade: "E" is not a known code' },
      { zh: 'zodiac：不在准入指标目录内', en: 'zodiac: not in the criteria registry' },
      {
        zh: '期限：最低值高于最高值（36个月至12个月）',
        en: 'Term: the lowest is above the highest (36 months to 12 months)',
      },
    ]);
  });

  it('never throws and never accepts what it cannot write back, whatever arrives', () => {
    const attribute = fc.constantFrom('amount', 'termMonths', 'region', 'collateral', 'x');
    const op = fc.constantFrom('in', 'within', 'between', 'is', 'lte', 'x');
    const atomLike = fc.record({ attribute, op, operand: fc.jsonValue() });
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), atomLike, fc.record({ any: fc.array(atomLike) })), (input) => {
        const checked = checkRule(input, context.hierarchies);
        if (checked.ok) expect(checkRule(ruleToWire(checked.rule), context.hierarchies)).toEqual(checked);
        else expect(checked.problems).not.toHaveLength(0);
      }),
      { numRuns: 500 },
    );
  });
});
