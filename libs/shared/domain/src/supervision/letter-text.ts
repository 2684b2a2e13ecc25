import type { LetterColour } from './ladder.js';

/** What a letter is about, as its first draft says it; a person edits and signs. */
export interface LetterSubject {
  readonly colour: LetterColour;
  readonly bankName: string;
  readonly requestNumber: string;
  /** What the bank was to do. */
  readonly duty: LetterDuty;
  /** 'YYYY-MM-DD HH:mm', Beijing time. */
  readonly dueAt: string;
  /** Whole working hours since then; 0 before it. */
  readonly lateHours: number;
}

export const LETTER_DUTIES = ['answer', 'first_contact', 'conclude'] as const;
export type LetterDuty = (typeof LETTER_DUTIES)[number];

export const LETTER_DUTY_LABELS: Readonly<Record<LetterDuty, { readonly zh: string; readonly en: string }>> =
  {
    answer: { zh: '对推送需求作出答复', en: 'answer the request sent to it' },
    first_contact: { zh: '与企业首次联系', en: 'contact the enterprise' },
    conclude: { zh: '作出办理结论', en: 'reach a conclusion' },
  };

/** The first draft in Chinese: official letters are written in Chinese only. Time limits bind the answer, never the approval. */
export function draftLetter({
  colour,
  bankName,
  requestNumber,
  duty,
  dueAt,
  lateHours,
}: LetterSubject): string {
  const what = LETTER_DUTY_LABELS[duty].zh;
  const standing =
    colour === 'blue' ? `时限为${dueAt}，即将届满` : `时限为${dueAt}，已超过${lateHours}个工作小时`;
  const asked =
    colour === 'red'
      ? '请于1个工作日内办理，并书面说明超时原因和改进措施。'
      : colour === 'yellow'
        ? '请尽快办理，并回复办理情况。'
        : '请在时限内办理。';
  return `${bankName}：\n融资需求${requestNumber}推送你行后，应${what}，${standing}。${asked}是否授信由你行自主决定。`;
}
