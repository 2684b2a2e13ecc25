import { checkRule, ruleToWire } from '@yinqi/domain/matching';
import { isComplete, isKept, magnitudeOf, newAtom, partsOf, ruleOf } from './rule-draft.js';

const RULE = {
  all: [
    { attribute: 'amount', op: 'between', operand: { min: '500000000', max: '5000000000' } },
    { attribute: 'termMonths', op: 'lte', operand: 36 },
    { attribute: 'exportShareBp', op: 'gte', operand: 3050, maxAgeDays: 400 },
    { attribute: 'region', op: 'within', operand: ['320000', '310000'] },
    { attribute: 'taxGrade', op: 'in', operand: ['A', 'B'] },
    { attribute: 'sizeClass', op: 'is', operand: 'medium' },
    { attribute: 'adverseRecord', op: 'is', operand: false },
    { attribute: 'enterpriseLists', op: 'subsetOf', operand: ['key-2026'] },
    {
      any: [
        { attribute: 'firstLoan', op: 'is', operand: true },
        { attribute: 'staff', op: 'gt', operand: 5 },
      ],
    },
  ],
};

it('gives a rule back as it was when nothing is changed', () => {
  expect(ruleOf(partsOf(RULE))).toEqual(RULE);
});

it('reads a bare condition as a rule of one', () => {
  const bare = { attribute: 'termMonths', op: 'lte', operand: 12 };
  expect(ruleOf(partsOf(bare))).toEqual({ all: [bare] });
});

it('makes rules that the check accepts', () => {
  const checked = checkRule(ruleOf(partsOf(RULE)));
  expect(checked.ok && ruleToWire(checked.rule)).toEqual(RULE);
});

it('keeps alternatives whole and tells an unfinished condition', () => {
  const parts = partsOf(RULE);
  expect(parts.filter(isKept)).toHaveLength(1);
  expect(parts.every(isComplete)).toBe(true);
  expect(isComplete(newAtom('amount', 9))).toBe(false);
  expect(isComplete({ ...newAtom('firstLoan', 9), flag: false })).toBe(true);
});

it('reads figures as people type them: percent in shares, whole numbers elsewhere', () => {
  expect(magnitudeOf('exportShareBp', '30.5%')).toBe(3050);
  expect(magnitudeOf('termMonths', '３６')).toBe(36);
  expect(magnitudeOf('staff', '1,200')).toBe(1200);
  expect(magnitudeOf('termMonths', '1.5')).toBeUndefined();
  expect(magnitudeOf('termMonths', '三年')).toBeUndefined();
});
