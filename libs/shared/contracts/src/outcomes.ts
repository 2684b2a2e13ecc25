import { LOAN_FAULTS, LOAN_FIELDS, MATCH_DOUBTS } from '@yinqi/domain/outcomes';
import { CURRENCIES } from '@yinqi/domain/money';
import * as z from 'zod/mini';
import {
  basisPoints,
  fen,
  id,
  idParams,
  instant,
  listOf,
  pageOf,
  pageQuery,
  plainDate,
  shortText,
} from './fields.js';
import { MAX_WORKBOOK_BYTES } from './imports.js';
import { defineRoute } from './route.js';

/** 放款回报: a bank's own list of loans, laid to the cases they were paid out on. */
export const OUTCOME_STATUSES = ['uploaded', 'parsing', 'read', 'refused'] as const;
export type OutcomeStatus = (typeof OUTCOME_STATUSES)[number];

export const OUTCOME_ROW_STATES = [
  'sure',
  'doubtful',
  'known',
  'unmatched',
  'faulty',
  'recorded',
  'rejected',
] as const;
export type OutcomeRowState = (typeof OUTCOME_ROW_STATES)[number];

/** Rows recorded by one command: each is a transaction of its own. */
export const MAX_RECORDED_AT_ONCE = 100;

const counts = z.record(z.enum(OUTCOME_ROW_STATES), z.int());

export const outcomeBatch = z.object({
  id,
  /** Null where rows were pasted. */
  fileName: z.nullable(z.string()),
  status: z.enum(OUTCOME_STATUSES),
  /** Error code of the contract where the file was refused whole. */
  refusal: z.nullable(z.string()),
  rowsRead: z.int(),
  /** Of these, rows laid to no case that were removed after their time. */
  purgedRows: z.int(),
  counts,
  /** Notes known already whose newer balance is not recorded yet. */
  balances: z.int(),
  createdBy: z.string(),
  createdAt: instant,
});
export type OutcomeBatch = z.output<typeof outcomeBatch>;

const candidate = z.object({
  engagementId: id,
  requestNumber: z.string(),
  contractNumber: z.nullable(z.string()),
  approvedFen: fen,
  disbursedFen: fen,
  doubts: z.array(z.enum(MATCH_DOUBTS)),
});
export type OutcomeCandidate = z.output<typeof candidate>;

export const outcomeRow = z.object({
  row: z.int(),
  state: z.enum(OUTCOME_ROW_STATES),
  /** Absent in a row that could not be read. */
  loan: z.nullable(
    z.object({
      uscc: z.string(),
      borrower: z.nullable(z.string()),
      noteNumber: z.string(),
      contractNumber: z.nullable(z.string()),
      amountFen: fen,
      currency: z.enum(CURRENCIES),
      annualRateBp: basisPoints,
      disbursedOn: plainDate,
      maturesOn: plainDate,
      balance: z.nullable(z.object({ outstandingFen: fen, asOf: plainDate })),
    }),
  ),
  faults: z.array(z.object({ field: z.enum(LOAN_FIELDS), code: z.enum(LOAN_FAULTS), found: z.string() })),
  candidates: z.array(candidate),
  /** The case it was laid to. */
  engagementId: z.nullable(id),
  requestNumber: z.nullable(z.string()),
  /** Why recording it was refused when it was tried: an error code of the contract. */
  refusal: z.nullable(z.string()),
  decidedBy: z.nullable(z.string()),
  decidedAt: z.nullable(instant),
  note: z.nullable(z.string()),
});
export type OutcomeRow = z.output<typeof outcomeRow>;

const WHOLE_FILE_REFUSALS = [
  'import.not_a_workbook',
  'import.empty',
  'import.password_protected',
  'import.macro_enabled',
  'import.too_large',
] as const;

