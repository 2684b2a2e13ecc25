import type { Side } from '@yinqi/contracts/access';
import { CONSENT_GROUPS } from './case-world.js';
import { surveyFile } from './survey.js';
import type { ResourceIds, ResourceKind } from './two-territories.js';

/** Which record an id in a route's address names, and what must be sent so that the record is looked for at all. */
export type Named = {
  readonly id: ResourceKind;
  /** Further ids of the address. */
  readonly more?: Readonly<Record<string, ResourceKind | number>>;
  readonly body?: object | ((ids: ResourceIds) => object);
  readonly query?: string;
  readonly bytes?: Uint8Array<ArrayBuffer>;
  /** The sides to which the record is one organisation's own; to the others it is published. */
  readonly ownTo?: readonly Side[];
  /** The sides that have the permission for other routes and are shown nothing here, not even of their own. */
  readonly closedTo?: readonly Side[];
};

/** An id of nothing in a body whose record is not the one under test. */
const NOBODY = '00000000-0000-4000-8000-00000000ffff';
const GROUNDS = '请按单体口径复核资产负债率。';
const LATER = '2027-01-29';
const terms = {
  amountFen: '100000000',
  annualRateBp: 305,
  termMonths: 12,
  guaranteeFeeFen: '0',
  appraisalFeeFen: '0',
  collateral: [],
  disbursementDays: 10,
  conditions: null,
  validUntil: LATER,
};
const productBody = {
  name: '示例贷款',
  nameEn: null,
  facilityId: NOBODY,
  rule: { all: [] },
  terms: {
    rateFromBp: null,
    rateToBp: null,
    conclusionDays: null,
    repayment: null,
    repaymentEn: null,
    summary: null,
    summaryEn: null,
    materials: [],
    preferredLists: [],
  },
};
const facilityBody = {
  name: '示例工具',
  nameEn: 'Example tool',
  totalFen: null,
  opensOn: null,
  closesOn: null,
  closed: false,
  lenderBankTypes: [],
  localLegalPersonOnly: false,
  borrower: null,
  rateCap: null,
  documentNumber: null,
  note: null,
  noteEn: null,
  verified: false,
  fromOn: LATER,
  reason: '按新文件',
};
const picks = [{ productId: NOBODY, fieldGroups: [...CONSENT_GROUPS] }];
const decline = { reasons: [{ code: 'LEVERAGE', text: '资产负债率连续两年高于 80%' }] };
const credit = { amountFen: '1', annualRateBp: 305, revolving: false, validUntil: LATER, conditions: null };
const paid = {
  noteNumber: 'JJ-1',
  amountFen: '1',
  annualRateBp: 305,
  disbursedOn: '2026-01-05',
  maturesOn: LATER,
};

/** The address under test is a bank's; bureaus and holders have their own. */
const WEBHOOK_OF_A_BANK = ['bureau', 'facility_administrator'] as const;

