import {
  criterionOf,
  isAttribute,
  OPERATORS,
  OPERATORS_OF,
  type Attribute,
  type Operator,
} from '@yinqi/domain/matching';

/** How an operand is entered; codes of closed vocabularies are ticked, others typed. */
export type AtomEntry = 'range' | 'figure' | 'choices' | 'choice' | 'codes' | 'flag';

/** One condition being edited: what is typed, whatever the operator, so that switching loses nothing. */
export type AtomDraft = {
  readonly key: number;
  readonly attribute: Attribute;
  readonly op: Operator;
  readonly codes: readonly string[];
  readonly codesText: string;
  /** Amounts in fen, everything else as typed. */
  readonly minFen: bigint | undefined;
  readonly maxFen: bigint | undefined;
  readonly minText: string;
  readonly maxText: string;
  readonly flag: boolean;
  /** What this form does not show (age, provenance, the bank's own words), kept as it is. */
  readonly rest: Readonly<Record<string, unknown>>;
};
/** A group of alternatives: shown, kept, not edited here. */
export type KeptPart = { readonly key: number; readonly kept: Readonly<Record<string, unknown>> };
export type RulePart = AtomDraft | KeptPart;

export const isKept = (part: RulePart): part is KeptPart => 'kept' in part;

export function entryOf({ attribute, op }: Pick<AtomDraft, 'attribute' | 'op'>): AtomEntry {
  const { kind, words } = criterionOf(attribute);
  if (kind === 'flag') return 'flag';
  if (kind === 'money' || kind === 'quantity') return op === 'between' ? 'range' : 'figure';
  if (words === undefined) return 'codes';
  return op === 'is' ? 'choice' : 'choices';
}

export function newAtom(attribute: Attribute, key: number): AtomDraft {
  const [op] = OPERATORS_OF[criterionOf(attribute).kind];
  return {
    key,
    attribute,
    op: op ?? 'is',
    codes: [],
    codesText: '',
    minFen: undefined,
    maxFen: undefined,
    minText: '',
    maxText: '',
    flag: true,
    rest: {},
  };
}

const isMoney = (attribute: Attribute): boolean => criterionOf(attribute).kind === 'money';
const isPercent = (attribute: Attribute): boolean => criterionOf(attribute).unit === 'basis-point';

const fenOf = (value: unknown): bigint | undefined =>
  typeof value === 'string' && /^-?\d{1,20}$/.test(value) ? BigInt(value) : undefined;

function figureText(attribute: Attribute, value: unknown): string {
  if (typeof value !== 'number') return '';
  return String(isPercent(attribute) ? value / 100 : value);
}

type Fields = Readonly<Record<string, unknown>>;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function bounds(attribute: Attribute, op: Operator, operand: unknown): Partial<AtomDraft> {
  const [min, max] =
    op === 'between' && isFields(operand) ? [operand['min'], operand['max']] : [operand, undefined];
  return isMoney(attribute)
    ? { minFen: fenOf(min), maxFen: fenOf(max) }
    : { minText: figureText(attribute, min), maxText: figureText(attribute, max) };
}

function atomOf(part: Fields, key: number): AtomDraft | undefined {
  const { attribute, op, operand, ...rest } = part;
  const operator = OPERATORS.find((known) => known === op);
  if (typeof attribute !== 'string' || !isAttribute(attribute) || operator === undefined) return undefined;
  const codes = Array.isArray(operand)
    ? operand.filter((code): code is string => typeof code === 'string')
    : typeof operand === 'string' && !isMoney(attribute)
      ? [operand]
      : [];
  return {
    ...newAtom(attribute, key),
    op: operator,
    codes,
    codesText: codes.join(', '),
    ...bounds(attribute, operator, operand),
    flag: operand !== false,
    rest,
  };
}

/** A rule as parts that must all hold; what is not a plain condition is kept whole. */
export function partsOf(rule: Fields): readonly RulePart[] {
  const parts: unknown = 'all' in rule ? rule['all'] : [rule];
  if (!Array.isArray(parts)) return [];
  return parts.filter(isFields).map((part, key) => atomOf(part, key) ?? { key, kept: part });
}

/** A number as typed, in the attribute's own unit; undefined where it cannot be read. */
export function magnitudeOf(attribute: Attribute, text: string): number | undefined {
  const typed = text.normalize('NFKC').replaceAll(',', '').replace(/%$/, '').trim();
  if (!/^-?\d{1,9}(\.\d{1,2})?$/.test(typed)) return undefined;
  if (isPercent(attribute)) return Math.round(Number(typed) * 100);
  const value = Number(typed);
  return Number.isInteger(value) ? value : undefined;
}

const codesTyped = (text: string): readonly string[] =>
  text
    .split(/[,，、;；\s]+/)
    .map((code) => code.trim().toUpperCase())
    .filter((code) => code !== '');

/** Lists carry codes in the case they were given; codes of the standards are capitals. */
const codesOf = ({ attribute, codesText }: AtomDraft): readonly string[] =>
  attribute === 'enterpriseLists'
    ? codesText.split(/[,，、;；\s]+/).filter((code) => code !== '')
    : codesTyped(codesText);

function operandOf(atom: AtomDraft): unknown {
  const { attribute } = atom;
  const magnitude = (fen: bigint | undefined, text: string): unknown =>
    isMoney(attribute) ? fen?.toString() : magnitudeOf(attribute, text);
  switch (entryOf(atom)) {
    case 'flag':
      return atom.flag;
    case 'choice':
      return atom.codes[0];
    case 'choices':
      return atom.codes.length === 0 ? undefined : atom.codes;
    case 'codes': {
      const codes = codesOf(atom);
      return codes.length === 0 ? undefined : codes;
    }
    case 'figure':
      return magnitude(atom.minFen, atom.minText);
    case 'range': {
      const min = magnitude(atom.minFen, atom.minText);
      const max = magnitude(atom.maxFen, atom.maxText);
      return min === undefined || max === undefined ? undefined : { min, max };
    }
  }
}

/** Whether a condition can be sent as it stands. */
export const isComplete = (part: RulePart): boolean => isKept(part) || operandOf(part) !== undefined;

export const ruleOf = (parts: readonly RulePart[]): Record<string, unknown> => ({
  all: parts.map((part) =>
    isKept(part)
      ? part.kept
      : { ...part.rest, attribute: part.attribute, op: part.op, operand: operandOf(part) },
  ),
});
