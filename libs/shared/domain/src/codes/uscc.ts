import { toHalfWidth } from '../money/index.js';

// GB 32100-2015: no I, O, S, V, Z.
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
const LENGTH = 18;
const ORGANISATION_START = 8;
// 3^(i-1) mod 31 for characters 1–17.
const WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
// GB 11714 for characters 9–16.
const ORGANISATION_WEIGHTS = [3, 7, 9, 10, 5, 8, 4, 2];

export const USCC_PROBLEMS = ['length', 'character', 'organisation-check', 'check'] as const;
export type UsccProblem = (typeof USCC_PROBLEMS)[number];

export interface UsccCheck {
  /** The code as written, in half-width capitals without blanks and hyphens. */
  readonly uscc: string;
  readonly problem?: UsccProblem;
  /** A code that passes both checks and differs by characters that are easily confused. */
  readonly suggestion?: string;
  /** Division of the registering authority that GB/T 2260 does not list (abolished or renamed): never an error. */
  readonly unknownRegion?: string;
}

/** Half-width capitals without blanks, hyphens and invisible marks. */
export function normaliseUscc(text: string): string {
  return toHalfWidth(text)
    .replace(/[\s\-‐‑–—_.·'"\u200B-\u200F\u2060\uFEFF]/g, '')
    .toUpperCase();
}

/** Check character of an organisation code, GB 11714: from its first eight characters. */
export function organisationCheck(body: string): string {
  let sum = 0;
  for (let index = 0; index < ORGANISATION_WEIGHTS.length; index += 1) {
    sum += Number.parseInt(body.charAt(index), 36) * (ORGANISATION_WEIGHTS[index] ?? 0);
  }
  const check = 11 - (sum % 11);
  return check === 10 ? 'X' : check === 11 ? '0' : String(check);
}

/** Check character of the whole code, GB 32100: from its first seventeen characters. */
export function usccCheck(body: string): string {
  let sum = 0;
  for (let index = 0; index < WEIGHTS.length; index += 1) {
    sum += ALPHABET.indexOf(body.charAt(index)) * (WEIGHTS[index] ?? 0);
  }
  return ALPHABET.charAt((31 - (sum % 31)) % 31);
}

function problemOf(uscc: string): UsccProblem | undefined {
  if (uscc.length !== LENGTH) return 'length';
  for (const character of uscc) if (!ALPHABET.includes(character)) return 'character';
  const organisation = uscc.slice(ORGANISATION_START, LENGTH - 1);
  if (organisationCheck(organisation) !== organisation.charAt(8)) return 'organisation-check';
  return usccCheck(uscc) === uscc.charAt(LENGTH - 1) ? undefined : 'check';
}

/** Whether a normalised code passes both check digits. */
export const isValidUscc = (uscc: string): boolean => problemOf(uscc) === undefined;

// What hands and scanners confuse; both ways, so that a repair is offered only for a slip that really happens.
const CONFUSED: Readonly<Record<string, string>> = {
  '0': 'DQ',
  O: '0',
  D: '0',
  Q: '0',
  '1': 'L7',
  I: '1',
  L: '1',
  '7': '1',
  '2': '7',
  Z: '2',
  S: '5',
  '5': '6',
  '6': 'G5',
  G: '6',
  '8': 'B3',
  B: '8',
  '3': '8',
  V: 'U',
  U: 'W',
  W: 'U',
  M: 'N',
  N: 'M',
};
const NEVER_WRITTEN = /[OIZSV]/g;

function suggestionFor(uscc: string): string | undefined {
  if (uscc.length !== LENGTH) return undefined;
  const written = uscc.replace(NEVER_WRITTEN, (character) => CONFUSED[character] ?? character);
  if (isValidUscc(written)) return written;
  const repairs = new Set<string>();
  for (let index = 0; index < LENGTH; index += 1) {
    for (const other of CONFUSED[written.charAt(index)] ?? '') {
      const candidate = written.slice(0, index) + other + written.slice(index + 1);
      if (isValidUscc(candidate)) repairs.add(candidate);
    }
  }
  // Two possible repairs are none: a guess would put the need under another firm.
  const [only] = repairs;
  return repairs.size === 1 ? only : undefined;
}

// Development zones register firms under codes of their own, which GB/T 2260 never lists.
const ZONE_CODE = /^\d{4}[7-9]\d$/;

function unknownRegionOf(uscc: string, isKnownRegion: (code: string) => boolean): string | undefined {
  const region = uscc.slice(2, 8);
  // 100000 stands for registration at the State Administration itself.
  if (region === '100000' || ZONE_CODE.test(region) || isKnownRegion(region)) return undefined;
  return region;
}

/** Checks a code as written: length, characters, both check digits; an unlisted division only warns. */
export function checkUscc(text: string, isKnownRegion?: (code: string) => boolean): UsccCheck {
  const uscc = normaliseUscc(text);
  const problem = problemOf(uscc);
  if (problem !== undefined) {
    const suggestion = suggestionFor(uscc);
    return suggestion === undefined ? { uscc, problem } : { uscc, problem, suggestion };
  }
  const unknownRegion = isKnownRegion && unknownRegionOf(uscc, isKnownRegion);
  return unknownRegion === undefined ? { uscc } : { uscc, unknownRegion };
}

/** A code with both check digits, from registering authority and division (8) and organisation body (8). */
export function makeUscc(prefix: string, body: string): string {
  const lengths = prefix.length === ORGANISATION_START && body.length === ORGANISATION_START;
  if (!lengths || [...(prefix + body)].some((character) => !ALPHABET.includes(character))) {
    throw new RangeError('a code is made from 8 + 8 characters of the GB 32100 alphabet');
  }
  const unchecked = prefix + body + organisationCheck(body);
  return unchecked + usccCheck(unchecked);
}