/** Every route with an id in its address. A route that is missing here fails the access matrix. */
export const RESOURCE_OF: Readonly<Record<string, Named>> = {
  getEnterprise: { id: 'enterprise' },
  editEnterprise: { id: 'enterprise', body: {} },
  uploadConsentPaper: {
    id: 'enterprise',
    query: '?fileName=a.pdf',
    bytes: new TextEncoder().encode('%PDF-1.7 signed'),
  },
  downloadConsentPaper: { id: 'paper' },
  withdrawConsent: { id: 'consent' },
  recordWithdrawal: { id: 'consent', body: ({ paper }) => ({ paperId: paper }) },

  getFinancingRequest: { id: 'request' },
  saveFinancingRequest: { id: 'request', body: {} },
  submitFinancingRequest: { id: 'request' },
  withdrawFinancingRequest: { id: 'request', body: {} },
  closeFinancingRequest: { id: 'request', body: {} },
  verifyFinancingRequest: { id: 'request' },
  returnFinancingRequest: { id: 'request', body: { items: [{ field: 'purpose', text: '请补充用途' }] } },
  rejectFinancingRequest: { id: 'request', body: { reason: '重复' } },
  markDuplicateRequest: { id: 'request', body: { duplicateOf: NOBODY } },
  getRequestMatches: { id: 'request' },
  explainMatch: { id: 'request', more: { productId: 'product' } },
  getNearMisses: { id: 'request' },
  tryRequest: { id: 'request', body: {} },
  // A bank reads cases, never the request behind them.
  getRequestEngagements: { id: 'request', closedTo: ['bank'] },
  pushRequest: { id: 'request', body: { picks } },
  proposeEngagement: { id: 'request', body: { productId: NOBODY } },
  compareOffers: { id: 'request', closedTo: ['bank'] },
  // Without the offer the own request answers as if it were missing too.
  chooseOffer: { id: 'request', body: ({ offer }) => ({ offerId: offer }) },

  getEngagement: { id: 'engagement' },
  consentToProposal: { id: 'engagement', body: { fieldGroups: [...CONSENT_GROUPS] } },
  pushProposal: { id: 'engagement' },
  withdrawEngagement: { id: 'engagement', body: {} },
  retractProposal: { id: 'engagement', body: {} },
  claimEngagement: { id: 'engagement' },
  acceptEngagement: { id: 'engagement' },
  declineEngagement: { id: 'engagement', body: decline },
  stepEngagement: { id: 'engagement', body: { step: 'record_contact' } },
  undoEngagement: { id: 'engagement' },
  askSupplement: { id: 'engagement', body: { items: ['营业执照'] } },
  answerSupplement: { id: 'engagement', more: { supplementId: 'supplement' }, body: { answer: '已附' } },
  stepHqApproval: { id: 'engagement', body: { step: 'await', expectedOn: LATER } },
  recordCompleteness: { id: 'engagement' },
  beginRepair: { id: 'engagement' },
  finishRepairTask: {
    id: 'engagement',
    more: { taskId: 'repairTask' },
    body: { evidence: '股东决议已提交' },
  },
  abandonRepair: { id: 'engagement' },
  resendEngagement: { id: 'engagement' },
  appealRefusal: { id: 'engagement', body: { grounds: GROUNDS } },
  decideAppeal: { id: 'engagement', body: { outcome: 'uphold', statement: GROUNDS } },
  askMediation: { id: 'engagement', body: { grounds: GROUNDS } },
  concludeMediation: { id: 'engagement', body: { outcome: 'close', recommendation: GROUNDS } },
  endMediation: { id: 'engagement' },
  answerNeedChange: { id: 'engagement', body: { answer: 'confirm' } },
  transferEngagement: { id: 'engagement', body: { branchId: NOBODY, reason: '企业已迁址' } },
  endDeputy: { id: 'deputy' },
  checkOffer: { id: 'engagement', query: '?amountFen=100000000' },
  sendOffer: { id: 'engagement', body: terms },
  withdrawOffer: { id: 'engagement', more: { offerId: 'offer' } },
  approveCredit: { id: 'engagement', body: credit },
  recordContract: { id: 'engagement', body: { contractNumber: 'HT-1', signedOn: '2026-01-05' } },
  recordDisbursement: { id: 'engagement', body: paid },
  recordNotTaken: { id: 'engagement', body: { reason: 'FUNDED_ELSEWHERE' } },
  rescindCredit: { id: 'engagement', body: { condition: '抵押登记未办妥' } },
  cancelRest: { id: 'engagement', body: {} },
  recordBalances: {
    id: 'engagement',
    body: { asOf: '2026-01-05', balances: [{ disbursementId: NOBODY, outstandingFen: '0' }] },
  },

  getOutcomeBatch: { id: 'outcomeBatch' },
  listOutcomeRows: { id: 'outcomeBatch' },
  recordOutcomes: { id: 'outcomeBatch' },
  decideOutcome: { id: 'outcomeBatch', more: { row: 2 }, body: { decision: 'reject' } },
  downloadFaultyOutcomes: { id: 'outcomeBatch' },

  // The statement under test is the holder's; a bank has its own.
  getStatement: { id: 'statement', closedTo: ['bank'] },
  compareStatementAgain: { id: 'statement', closedTo: ['bank'] },
  listStatementItems: { id: 'statement', closedTo: ['bank'] },
  settleStatementItem: { id: 'statement', more: { item: 1 }, body: { note: '已核对' }, closedTo: ['bank'] },
  repairStatementItem: { id: 'statement', more: { item: 2 }, body: { reason: '重复报送' } },
  exportStatement: { id: 'statement', closedTo: ['bank'] },
  renewWebhookSecret: { id: 'webhook', closedTo: WEBHOOK_OF_A_BANK },
  setWebhookState: { id: 'webhook', body: { state: 'paused' }, closedTo: WEBHOOK_OF_A_BANK },
  listWebhookDeliveries: { id: 'webhook', closedTo: WEBHOOK_OF_A_BANK },
  testWebhook: { id: 'webhook', closedTo: WEBHOOK_OF_A_BANK },
  resendWebhook: { id: 'webhookDelivery', closedTo: WEBHOOK_OF_A_BANK },
  removeWebhook: { id: 'webhook', closedTo: WEBHOOK_OF_A_BANK },

  getLetter: { id: 'letter' },
  moveLetter: { id: 'letter', body: { action: 'reply', text: '已与企业联系。' } },
  getFacility: { id: 'facility', ownTo: [] },
  changeFacility: { id: 'facility', body: facilityBody },
  getFacilityTerms: { id: 'facilityTerms' },
  decideFacilityTerms: { id: 'facilityTerms', body: { act: 'approve', note: null } },
  withdrawFacilityTerms: { id: 'facilityTerms' },
  openQuota: { id: 'facility', body: { basis: 'FLOW', secondPersonFromFen: '10000000000' } },
  getPool: { id: 'pool' },
  listPoolEntries: { id: 'pool' },
  createReservation: {
    id: 'facility',
    body: {
      enterpriseId: NOBODY,
      amountFen: '1',
      currency: 'CNY',
      annualRateBp: 300,
      holdUntil: `${LATER}T00:00:00.000Z`,
      claimKey: null,
      borrower: {},
    },
  },
  listPoolHolds: { id: 'pool' },
  getQuotaHold: { id: 'quotaHold' },
  stepHold: { id: 'quotaHold', body: { step: 'release', reason: '不再提取' } },
  settleQuotaException: { id: 'quotaException', body: { note: '已追加额度' } },
  getAllotment: { id: 'allotment' },
  decideAllotment: { id: 'allotment', body: { act: 'approve', note: null } },
  withdrawAllotment: { id: 'allotment' },
  listClaimableLoans: { id: 'facility' },
  // The tool of this place rediscounts: told before any loan is looked for.
  markLoan: { id: 'facility', body: { disbursementId: NOBODY, borrowerName: '示例企业', borrower: {} } },
  markBill: {
    id: 'facility',
    body: {
      number: '131361000012320200226123456789',
      drawer: '示例出票企业',
      borrowerName: '示例企业',
      borrowerUscc: '91320500MA1WX0YK8J',
      amountFen: '100',
      annualRateBp: 300,
      discountedOn: '2026-01-05',
      maturesOn: LATER,
      borrower: {},
    },
  },
  releaseClaim: { id: 'claim' },
  changeClaimBatch: { id: 'claimBatch', body: { claimIds: [NOBODY] } },
  submitClaimBatch: { id: 'claimBatch' },
  getClaimBatch: { id: 'claimBatch' },
  decideClaimBatch: { id: 'claimBatch', body: { rejected: [] } },
  getProduct: { id: 'product', ownTo: ['bank'] },
  editProduct: { id: 'product', body: productBody },
  stepProduct: { id: 'product', body: { step: 'confirm' } },

  getRulePreview: { id: 'rulePreview' },
  getAllocation: { id: 'allocation' },
  listAllocationRequests: { id: 'allocation' },
  tryTranches: {
    id: 'allocation',
    body: ({ facility }) => ({
      title: '增加额度',
      tranches: [{ facilityId: facility, bankId: null, addFen: '1' }],
    }),
  },
  checkAllocation: { id: 'allocation' },
  shareAllocation: { id: 'allocation', body: { shared: true } },

  getImport: { id: 'batch' },
  listImportRows: { id: 'batch' },
  editImportRow: { id: 'batch', more: { row: 5 }, body: { field: 'phone', text: '13912345678' } },
  dropImportRows: { id: 'batch', body: { rows: [5], dropped: true } },
  repairImportRows: { id: 'batch', body: { kind: 'uscc' } },
  downloadFaultyRows: { id: 'batch' },
  undoImport: { id: 'batch' },
  commitImport: { id: 'batch' },
  mapImportColumn: { id: 'batch', body: { title: '联系人', field: null } },
  uploadCorrections: { id: 'batch', bytes: surveyFile('survey-county') },
};

