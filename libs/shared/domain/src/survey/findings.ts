import type { SurveyField } from './fields.js';

/** Kinds that keep a row from being registered, in the order they are listed. */
export const FAULT_KINDS = ['name', 'uscc', 'amount', 'phone', 'neededBy', 'duplicate', 'formula'] as const;
export type FaultKind = (typeof FAULT_KINDS)[number];

export const WARNING_KINDS = [
  'region',
  'industry',
  'usccRegion',
  'missing',
  'unreadable',
  'formula',
] as const;
export type WarningKind = (typeof WARNING_KINDS)[number];

export const FINDING_CODES = [
  'blank',
  'too-long',
  'length',
  'character',
  'organisation-check',
  'check',
  'number-cell',
  'not-a-number',
  'not-positive',
  'too-large',
  'currency-unknown',
  'currency-conflict',
  'not-a-phone',
  'unreadable',
  'no-such-day',
  'before-filing',
  'too-late',
  'repeats-row',
  'formula-without-value',
  'error-cell',
  'inexact',
  'unknown-division',
] as const;
export type FindingCode = (typeof FINDING_CODES)[number];

/** What was found in a cell; the words for it belong to the reader's language. */
export interface Finding {
  readonly field: SurveyField;
  readonly code: FindingCode;
  /** The cell as written. */
  readonly found: string;
  readonly params: Readonly<Record<string, string | number>>;
  /** Text that would mend the cell; offered, never applied. */
  readonly repair?: string;
}

export interface Fault extends Finding {
  readonly kind: FaultKind;
}

export interface Warning extends Finding {
  readonly kind: WarningKind;
}
