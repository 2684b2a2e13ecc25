import { formatAmount, formatRateBp } from '../money/index.js';
import type { UnknownReason } from './atoms.js';
import { isMoney, isSet } from './atoms.js';
import type { NameOf } from './context.js';
import type { Attribute, Criterion, Unit } from './criteria.js';
import { criterionOf } from './criteria.js';
import type { FlagWording } from './flag-words.js';
import type { FactValue, Provenance } from './facts.js';
import type { Atom, Magnitude } from './rules.js';
import type { Locale, Text } from './vocabulary.js';

/** The same sentence made in both languages. */
export const inBoth = (write: (locale: Locale) => string): Text => ({ zh: write('zh'), en: write('en') });

/** One condition as a sentence: the bank's own words, or generated from the registry. */
export function describeAtom(atom: Atom, locale: Locale, nameOf?: NameOf): string {
  if (atom.text !== undefined) return atom.text[locale];
  const { flag, label } = criterionOf(atom.attribute);
  // A flag's requirement is a sentence of its own.
  const head = flag === undefined ? `${label[locale]}${locale === 'zh' ? '' : ' '}` : '';
  return `${head}${describeRequirement(atom, locale, nameOf)}${describeEvidence(atom, locale)}`;
}

const flagWording = ({ flag }: Criterion, holds: boolean): FlagWording | undefined =>
  flag?.[holds ? 'yes' : 'no'];

/** What a condition asks for, without naming the attribute. */
export function describeRequirement(atom: Atom, locale: Locale, nameOf?: NameOf): string {
  const zh = locale === 'zh';
  const magnitude = (value: Magnitude) => describeMagnitude(value, criterionOf(atom.attribute).unit, locale);
  switch (atom.op) {
    case 'between': {
      const [min, max] = [magnitude(atom.operand.min), magnitude(atom.operand.max)];
      return zh ? `${min}至${max}` : `${min} to ${max}`;
    }
    case 'gt':
      return zh ? `高于${magnitude(atom.operand)}` : `above ${magnitude(atom.operand)}`;
    case 'gte':
      return zh ? `不低于${magnitude(atom.operand)}` : `at least ${magnitude(atom.operand)}`;
    case 'lt':
      return zh ? `低于${magnitude(atom.operand)}` : `below ${magnitude(atom.operand)}`;
    case 'lte':
      return zh ? `不超过${magnitude(atom.operand)}` : `at most ${magnitude(atom.operand)}`;
    case 'is': {
      const { operand } = atom;
      const flag =
        typeof operand === 'boolean' ? flagWording(criterionOf(atom.attribute), operand) : undefined;
      if (flag !== undefined) return flag.asked[locale];
      const single = describeSingle(atom.attribute, operand, locale);
      return zh ? `为${single}` : `is ${single}`;
    }
    default:
      return `${codesVerb(atom, zh)}${describeCodes(atom.attribute, atom.operand, locale, nameOf)}`;
  }
}

/** What would have to be different, said when a condition is false. */
export function describeNearMiss(atom: Atom, locale: Locale, nameOf?: NameOf): string {
  const required =
    atom.op === 'in' || atom.op === 'within' || atom.op === 'intersects' || atom.op === 'subsetOf'
      ? describeCodes(atom.attribute, atom.operand, locale, nameOf)
      : atom.op === 'is' && typeof atom.operand !== 'boolean'
        ? describeSingle(atom.attribute, atom.operand, locale)
        : describeRequirement(atom, locale, nameOf);
  // A function, because names may contain the $ patterns of String.replace.
  return criterionOf(atom.attribute).nearMiss[locale].replace('{required}', () => required);
}

function codesVerb({ attribute, op }: Atom, zh: boolean): string {
  switch (op) {
    case 'in':
      return zh ? '为' : 'one of: ';
    case 'notIn':
      return zh ? '不为' : 'none of: ';
    case 'within':
      return zh ? '属于' : 'within: ';
    case 'notWithin':
      return zh ? '不属于' : 'outside: ';
    case 'intersects':
      return zh ? '含以下之一：' : 'any of: ';
    default:
      if (criterionOf(attribute).subset === 'held') return zh ? '须包括' : 'all of: ';
      return zh ? '限于' : 'only: ';
  }
}

