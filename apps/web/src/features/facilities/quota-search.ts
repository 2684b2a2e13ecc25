import type { AllotmentKind } from '@yinqi/domain/allotment';

// Written out: routes are part of every page, and the contract's own lists would bring its schemas along.
const FIGURES = ['limit', 'allotted', 'inProcess', 'used', 'excess'] as const;
export type EntryFigure = (typeof FIGURES)[number];
export const MOVEMENTS = [
  'allot',
  'return',
  'adjust',
  'transfer',
  'conditions',
  'freeze',
  'unfreeze',
  'close',
] as const;
export type Movement = (typeof MOVEMENTS)[number] & AllotmentKind;

export type QuotaSearch = { readonly on?: string | undefined };
export type PoolSearch = QuotaSearch & {
  readonly figure?: EntryFigure | undefined;
  readonly below?: true | undefined;
};
export type MovementSearch = { readonly kind?: Movement | undefined };
export type AllotmentsSearch = { readonly open?: true | undefined };
export type ExceptionsSearch = { readonly settled?: true | undefined };

type Raw = Record<string, unknown>;
const DAY = /^\d{4}-\d{2}-\d{2}$/;
const flagOf = (value: unknown): true | undefined => (value === true || value === 'true' ? true : undefined);
/** A day of the calendar: the thirtieth of February is none. */
export const dayOf = (value: unknown): string | undefined => {
  if (typeof value !== 'string' || !DAY.test(value)) return undefined;
  const ms = Date.parse(`${value}T00:00:00Z`);
  return !Number.isNaN(ms) && new Date(ms).toISOString().startsWith(value) ? value : undefined;
};

/** An address may say anything; what it cannot mean is left out. */
export const quotaSearch = (search: Raw): QuotaSearch => ({ on: dayOf(search['on']) });

export const poolSearch = (search: Raw): PoolSearch => ({
  ...quotaSearch(search),
  figure: FIGURES.find((figure) => figure === search['figure']),
  below: flagOf(search['below']),
});

export const movementSearch = (search: Raw): MovementSearch => ({
  kind: MOVEMENTS.find((kind) => kind === search['kind']),
});

export const allotmentsSearch = (search: Raw): AllotmentsSearch => ({ open: flagOf(search['open']) });

export const exceptionsSearch = (search: Raw): ExceptionsSearch => ({ settled: flagOf(search['settled']) });

const BEIJING_MIDNIGHT = 'T23:59:59.999+08:00';

/** The end of a day in Beijing, as an instant of the contract; undefined for now. */
export function endOfDay(on: string | undefined): string | undefined {
  return on === undefined ? undefined : new Date(`${on}${BEIJING_MIDNIGHT}`).toISOString();
}
