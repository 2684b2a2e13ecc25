import { INDUSTRY_LINES } from './industry-data.js';

/** 门类, 大类, 中类, 小类. */
export type IndustryLevel = 1 | 2 | 3 | 4;

export interface Industry {
  /** Letter of the section followed by the digits of the standard: C3973. */
  readonly code: string;
  readonly name: string;
  readonly level: IndustryLevel;
  readonly parent: string | null;
}

/** The twenty sections of GB/T 4754-2017 in English; finer classes are shown by code and Chinese name. */
export const SECTION_NAMES_EN: Readonly<Record<string, string>> = {
  A: 'Agriculture, forestry, animal husbandry and fishery',
  B: 'Mining',
  C: 'Manufacturing',
  D: 'Production and supply of electricity, heat, gas and water',
  E: 'Construction',
  F: 'Wholesale and retail trade',
  G: 'Transport, storage and postal services',
  H: 'Accommodation and catering',
  I: 'Information transmission, software and information technology services',
  J: 'Finance',
  K: 'Real estate',
  L: 'Leasing and business services',
  M: 'Scientific research and technical services',
  N: 'Water conservancy, environment and public facilities management',
  O: 'Household services, repair and other services',
  P: 'Education',
  Q: 'Health and social work',
  R: 'Culture, sports and entertainment',
  S: 'Public administration, social security and social organisations',
  T: 'International organisations',
};

function headIndustry(code: string, name: string): Industry {
  if (code.length === 1) return { code, name, level: 1, parent: null };
  if (code.length === 3) return { code, name, level: 2, parent: code.slice(0, 1) };
  return { code, name, level: 3, parent: code.slice(0, -1) };
}

function industriesOfLine(line: string): readonly Industry[] {
  const [code = '', name = '', ...classes] = line.split(' ');
  return [
    headIndustry(code, name),
    ...classes.map((item): Industry => ({
      code: code + item.slice(0, 1),
      name: item.slice(1) || name,
      level: 4,
      parent: code,
    })),
  ];
}

let industries: ReadonlyMap<string, Industry> | undefined;

function industryIndex(): ReadonlyMap<string, Industry> {
  industries ??= new Map(
    INDUSTRY_LINES.trim()
      .split('\n')
      .flatMap(industriesOfLine)
      .map((industry) => [industry.code, industry]),
  );
  return industries;
}

/** Every section, division, group and class in the order of the standard. */
export function allIndustries(): readonly Industry[] {
  return [...industryIndex().values()];
}

/** The section, division, group or class a full code stands for. */
export function findIndustry(code: string): Industry | undefined {
  return industryIndex().get(code);
}

/** Codes from the section down to the class itself; empty for an unknown code. */
export function industryPath(code: string): readonly string[] {
  const industry = findIndustry(code);
  if (industry === undefined) return [];
  return industry.parent === null ? [code] : [...industryPath(industry.parent), code];
}
