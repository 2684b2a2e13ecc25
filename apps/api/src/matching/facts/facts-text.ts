import {
  ATTRIBUTES,
  PROVENANCES,
  type Fact,
  type FactValue,
  type RequestFacts,
} from '@yinqi/domain/matching';

/** Part of every kept row: raised whenever what is read of the register, or how it is written here, is another. */
export const FACTS_FORM = 1;

const NAMES = [...ATTRIBUTES, 'foundedOn'] as const;
const NUMBERS = new Map<string, number>(NAMES.map((name, number) => [name, number]));

/** Amounts as digits and currency, sets as whether they are complete and their members. */
type Written = string | number | boolean | readonly unknown[];
/** Facts of one date and provenance: both, then the number of each name before its value. */
type Group = readonly [date: string, provenance: number, ...facts: (number | Written)[]];

const FIRST = 2;

/** Facts as engines read them: value, date and provenance. Where they were said stays in the register. */
export function factsText(facts: RequestFacts): string {
  const groups = new Map<string, unknown[]>();
  for (const [name, { value, date, provenance }] of Object.entries(facts)) {
    const key = date + provenance;
    const group = groups.get(key) ?? [date, PROVENANCES.indexOf(provenance)];
    groups.set(key, group);
    group.push(NUMBERS.get(name), written(value));
  }
  return JSON.stringify([...groups.values()]);
}

export function factsFrom(text: string): RequestFacts {
  const groups = JSON.parse(text) as readonly Group[]; // written by factsText
  const facts: Record<string, Fact<unknown>> = {};
  for (const group of groups) {
    const date = group[0];
    const provenance = PROVENANCES[group[1]] ?? 'declared';
    for (let at = FIRST; at < group.length; at += 2) {
      const name = NAMES[group[at] as number] ?? '';
      facts[name] = { value: valueOf(group[at + 1] ?? ''), source: '', date, provenance };
    }
  }
  return facts;
}

function written(value: FactValue): Written {
  if (typeof value !== 'object') return value;
  if ('fen' in value) return [String(value.fen), value.currency];
  return [value.complete, ...value.members];
}

function valueOf(value: Written): unknown {
  if (typeof value !== 'object') return value;
  const [first, ...others] = value;
  return typeof first === 'string'
    ? { fen: BigInt(first), currency: others[0] }
    : { members: others, complete: first };
}
