import {
  allIndustries,
  findIndustry,
  industryPath,
  type Industry,
  type IndustryLevel,
} from './industries.js';

export interface ResolvedIndustry {
  readonly code: string;
  readonly level: IndustryLevel;
  /** False when the text named something else too, or a class this edition does not know. */
  readonly exact: boolean;
  readonly warning?: 'industry';
}

interface Lookup {
  readonly byName: ReadonlyMap<string, Industry>;
  readonly byDigits: ReadonlyMap<string, Industry>;
}

const MAX_TEXT_LENGTH = 80;
const LEADING_CODE = /^([A-T]?\d{2,4}|[A-T])(?![A-Z0-9])/;
const TRAILING_CODE = /(?<![A-Z0-9])([A-T]?\d{2,4}|[A-T])$/;

const normalName = (name: string): string =>
  name
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s、,，。.;:·/\\()[\]【】《》\-—–_|]/gu, '');

let lookup: Lookup | undefined;

function industryLookup(): Lookup {
  if (lookup !== undefined) return lookup;
  const all = allIndustries();
  lookup = {
    // 同名 occurs only along one path (C367, C3670); the standard lists the finer class later, so it stays.
    byName: new Map(all.map((industry) => [normalName(industry.name), industry])),
    byDigits: new Map(
      all.filter(({ level }) => level > 1).map((industry) => [industry.code.slice(1), industry]),
    ),
  };
  return lookup;
}

/** The class of a code with or without its letter, or the nearest class above it that exists. */
function nearestByCode(code: string): Industry | undefined {
  const letter = /^[A-T]/.exec(code)?.[0] ?? '';
  const digits = code.slice(letter.length);
  for (let length = digits.length; length >= 2; length -= 1) {
    const industry = industryLookup().byDigits.get(digits.slice(0, length));
    if (industry?.code.startsWith(letter)) return industry;
  }
  return letter === '' ? undefined : findIndustry(letter);
}

function resolved(industry: Industry, exact: boolean): ResolvedIndustry {
  const answer = { code: industry.code, level: industry.level, exact };
  return exact ? answer : { ...answer, warning: 'industry' };
}

const isWithin = (inner: Industry, outer: Industry): boolean => industryPath(inner.code).includes(outer.code);

function resolveCodeAndName(code: string, rest: string): ResolvedIndustry | undefined {
  const coded = nearestByCode(code);
  const named = industryLookup().byName.get(rest);
  if (coded === undefined) return named && resolved(named, false);
  const known = coded.code.endsWith(code);
  if (rest === '') return resolved(coded, known);
  if (named === undefined) return code.length === 1 ? undefined : resolved(coded, false);
  if (isWithin(coded, named) || normalName(coded.name) === rest) return resolved(coded, known);
  // Numbers moved between editions, names did not: C3963 was 集成电路 in 2011 and is 无人飞行器 since 2017.
  return resolved(named, known && isWithin(named, coded));
}

/** Reads an industry as clerks write it: code, name, or both; an unknown class warns and is never refused. */
export function resolveIndustry(text: string): ResolvedIndustry | undefined {
  if (text.length > MAX_TEXT_LENGTH) return undefined;
  const clean = normalName(text);
  const named = industryLookup().byName.get(clean);
  if (named !== undefined) return resolved(named, true);
  const match = LEADING_CODE.exec(clean) ?? TRAILING_CODE.exec(clean);
  const code = match?.[1];
  return code === undefined ? undefined : resolveCodeAndName(code, clean.replace(match?.[0] ?? '', ''));
}
