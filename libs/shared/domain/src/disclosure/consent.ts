import type { ConsentGroup } from './field-groups.js';
import { CONSENT_GROUPS, FIELD_GROUP_LABELS } from './field-groups.js';

export const CONSENT_PURPOSES = ['financing_assessment', 'post_loan_management'] as const;
export type ConsentPurpose = (typeof CONSENT_PURPOSES)[number];

export const CONSENT_PURPOSE_LABELS = {
  financing_assessment: { zh: '审查本次融资需求', en: 'assessing this financing request' },
  post_loan_management: { zh: '贷后管理', en: 'managing the loan after disbursement' },
} as const satisfies Record<ConsentPurpose, { readonly zh: string; readonly en: string }>;

/** One permission by the enterprise. `willingToShare` from a survey sheet names no bank and can never become one. */
export interface Consent {
  readonly id: string;
  readonly bankId: string;
  readonly groups: readonly ConsentGroup[];
  readonly purpose: ConsentPurpose;
  readonly givenAtMs: number;
  /** It holds before this instant. */
  readonly untilMs: number;
  readonly withdrawnAtMs?: number;
}

export const DEFAULT_CONSENT_DAYS = 180;
export const MAX_CONSENT_DAYS = 366;

const DAY_MS = 86_400_000;
const CHINA_OFFSET_MS = 8 * 3_600_000;

/** Whether a consent is in force: from the moment it was given, until its end or its withdrawal. */
export function isConsentInForce(consent: Consent, asOfMs: number): boolean {
  const { givenAtMs, untilMs, withdrawnAtMs } = consent;
  return givenAtMs <= asOfMs && asOfMs < untilMs && (withdrawnAtMs === undefined || asOfMs < withdrawnAtMs);
}

/** The instant at which a consent "until" this calendar day ends: midnight after it, Beijing time. */
export function consentEndMs(lastDay: string): number | null {
  const parts = /^(\d{4})-(\d{2})-(\d{2})$/.exec(lastDay);
  if (parts === null) return null;
  const [year, month, day] = [Number(parts[1]), Number(parts[2]), Number(parts[3])];
  const midnightMs = Date.UTC(year, month - 1, day);
  // Date.UTC rolls 02-30 over into March; a consent must end on a day that exists.
  if (new Date(midnightMs).toISOString().slice(0, 10) !== lastDay) return null;
  return midnightMs + DAY_MS - CHINA_OFFSET_MS;
}

export const CONSENT_FAULTS = [
  'consent.no_bank',
  'consent.no_group',
  'consent.unknown_group',
  'consent.ends_before_it_begins',
  'consent.too_long',
] as const;
export type ConsentFault = (typeof CONSENT_FAULTS)[number];

/** Checks a consent before it is recorded: a bank, at least one group, and an end within a year. */
export function consentFaults(
  consent: Pick<Consent, 'bankId' | 'groups' | 'givenAtMs' | 'untilMs'>,
): ConsentFault[] {
  const faults: ConsentFault[] = [];
  const known: readonly string[] = CONSENT_GROUPS;
  if (consent.bankId.trim() === '') faults.push('consent.no_bank');
  if (consent.groups.length === 0) faults.push('consent.no_group');
  if (consent.groups.some((group) => !known.includes(group))) faults.push('consent.unknown_group');
  if (!(consent.untilMs > consent.givenAtMs)) faults.push('consent.ends_before_it_begins');
  if (consent.untilMs - consent.givenAtMs > MAX_CONSENT_DAYS * DAY_MS) faults.push('consent.too_long');
  return faults;
}

/** The sentence the signatory agrees to: which bank, what, for what, until when. */
export function consentSentence(
  consent: Pick<Consent, 'groups' | 'purpose'>,
  bankName: string,
  lastDay: string,
  locale: 'zh' | 'en',
): string {
  const groups = consent.groups.map((group) => FIELD_GROUP_LABELS[group][locale]);
  const purpose = CONSENT_PURPOSE_LABELS[consent.purpose][locale];
  return locale === 'zh'
    ? `允许${bankName}在 ${lastDay} 前（含当日）为${purpose}查看：${groups.join('、')}。`
    : `${bankName} may, until the end of ${lastDay} and for ${purpose}, see: ${groups.join(', ')}.`;
}
