import * as z from 'zod/mini';
import {
  currency,
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
import { IMPORT_FAULTS, IMPORT_FIELDS, IMPORT_WARNINGS } from './import-vocabulary.js';
import { defineRoute } from './route.js';

export * from './import-vocabulary.js';

export const MAX_WORKBOOK_BYTES = 20 * 1024 * 1024;
const WORKBOOK = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const workbookUpload = {
  mediaTypes: ['application/octet-stream', WORKBOOK],
  maxBytes: MAX_WORKBOOK_BYTES,
} as const;

export const IMPORT_STATUSES = ['uploaded', 'parsing', 'staged', 'refused', 'committed', 'undone'] as const;
export type ImportStatus = (typeof IMPORT_STATUSES)[number];

export const IMPORT_ROW_STATES = ['good', 'faulty', 'dropped', 'committed', 'undone'] as const;
export type ImportRowState = (typeof IMPORT_ROW_STATES)[number];

const field = z.enum(IMPORT_FIELDS);

const finding = {
  field,
  code: z.string(),
  found: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** Text that would mend the cell; offered, applied only when the clerk takes it. */
  repair: z.optional(z.string()),
};

export const importRow = z.object({
  row: z.int(),
  version: z.int(),
  state: z.enum(IMPORT_ROW_STATES),
  /** Cells as a person sees them, by column of the survey; blank ones are left out. */
  cells: z.partialRecord(field, z.string()),
  /** Cells changed since the upload. */
  edited: z.array(field),
  name: z.nullable(z.string()),
  uscc: z.nullable(z.string()),
  region: z.nullable(z.string()),
  amountFen: z.nullable(fen),
  currency,
  faults: z.array(z.object({ kind: z.enum(IMPORT_FAULTS), ...finding })),
  warnings: z.array(z.object({ kind: z.enum(IMPORT_WARNINGS), ...finding })),
  enterpriseId: z.nullable(id),
  requestId: z.nullable(id),
});
export type ImportRow = z.output<typeof importRow>;

export const importColumn = z.object({
  column: z.int(),
  title: z.string(),
  field: z.nullable(field),
  /** Mapped by a clerk of this bureau, now or in an earlier import. */
  byHand: z.boolean(),
});

export const importItem = z.object({
  id,
  fileName: z.string(),
  sizeBytes: z.int(),
  status: z.enum(IMPORT_STATUSES),
  /** Error code of the contract where the workbook was refused whole. */
  refusal: z.nullable(z.string()),
  rowsRead: z.int(),
  rowsTotal: z.nullable(z.int()),
  goodRows: z.int(),
  faultyRows: z.int(),
  committedRows: z.int(),
  createdBy: z.string(),
  createdAt: instant,
  committedAt: z.nullable(instant),
  undoUntil: z.nullable(instant),
  undoneAt: z.nullable(instant),
});

export type ImportItem = z.output<typeof importItem>;

export const importBatch = z.object({
  ...importItem.shape,
  version: z.int(),
  sheetName: z.nullable(z.string()),
  headerRow: z.nullable(z.int()),
  columns: z.array(importColumn),
  /** Required columns the sheet does not have. */
  missing: z.array(field),
  /** What became of the corrected rows uploaded last. */
  corrections: z.nullable(
    z.object({ mergedRows: z.int(), unknownRows: z.int(), refusal: z.nullable(z.string()) }),
  ),
  /** Day of the upload, for rows without a filing date. */
  importDate: plainDate,
  totals: z.object({
    rows: z.int(),
    /** Rows that will register a need of an enterprise not yet known. */
    create: z.int(),
    update: z.int(),
    /** Dropped by the clerk. */
    skip: z.int(),
    faulty: z.int(),
    /** Enterprises that will be made, which may have several rows. */
    newEnterprises: z.int(),
    amounts: z.array(z.object({ currency, fen, rows: z.int() })),
  }),
  faults: z.array(z.object({ kind: z.enum(IMPORT_FAULTS), rows: z.int(), repairable: z.int() })),
  warnings: z.array(z.object({ kind: z.enum(IMPORT_WARNINGS), rows: z.int() })),
});
export type ImportBatch = z.output<typeof importBatch>;

const rowNumbers = z
  .array(z.int().check(z.gte(1), z.lte(1_048_576)))
  .check(z.minLength(1), z.maxLength(10_000));
const rowParams = z.strictObject({ id: z.uuid(), row: z.coerce.number().check(z.int(), z.gte(1)) });

export const uploadImport = defineRoute({
  id: 'uploadImport',
  method: 'POST',
  path: '/imports',
  summary: '上传摸底表（同一文件再次上传时打开先前的导入）',
  permission: 'imports.manage',
  query: z.strictObject({ fileName: shortText }),
  upload: workbookUpload,
  status: 201,
  result: importBatch,
  errors: [
    'import.not_a_workbook',
    'import.empty',
    'import.password_protected',
    'import.macro_enabled',
    'import.too_large',
  ],
});

export const listImports = defineRoute({
  id: 'listImports',
  method: 'GET',
  path: '/imports',
  summary: '导入记录',
  permission: 'imports.manage',
  query: z.strictObject({ ...pageQuery }),
  result: pageOf(importItem),
});

export const getImport = defineRoute({
  id: 'getImport',
  method: 'GET',
  path: '/imports/:id',
  summary: '导入预览：进度、合计、问题分组',
  permission: 'imports.manage',
  params: idParams,
  result: importBatch,
});

export const listImportRows = defineRoute({
  id: 'listImportRows',
  method: 'GET',
  path: '/imports/:id/rows',
  summary: '导入的各行',
  permission: 'imports.manage',
  params: idParams,
  query: z.strictObject({
    ...pageQuery,
    state: listOf(z.enum(IMPORT_ROW_STATES)),
    fault: z.optional(z.enum(IMPORT_FAULTS)),
    warning: z.optional(z.enum(IMPORT_WARNINGS)),
  }),
  result: pageOf(importRow),
});

export const editImportRow = defineRoute({
  id: 'editImportRow',
  method: 'PATCH',
  path: '/imports/:id/rows/:row',
  summary: '修改一个单元格并重新校验',
  permission: 'imports.manage',
  params: rowParams,
  body: z.strictObject({ field, text: z.string().check(z.maxLength(500)) }),
  versioned: true,
  result: importRow,
  errors: ['import.not_ready', 'resource.version_conflict'],
});

export const dropImportRows = defineRoute({
  id: 'dropImportRows',
  method: 'POST',
  path: '/imports/:id/drop',
  summary: '不导入所选行，或恢复',
  permission: 'imports.manage',
  params: idParams,
  body: z.strictObject({ rows: rowNumbers, dropped: z.boolean() }),
  result: importBatch,
  errors: ['import.not_ready'],
});

export const repairImportRows = defineRoute({
  id: 'repairImportRows',
  method: 'POST',
  path: '/imports/:id/repairs',
  summary: '对一类问题采用全部建议的修正',
  permission: 'imports.manage',
  params: idParams,
  body: z.strictObject({ kind: z.enum(IMPORT_FAULTS) }),
  result: importBatch,
  errors: ['import.not_ready'],
});

export const mapImportColumn = defineRoute({
  id: 'mapImportColumn',
  method: 'PUT',
  path: '/imports/:id/columns',
  summary: '指定一列的含义（本单位以后自动识别）',
  permission: 'imports.manage',
  params: idParams,
  body: z.strictObject({ title: shortText, field: z.nullable(field) }),
  result: importBatch,
  errors: ['import.not_ready'],
});

export const downloadFaultyRows = defineRoute({
  id: 'downloadFaultyRows',
  method: 'GET',
  path: '/imports/:id/faulty-rows',
  summary: '下载有问题的行（带错误说明列）',
  permission: 'imports.manage',
  params: idParams,
  result: { download: WORKBOOK },
  errors: ['import.not_ready'],
});

export const uploadCorrections = defineRoute({
  id: 'uploadCorrections',
  method: 'POST',
  path: '/imports/:id/corrections',
  summary: '上传改好的行，按原行号合并',
  permission: 'imports.manage',
  params: idParams,
  upload: workbookUpload,
  result: importBatch,
  errors: [
    'import.not_ready',
    'import.not_a_workbook',
    'import.empty',
    'import.password_protected',
    'import.macro_enabled',
    'import.too_large',
  ],
});

export const commitImport = defineRoute({
  id: 'commitImport',
  method: 'POST',
  path: '/imports/:id/commit',
  summary: '登记无误的行',
  permission: 'imports.manage',
  params: idParams,
  versioned: true,
  result: importBatch,
  errors: ['import.not_ready', 'import.no_good_rows', 'resource.version_conflict'],
});

export const undoImport = defineRoute({
  id: 'undoImport',
  method: 'POST',
  path: '/imports/:id/undo',
  summary: '撤销整批导入（24 小时内，且需求尚未核实、授权或推送）',
  permission: 'imports.manage',
  params: idParams,
  result: importBatch,
  errors: ['import.not_ready', 'import.undo_expired', 'import.undo_in_use'],
});

export const importRoutes = [
  uploadImport,
  listImports,
  getImport,
  listImportRows,
  editImportRow,
  dropImportRows,
  repairImportRows,
  mapImportColumn,
  downloadFaultyRows,
  uploadCorrections,
  commitImport,
  undoImport,
] as const;
