export const FIELD_GROUPS = [
  'reference',
  'listing',
  'identity',
  'contact',
  'request',
  'operations',
  'financing',
  'trade',
  'collateral',
  'match_explanation',
  'documents',
  'dealings',
] as const;
export type FieldGroup = (typeof FIELD_GROUPS)[number];

/** What an enterprise can consent to; the other groups are never a matter of consent. */
export const CONSENT_GROUPS = [
  'identity',
  'contact',
  'request',
  'operations',
  'financing',
  'trade',
  'collateral',
  'match_explanation',
  'documents',
] as const satisfies readonly FieldGroup[];
export type ConsentGroup = (typeof CONSENT_GROUPS)[number];

/**
 * Every field that may ever leave the platform, with the group it belongs to. The type of a dossier is made from
 * this table, so a field that stands in no group cannot be passed on.
 */
export const DOSSIER_FIELDS = {
  requestNumber: 'reference',
  requestState: 'reference',

  // Bands only: an open listing must not let a reader guess who is asking.
  amountBand: 'listing',
  termBand: 'listing',
  industrySection: 'listing',
  provinceCode: 'listing',

  enterpriseName: 'identity',
  uscc: 'identity',
  regionCode: 'identity',
  address: 'identity',
  industryCode: 'identity',
  enterpriseSize: 'identity',
  investmentKind: 'identity',
  registrationType: 'identity',
  holdingType: 'identity',
  establishedOn: 'identity',
  foreignOrigin: 'identity',
  foreignShareBp: 'identity',
  registeredCapitalFen: 'identity',
  registeredCapitalCurrency: 'identity',
  keyEnterpriseLists: 'identity',

  contactName: 'contact',
  contactPhone: 'contact',
  contactEmail: 'contact',

  amountFen: 'request',
  currency: 'request',
  purpose: 'request',
  purposeText: 'request',
  financingMethod: 'request',
  termMonths: 'request',
  neededBy: 'request',
  expectedRateBp: 'request',
  firstLoan: 'request',
  difficulties: 'request',

  dataYear: 'operations',
  employees: 'operations',
  revenueFen: 'operations',
  netProfitFen: 'operations',
  totalAssetsFen: 'operations',
  totalLiabilitiesFen: 'operations',
  netAssetsFen: 'operations',
  paidInCapitalFen: 'operations',
  taxPaidFen: 'operations',
  taxCreditGrade: 'operations',
  ordersInHandFen: 'operations',
  capacityUseBp: 'operations',

  loanBalanceFen: 'financing',
  earliestMaturity: 'financing',
  mainLenders: 'financing',
  longestOverdue24Months: 'financing',
  foreignDebtUsedFen: 'financing',
  adverseRecord: 'financing',

  customsCreditGrade: 'trade',
  tradeVolumeUsdCent: 'trade',
  exportVolumeUsdCent: 'trade',
  exportInsured: 'trade',
  insurancePolicyNumber: 'trade',

  collateralKinds: 'collateral',
  collateralText: 'collateral',
  parentGuarantee: 'collateral',

  matchExplanation: 'match_explanation',
  attachments: 'documents',

  // With whom else the enterprise talks is its own affair: no bank reads it under any consent.
  intendedBanks: 'dealings',
  engagedBanks: 'dealings',
  willingToShare: 'dealings',
} as const satisfies Record<string, FieldGroup>;

export type DossierField = keyof typeof DOSSIER_FIELDS;
// Object.keys forgets the literal keys; DOSSIER_FIELDS is a literal, so they are exactly its fields.
export const DOSSIER_FIELD_NAMES = Object.keys(DOSSIER_FIELDS) as readonly DossierField[];

/** The facts about one request and its enterprise that can be shown to somebody. */
export type Dossier = { readonly [F in DossierField]?: unknown };

export const FIELD_GROUP_LABELS = {
  reference: { zh: '需求编号与状态', en: 'Reference and state' },
  listing: { zh: '匿名公开信息', en: 'Anonymous listing' },
  identity: { zh: '企业基本信息', en: 'Company identity' },
  contact: { zh: '联系人与电话', en: 'Contact person' },
  request: { zh: '融资需求', en: 'Financing request' },
  operations: { zh: '经营与财务数据', en: 'Operating figures' },
  financing: { zh: '现有融资与负债', en: 'Financing and debt' },
  trade: { zh: '进出口与海关数据', en: 'Trade and customs' },
  collateral: { zh: '担保与抵质押物', en: 'Collateral and guarantees' },
  match_explanation: { zh: '匹配说明', en: 'Match explanation' },
  documents: { zh: '上传资料', en: 'Uploaded documents' },
  dealings: { zh: '与各银行的往来', en: 'Dealings with banks' },
} as const satisfies Record<FieldGroup, { readonly zh: string; readonly en: string }>;