/** What is read of a record past the application, by the id of the record. */
export const ROWS_OF: Readonly<Partial<Record<ResourceKind, readonly string[]>>> = {
  enterprise: ['enterprise where id', 'financing_request where enterprise_id', 'consent where enterprise_id'],
  request: [
    'financing_request where id',
    'financing_request_event where request_id',
    'match_result where request_id',
    'consent where request_id',
    'engagement where request_id',
    'offer where request_id',
  ],
  paper: ['consent_paper where id'],
  consent: ['consent where id', 'disclosure_receipt where consent_id'],
  engagement: [
    'engagement where id',
    'engagement_dossier where engagement_id',
    'engagement_event where engagement_id',
    'disclosure_receipt where engagement_id',
  ],
  supplement: ['supplement_request where id'],
  offer: ['offer where id'],
  repairTask: ['repair_task where id'],
  letter: ['supervision_letter where id', 'supervision_letter_event where letter_id'],
  webhook: ['webhook_endpoint where id', 'webhook_delivery where endpoint_id'],
  webhookDelivery: ['webhook_delivery where id'],
  outcomeBatch: ['outcome_batch where id', 'outcome_row where batch_id'],
  statement: ['statement where id', 'statement_item where statement_id'],
  batch: ['import_batch where id', 'import_row where batch_id'],
  allocation: ['allocation_plan where id'],
  pool: [
    'quota_pool where id',
    'quota_hold where pool_id',
    'quota_entry where pool_id',
    'quota_exception where pool_id',
  ],
  allotment: ['allotment where id'],
  facilityTerms: ['facility_terms where id'],
  quotaHold: ['quota_hold where id'],
  quotaException: ['quota_exception where id'],
  claim: ['claim where id'],
  claimBatch: ['claim_batch where id'],
};
