export const OPERATORS = [
  'in',
  'notIn',
  'within',
  'notWithin',
  'intersects',
  'subsetOf',
  'between',
  'gt',
  'gte',
  'lt',
  'lte',
  'is',
] as const;
export type Operator = (typeof OPERATORS)[number];

export const KINDS = ['hierarchy', 'one-of', 'set-any', 'set-all', 'money', 'quantity', 'flag'] as const;
export type Kind = (typeof KINDS)[number];

const COMPARISONS = ['between', 'gt', 'gte', 'lt', 'lte', 'is'] as const;

/** The operators a rule may use on each kind of attribute. */
export const OPERATORS_OF: Readonly<Record<Kind, readonly Operator[]>> = {
  hierarchy: ['within', 'notWithin'],
  'one-of': ['in', 'notIn', 'is'],
  'set-any': ['intersects'],
  'set-all': ['subsetOf', 'intersects'],
  money: COMPARISONS,
  quantity: COMPARISONS,
  flag: ['is'],
};
