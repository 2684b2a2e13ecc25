import type { SizeClass, SizeFacts } from '../codes/index.js';
import type { Currency } from '../money/index.js';
import type { Attribute } from './criteria.js';
import type { IsoDate } from './facts.js';
import type { Locale } from './vocabulary.js';

/** A code tree as matching sees it; the tables themselves stay outside. */
export interface Hierarchy {
  /** From the root down to the code itself; empty when the code is not in the tables. */
  path(code: string): readonly string[];
}

export interface Hierarchies {
  readonly region: Hierarchy;
  readonly industry: Hierarchy;
}

/** The name people read for an open code (region, industry, list); the bare code is shown without one. */
export type NameOf = (attribute: Attribute, code: string, locale: Locale) => string | undefined;

/** CNY fen for one million minor units of a currency, on a day. */
export interface ExchangeRate {
  readonly currency: Currency;
  readonly date: IsoDate;
  readonly fenPerMillionMinor: bigint;
}

/** Everything an evaluation needs besides facts and products: same context, same answer. */
export interface MatchContext {
  readonly asOf: IsoDate;
  readonly hierarchies: Hierarchies;
  readonly rates: readonly ExchangeRate[];
  /** Undefined when the figures do not suffice for the industry's thresholds. */
  readonly classifySize?: (figures: SizeFacts) => SizeClass | undefined;
  readonly nameOf?: NameOf;
}