export const uploadOutcomes = defineRoute({
  id: 'uploadOutcomes',
  method: 'POST',
  path: '/outcome-batches',
  summary: '上传放款明细（xlsx、csv；同一文件再次上传时打开先前的批次）',
  permission: 'outcomes.report',
  query: z.strictObject({ fileName: shortText }),
  upload: { mediaTypes: ['application/octet-stream'], maxBytes: MAX_WORKBOOK_BYTES },
  status: 201,
  result: outcomeBatch,
  errors: WHOLE_FILE_REFUSALS,
});

export const pasteOutcomes = defineRoute({
  id: 'pasteOutcomes',
  method: 'POST',
  path: '/outcome-batches/paste',
  summary: '粘贴表格中的放款明细',
  permission: 'outcomes.report',
  body: z.strictObject({ text: z.string().check(z.minLength(1), z.maxLength(200_000)) }),
  status: 201,
  result: outcomeBatch,
  errors: ['import.empty', 'import.too_large'],
});

export const listOutcomeBatches = defineRoute({
  id: 'listOutcomeBatches',
  method: 'GET',
  path: '/outcome-batches',
  summary: '放款回报的批次',
  permission: 'outcomes.report',
  query: z.strictObject({ ...pageQuery }),
  result: pageOf(outcomeBatch),
});

export const getOutcomeBatch = defineRoute({
  id: 'getOutcomeBatch',
  method: 'GET',
  path: '/outcome-batches/:id',
  summary: '一批放款明细的核对结果',
  permission: 'outcomes.report',
  params: idParams,
  result: outcomeBatch,
  errors: ['resource.not_found'],
});

export const listOutcomeRows = defineRoute({
  id: 'listOutcomeRows',
  method: 'GET',
  path: '/outcome-batches/:id/rows',
  summary: '一批放款明细的各行',
  permission: 'outcomes.report',
  params: idParams,
  query: z.strictObject({ ...pageQuery, state: listOf(z.enum(OUTCOME_ROW_STATES)) }),
  result: pageOf(outcomeRow),
  errors: ['resource.not_found'],
});

export const recordOutcomes = defineRoute({
  id: 'recordOutcomes',
  method: 'POST',
  path: '/outcome-batches/:id/record',
  summary: '登记能确定归属的放款和已知借据的余额（一次至多 100 笔）',
  permission: 'outcomes.report',
  params: idParams,
  result: outcomeBatch,
  errors: ['resource.not_found', 'import.not_ready'],
});

const rowParams = z.strictObject({ id: z.uuid(), row: z.coerce.number().check(z.int(), z.gte(1)) });

export const decideOutcome = defineRoute({
  id: 'decideOutcome',
  method: 'POST',
  path: '/outcome-batches/:id/rows/:row/decision',
  summary: '确认一行属于哪个办件并登记放款，或认定与平台办件无关',
  permission: 'outcomes.report',
  params: rowParams,
  body: z.discriminatedUnion('decision', [
    z.strictObject({ decision: z.literal('confirm'), engagementId: id }),
    z.strictObject({ decision: z.literal('reject'), note: z.optional(shortText) }),
  ]),
  result: outcomeRow,
  errors: [
    'resource.not_found',
    'import.not_ready',
    'transition.refused',
    'request.invalid',
    'disbursement.duplicate_note',
    'resource.version_conflict',
  ],
});

export const downloadFaultyOutcomes = defineRoute({
  id: 'downloadFaultyOutcomes',
  method: 'GET',
  path: '/outcome-batches/:id/faulty-rows',
  summary: '下载有问题的行（带错误说明列）',
  permission: 'outcomes.report',
  params: idParams,
  result: { download: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  errors: ['resource.not_found', 'import.not_ready'],
});

export const outcomeRoutes = [
  uploadOutcomes,
  pasteOutcomes,
  listOutcomeBatches,
  getOutcomeBatch,
  listOutcomeRows,
  recordOutcomes,
  decideOutcome,
  downloadFaultyOutcomes,
] as const;