function describeEvidence({ maxAgeDays, minProvenance }: Atom, locale: Locale): string {
  const zh = locale === 'zh';
  const parts = [
    ...(maxAgeDays === undefined
      ? []
      : [zh ? `${maxAgeDays}天内数据` : `data of the last ${maxAgeDays} days`]),
    ...(minProvenance === undefined ? [] : [PROVENANCE_NEEDED[minProvenance][locale]]),
  ];
  if (parts.length === 0) return '';
  return zh ? `（${parts.join('，')}）` : ` (${parts.join(', ')})`;
}

const PROVENANCE_NEEDED: Readonly<Record<Provenance, Text>> = {
  declared: { zh: '企业申报即可', en: 'as declared' },
  documented: { zh: '须有证明材料', en: 'documented' },
  verified: { zh: '须经主管部门核实', en: 'verified by the bureau' },
  official: { zh: '须为登记机关数据', en: 'from the official register' },
};

/** A fact's value as people write it. */
export function describeValue(
  attribute: Attribute,
  value: FactValue,
  locale: Locale,
  nameOf?: NameOf,
): string {
  if (isMoney(value)) return formatAmount(value.fen, value.currency, locale);
  if (!isSet(value)) {
    return typeof value === 'string'
      ? describeCodes(attribute, [value], locale, nameOf)
      : describeSingle(attribute, value, locale);
  }
  const none = locale === 'zh' ? '无' : 'none';
  const more = locale === 'zh' ? '（可能不全）' : ' (may be incomplete)';
  const members = value.members.length === 0 ? none : describeCodes(attribute, value.members, locale, nameOf);
  return value.complete ? members : `${members}${more}`;
}

function describeSingle(attribute: Attribute, value: string | boolean | Magnitude, locale: Locale): string {
  if (typeof value === 'string') return describeCodes(attribute, [value], locale);
  if (typeof value !== 'boolean') return describeMagnitude(value, criterionOf(attribute).unit, locale);
  const known = flagWording(criterionOf(attribute), value)?.known[locale];
  if (known !== undefined) return known;
  if (locale === 'zh') return value ? '是' : '否';
  return value ? 'yes' : 'no';
}

function describeCodes(
  attribute: Attribute,
  codes: readonly string[],
  locale: Locale,
  nameOf?: NameOf,
): string {
  const { words } = criterionOf(attribute);
  const named = codes.map((code) => words?.[code]?.[locale] ?? nameOf?.(attribute, code, locale) ?? code);
  return named.join(locale === 'zh' ? '、' : ', ');
}

function describeMagnitude(value: Magnitude, unit: Unit, locale: Locale): string {
  if (typeof value === 'bigint') return formatAmount(value, 'CNY', locale);
  if (unit === 'basis-point') return formatRateBp(value);
  const words = value === 1 ? (ONE_OF_UNIT[unit] ?? UNIT_WORDS[unit]) : UNIT_WORDS[unit];
  return words?.[locale].replace('#', String(value)) ?? String(value);
}

const UNIT_WORDS: Readonly<Partial<Record<Unit, Text>>> = {
  month: { zh: '#个月', en: '# months' },
  year: { zh: '#年', en: '# years' },
  person: { zh: '#人', en: '# people' },
  day: { zh: '#天', en: '# days' },
};

const ONE_OF_UNIT: Readonly<Partial<Record<Unit, Text>>> = {
  month: { zh: '#个月', en: '# month' },
  year: { zh: '#年', en: '# year' },
  person: { zh: '#人', en: '# person' },
  day: { zh: '#天', en: '# day' },
};

/** What stands between an unknown condition and an answer, as an instruction to the enterprise. */
export const UNKNOWN_WORDS: Readonly<Record<UnknownReason, Text>> = {
  absent: { zh: '尚未填报', en: 'not given yet' },
  stale: { zh: '数据已过期，请更新', en: 'out of date, please update' },
  weak_provenance: { zh: '须补充证明或核实', en: 'needs a document or verification' },
  too_coarse: { zh: '填报层级过粗，请细化', en: 'too general, please be more specific' },
  unknown_code: {
    zh: '代码不在现行标准内，请更正',
    en: 'not a code of the current standard, please correct',
  },
  incomplete_set: { zh: '填报可能不全，请确认', en: 'may be incomplete, please confirm' },
  no_exchange_rate: { zh: '缺少当期汇率，暂不能折算', en: 'no current exchange rate to convert with' },
};
