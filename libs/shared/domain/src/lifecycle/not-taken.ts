/** 批而未用: why an approved credit was not used, as the side that records it states it. */
export const NOT_TAKEN_REASONS = [
  'FUNDED_ELSEWHERE',
  'NO_CURRENT_NEED',
  'TERMS_NOT_AGREED',
  'HQ_APPROVAL_NOT_OBTAINED',
  'CONDITIONS_NOT_MET',
  'TOO_LATE',
  'OTHER',
] as const;
export type NotTakenReason = (typeof NOT_TAKEN_REASONS)[number];

export const NOT_TAKEN_LABELS = {
  FUNDED_ELSEWHERE: { zh: '已从其他渠道融资', en: 'Funded elsewhere' },
  NO_CURRENT_NEED: { zh: '资金需求取消或推迟', en: 'The need was dropped or put off' },
  TERMS_NOT_AGREED: { zh: '价格或用信条件未谈妥', en: 'Price or terms not agreed' },
  HQ_APPROVAL_NOT_OBTAINED: { zh: '境外总部未批准', en: 'Head office abroad did not approve' },
  CONDITIONS_NOT_MET: { zh: '放款前提条件未落实', en: 'Conditions for disbursement not met' },
  TOO_LATE: { zh: '放款赶不上用款时间', en: 'The money would come too late' },
  OTHER: { zh: '其他', en: 'Other' },
} as const satisfies Readonly<Record<NotTakenReason, { readonly zh: string; readonly en: string }>>;

export const isNotTakenReason = (code: string | undefined): code is NotTakenReason =>
  NOT_TAKEN_REASONS.some((reason) => reason === code);

/** Whether the reason says enough: 其他 needs words. */
export const isNotTakenStated = (reason: NotTakenReason, text: string | undefined): boolean =>
  reason !== 'OTHER' || (text ?? '').trim() !== '';
