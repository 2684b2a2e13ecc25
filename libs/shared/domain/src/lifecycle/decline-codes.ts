export const DECLINE_FAMILIES = [
  'credit',
  'repayment',
  'security',
  'documents',
  'policy',
  'bank_side',
  'enterprise_side',
  'confidential',
  'other',
] as const;
export type DeclineFamily = (typeof DECLINE_FAMILIES)[number];

/** The reasons a bank may give; insurers and guarantors have sets of their own. */
export const DECLINE_CODES = [
  'BUSINESS_CREDIT',
  'OWNER_GUARANTOR_CREDIT',
  'AGGREGATE_EXPOSURE',
  'RELATED_GUARANTEE_RISK',
  'LITIGATION',
  'CASH_FLOW',
  'LEVERAGE',
  'TIME_IN_BUSINESS',
  'COLLATERAL',
  'COLLATERAL_ENCUMBERED',
  'UNVERIFIABLE_INFORMATION',
  'TRADE_BACKGROUND_UNVERIFIED',
  'TAX_OR_FILING_ARREARS',
  'INDUSTRY_POLICY',
  'ENVIRONMENTAL',
  'PROGRAMME_CRITERIA',
  'USE_OF_PROCEEDS',
  'FX_DEBT_HEADROOM',
  'OUT_OF_TERRITORY',
  'BANK_QUOTA_EXHAUSTED',
  'NO_CURRENT_NEED',
  'FUNDED_ELSEWHERE',
  'TERMS_NOT_AGREED',
  'UNREACHABLE',
  'HQ_APPROVAL_NOT_OBTAINED',
  'COMPLIANCE_CONFIDENTIAL',
  'OTHER',
] as const;
export type DeclineCode = (typeof DECLINE_CODES)[number];
