import { RECONCILIATION_DIFFERENCES, RECONCILIATION_OUTCOMES, REPAIR_STATES } from '@yinqi/domain/quota';
import { STATEMENT_FAULTS, STATEMENT_FIELDS } from '@yinqi/domain/statements';
import * as z from 'zod/mini';
import { fen, id, idParams, instant, listOf, pageOf, pageQuery, plainDate, shortText } from './fields.js';
import { MAX_WORKBOOK_BYTES } from './imports.js';
import { defineRoute } from './route.js';

/** 对账: a statement of a bank or of the holder of a tool, laid to the ledger of a quota over a period. */
export const STATEMENT_STATUSES = ['uploaded', 'read', 'refused'] as const;
export type StatementStatus = (typeof STATEMENT_STATUSES)[number];

export const STATEMENT_OUTCOMES = [...RECONCILIATION_OUTCOMES, 'faulty'] as const;
export type StatementOutcome = (typeof STATEMENT_OUTCOMES)[number];

/** A repayment, and a balance that repayments outran, are below zero. */
const signedFen = z.string().check(z.regex(/^-?\d{1,30}$/));
const named = z.object({ id, name: z.string(), nameEn: z.nullable(z.string()) });

const pile = z.object({
  count: z.int(),
  /** Of these, what nobody has explained or set right yet. */
  open: z.int(),
  statementFen: signedFen,
  ledgerFen: signedFen,
});

export const statement = z.object({
  id,
  fileName: z.string(),
  pool: named,
  facility: named,
  fromOn: plainDate,
  toOn: plainDate,
  status: z.enum(STATEMENT_STATUSES),
  /** Error code of the contract where the file was refused whole. */
  refusal: z.nullable(z.string()),
  rowsRead: z.int(),
  piles: z.record(z.enum(STATEMENT_OUTCOMES), pile),
  /** What the statement's own balances are said to be; its movements are its lines. */
  stated: z.object({ openingFen: z.nullable(signedFen), closingFen: z.nullable(signedFen) }),
  /** Used by the ledger before and after the period, as it stood when the statement was laid to it. */
  ledger: z.nullable(z.object({ openingFen: signedFen, closingFen: signedFen, asOf: instant })),
  /** The comparison of the same lines before this one, and after it. */
  follows: z.nullable(id),
  followedBy: z.nullable(id),
  createdBy: z.string(),
  createdAt: instant,
});
export type Statement = z.output<typeof statement>;

const side = {
  on: plainDate,
  amountFen: signedFen,
  number: z.nullable(z.string()),
  contractNumber: z.nullable(z.string()),
  bank: z.nullable(z.string()),
};

export const statementItem = z.object({
  item: z.int(),
  outcome: z.enum(STATEMENT_OUTCOMES),
  /** Row of the file; absent where only the ledger has it. */
  row: z.nullable(z.int()),
  line: z.nullable(z.object({ ...side, uscc: z.nullable(z.string()), borrower: z.nullable(z.string()) })),
  entry: z.nullable(z.object({ ...side, poolId: id, version: z.int() })),
  differences: z.array(z.enum(RECONCILIATION_DIFFERENCES)),
  faults: z.array(
    z.object({
      field: z.enum(STATEMENT_FIELDS),
      /** As the spreadsheet names it: `D`. */
      column: z.string(),
      code: z.enum(STATEMENT_FAULTS),
      found: z.string(),
    }),
  ),
  settled: z.nullable(z.object({ by: z.string(), at: instant, note: z.string() })),
  /** The correcting entry proposed for it, as its second person left it. */
  repair: z.nullable(z.object({ allotmentId: id, state: z.enum(REPAIR_STATES) })),
  maySettle: z.boolean(),
  mayRepair: z.boolean(),
});
export type StatementItem = z.output<typeof statementItem>;

export const uploadStatement = defineRoute({
  id: 'uploadStatement',
  method: 'POST',
  path: '/statements',
  summary: '上传对账单（xlsx、csv），与额度台账核对；同一额度、同一期间的同一文件再次上传时打开先前的',
  permission: 'statements.manage',
  query: z.strictObject({
    fileName: shortText,
    poolId: id,
    fromOn: plainDate,
    toOn: plainDate,
    openingFen: z.optional(fen),
    closingFen: z.optional(fen),
  }),
  upload: { mediaTypes: ['application/octet-stream'], maxBytes: MAX_WORKBOOK_BYTES },
  status: 201,
  result: statement,
  errors: [
    'resource.not_found',
    'request.invalid',
    'import.not_a_workbook',
    'import.empty',
    'import.password_protected',
    'import.macro_enabled',
    'import.too_large',
  ],
});

export const listStatements = defineRoute({
  id: 'listStatements',
  method: 'GET',
  path: '/statements',
  summary: '对账单，新的在前',
  permission: 'statements.manage',
  query: z.strictObject({ ...pageQuery }),
  result: pageOf(statement),
});

export const getStatement = defineRoute({
  id: 'getStatement',
  method: 'GET',
  path: '/statements/:id',
  summary: '对账单的核对结果：各类笔数、金额和余额',
  permission: 'statements.manage',
  params: idParams,
  result: statement,
  errors: ['resource.not_found'],
});

export const compareStatementAgain = defineRoute({
  id: 'compareStatementAgain',
  method: 'POST',
  path: '/statements/:id/comparison',
  summary: '按台账现在的分录重新核对同一份对账单；先前的核对留存',
  permission: 'statements.manage',
  params: idParams,
  status: 201,
  result: statement,
  errors: ['resource.not_found', 'import.not_ready', 'statement.followed'],
});

export const listStatementItems = defineRoute({
  id: 'listStatementItems',
  method: 'GET',
  path: '/statements/:id/items',
  summary: '对账单的各笔',
  permission: 'statements.manage',
  params: idParams,
  query: z.strictObject({ ...pageQuery, outcome: listOf(z.enum(STATEMENT_OUTCOMES)) }),
  result: pageOf(statementItem),
  errors: ['resource.not_found'],
});

const itemParams = z.strictObject({ id: z.uuid(), item: z.coerce.number().check(z.int(), z.gte(1)) });

export const settleStatementItem = defineRoute({
  id: 'settleStatementItem',
  method: 'POST',
  path: '/statements/:id/items/:item/settlement',
  summary: '说明一笔差异，不改台账',
  permission: 'statements.manage',
  params: itemParams,
  body: z.strictObject({ note: shortText }),
  result: statementItem,
  errors: ['resource.not_found', 'statement_item.not_open'],
});

export const repairStatementItem = defineRoute({
  id: 'repairStatementItem',
  method: 'POST',
  path: '/statements/:id/items/:item/repair',
  summary: '凭对账单提出冲正分录，由另一人复核',
  permission: 'allotments.manage',
  params: itemParams,
  body: z.strictObject({ reason: shortText }),
  result: statementItem,
  errors: ['resource.not_found', 'statement_item.not_open', 'allotment.no_quota', 'request.invalid'],
});

export const exportStatement = defineRoute({
  id: 'exportStatement',
  method: 'GET',
  path: '/statements/:id/export',
  summary: '导出核对结果（xlsx）',
  permission: 'statements.manage',
  params: idParams,
  result: { download: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' },
  errors: ['resource.not_found', 'import.not_ready'],
});

export const statementRoutes = [
  uploadStatement,
  listStatements,
  getStatement,
  compareStatementAgain,
  listStatementItems,
  settleStatementItem,
  repairStatementItem,
  exportStatement,
] as const;
