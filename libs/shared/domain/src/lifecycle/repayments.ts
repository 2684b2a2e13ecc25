/** How a loan is paid back; it decides how long the money is really at hand. */
export const REPAYMENTS = [
  'interest_monthly',
  'interest_quarterly',
  'equal_instalments',
  'equal_principal',
  'at_maturity',
] as const;
export type Repayment = (typeof REPAYMENTS)[number];

export const REPAYMENT_LABELS = {
  interest_monthly: { zh: '按月付息，到期还本', en: 'Interest monthly, principal at maturity' },
  interest_quarterly: { zh: '按季付息，到期还本', en: 'Interest quarterly, principal at maturity' },
  equal_instalments: { zh: '等额本息', en: 'Equal instalments' },
  equal_principal: { zh: '等额本金', en: 'Equal principal' },
  at_maturity: { zh: '到期一次还本付息', en: 'All at maturity' },
} as const satisfies Readonly<Record<Repayment, { readonly zh: string; readonly en: string }>>;
