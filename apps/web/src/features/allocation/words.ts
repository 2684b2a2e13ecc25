import type { AllocationPool } from '@yinqi/contracts/allocation';
import { amountText } from '../../lib/format.js';
import type { Language } from '../../lib/i18n/language.js';
import type { Translate } from '../../lib/i18n/messages.js';
import { nameIn } from '../../lib/name-in.js';
import type { Pigment } from '../../ui/tag.js';
import type { messages } from './messages.zh.js';

export type AllocationWords = Translate<typeof messages>;

/** A tool, or a bank's part of it, as one name. */
export const poolName = (
  { facility, bank }: Pick<AllocationPool, 'facility' | 'bank'>,
  language: Language,
): string =>
  bank === null ? nameIn(facility, language) : `${nameIn(facility, language)} · ${nameIn(bank, language)}`;

/** Parts per million as a percentage with one decimal, or more where that would read as nothing. */
export function ppmText(ppm: number): string {
  const percent = ppm / 10_000;
  return `${percent > 0 && percent < 0.1 ? percent.toFixed(3) : percent.toFixed(1)}%`;
}

export function shareOf(part: string, whole: string): string {
  return whole === '0' ? '—' : ppmText(Number((BigInt(part) * 1_000_000n) / BigInt(whole)));
}

export const differenceText = (now: string, before: string, language: Language) => {
  const difference = BigInt(now) - BigInt(before);
  const isLess = difference < 0n;
  return { sign: isLess ? '−' : '+', amount: amountText(isLess ? -difference : difference, language) };
};

export const STATUS_PIGMENT = {
  running: 'azurite',
  done: 'malachite',
  failed: 'cinnabar',
} as const satisfies Record<string, Pigment>;

export const OUTCOME_PIGMENT = {
  served: 'malachite',
  partly_served: 'ochre',
  not_served: 'plain',
} as const satisfies Record<string, Pigment>;
