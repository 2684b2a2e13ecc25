import type { DeclineCode, DeclineFamily } from './decline-codes.js';
import { DECLINE_REASONS } from './decline-reasons.js';

export const MAX_DECLINE_REASONS = 4;
export const DECLINE_TEXT_MIN = 4;
export const DECLINE_TEXT_MAX = 300;

export interface StatedReason {
  readonly code: DeclineCode;
  readonly text: string;
}

export const DECLINE_FAULTS = [
  'decline.no_reason',
  'decline.too_many_reasons',
  'decline.reason_twice',
  'decline.text_missing',
  'decline.text_too_long',
  'decline.text_repeats_the_label',
  'decline.text_not_allowed',
] as const;
export type DeclineFault = {
  readonly code: (typeof DECLINE_FAULTS)[number];
  /** Position of the reason; null when the fault is in the list as a whole. */
  readonly index: number | null;
};

function textFault(reason: StatedReason): DeclineFault['code'] | null {
  const text = reason.text.trim();
  // Any detail beside a confidential reason could tell the person under review that there is one.
  if (reason.code === 'COMPLIANCE_CONFIDENTIAL') return text === '' ? null : 'decline.text_not_allowed';
  if (text.length < DECLINE_TEXT_MIN) return 'decline.text_missing';
  if (text.length > DECLINE_TEXT_MAX) return 'decline.text_too_long';
  const { zh, en } = DECLINE_REASONS[reason.code];
  return text === zh || text === en ? 'decline.text_repeats_the_label' : null;
}

/** Checks that a refusal names one to four principal reasons, each once and each with a text of its own. */
export function declineFaults(reasons: readonly StatedReason[]): DeclineFault[] {
  const faults: DeclineFault[] = [];
  if (reasons.length === 0) faults.push({ code: 'decline.no_reason', index: null });
  if (reasons.length > MAX_DECLINE_REASONS) faults.push({ code: 'decline.too_many_reasons', index: null });
  reasons.slice(0, MAX_DECLINE_REASONS).forEach((reason, index) => {
    if (reasons.findIndex((other) => other.code === reason.code) < index) {
      faults.push({ code: 'decline.reason_twice', index });
    }
    const fault = textFault(reason);
    if (fault !== null) faults.push({ code: fault, index });
  });
  return faults;
}

export const DECLINE_VIEWERS = ['bank', 'enterprise', 'bureau'] as const;
export type DeclineViewer = (typeof DECLINE_VIEWERS)[number];

export interface ShownReason {
  readonly family: DeclineFamily;
  readonly code: DeclineCode | null;
  readonly text: string | null;
}

/** What one side is shown of a refusal: bank and enterprise code and text, the bureau the family alone. */
export function shownReasons(reasons: readonly StatedReason[], viewer: DeclineViewer): ShownReason[] {
  if (viewer === 'bureau') {
    const families = [...new Set(reasons.map((reason) => DECLINE_REASONS[reason.code].family))];
    return families.map((family) => ({ family, code: null, text: null }));
  }
  return reasons.map(({ code, text }) => ({
    family: DECLINE_REASONS[code].family,
    code,
    text: code === 'COMPLIANCE_CONFIDENTIAL' ? null : text,
  }));
}
