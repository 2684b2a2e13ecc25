import type { Side } from './actors.js';

export const LIMIT_UNITS = ['working_day', 'calendar_day'] as const;
export type LimitUnit = (typeof LIMIT_UNITS)[number];

export interface StageLimit {
  readonly owner: Exclude<Side, 'system'>;
  readonly amount: number;
  readonly unit: LimitUnit;
  /** The recorded moment the time runs from. */
  readonly from: string;
}

/** Time allowed per stage where a programme sets nothing else; they bind the answer, never the approval. */
export const DEFAULT_STAGE_LIMITS = {
  verify: { owner: 'bureau', amount: 2, unit: 'working_day', from: 'submitted' },
  accept: { owner: 'bank', amount: 1, unit: 'working_day', from: 'pushed' },
  first_contact: { owner: 'bank', amount: 3, unit: 'working_day', from: 'accepted' },
  // 资料齐全: the clock starts when the papers are recorded as complete, not when the bank took the case up.
  conclude: { owner: 'bank', amount: 10, unit: 'working_day', from: 'completeness_recorded' },
  conclude_long_term: { owner: 'bank', amount: 30, unit: 'calendar_day', from: 'completeness_recorded' },
  answer_supplement: { owner: 'enterprise', amount: 5, unit: 'working_day', from: 'supplement_asked' },
  reconfirm_product: { owner: 'bank', amount: 90, unit: 'calendar_day', from: 'product_confirmed' },
  consent: { owner: 'enterprise', amount: 180, unit: 'calendar_day', from: 'consent_given' },
  appeal: { owner: 'enterprise', amount: 28, unit: 'calendar_day', from: 'declined' },
  repair_by_enterprise: { owner: 'enterprise', amount: 10, unit: 'working_day', from: 'repair_begun' },
  repair_by_bureau: { owner: 'bureau', amount: 5, unit: 'working_day', from: 'repair_begun' },
  repair_by_bank: { owner: 'bank', amount: 3, unit: 'working_day', from: 'repair_begun' },
  decide_appeal: { owner: 'bank', amount: 10, unit: 'working_day', from: 'appealed' },
  mediate: { owner: 'bureau', amount: 15, unit: 'working_day', from: 'mediation_asked' },
  answer_complaint: { owner: 'bank', amount: 3, unit: 'working_day', from: 'complaint_filed' },
} as const satisfies Record<string, StageLimit>;

export type StageLimitCode = keyof typeof DEFAULT_STAGE_LIMITS;
export type StageLimits = Readonly<Record<StageLimitCode, StageLimit>>;

export const SHORT_TERM_MAX_MONTHS = 12;

const DAY_MS = 86_400_000;

/** Whether an appeal, repair or mediation may still begin, as the two facts the engagement table asks for. */
export function appealWindow(
  declinedAtMs: number,
  asOfMs: number,
  limit: StageLimit = DEFAULT_STAGE_LIMITS.appeal,
): { readonly within_appeal_window: boolean; readonly appeal_window_passed: boolean } {
  const open = asOfMs < declinedAtMs + limit.amount * DAY_MS;
  return { within_appeal_window: open, appeal_window_passed: !open };
}

/** Projects and terms above one year get the longer limit for a conclusion. */
export function conclusionLimit(termMonths: number, isProject: boolean): 'conclude' | 'conclude_long_term' {
  return isProject || termMonths > SHORT_TERM_MAX_MONTHS ? 'conclude_long_term' : 'conclude';
}
