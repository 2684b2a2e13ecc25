export { BLANK_CELL, cellText, isBlankCell, type SheetCell, type SheetRow } from './cells.js';
export { FIELD_TITLES, REQUIRED_FIELDS, SURVEY_FIELDS, type SurveyField, type SurveyNeed } from './fields.js';
export {
  FAULT_KINDS,
  FINDING_CODES,
  WARNING_KINDS,
  type Fault,
  type FaultKind,
  type Finding,
  type FindingCode,
  type Warning,
  type WarningKind,
} from './findings.js';
export {
  findHeader,
  normaliseTitle,
  type ColumnMapping,
  type ColumnMatch,
  type HeaderMatch,
  type UnrecognisedColumn,
} from './header.js';
export type { ListHeader } from './list-sheet.js';
export { markDuplicates, type Repeatable } from './duplicates.js';
export type { ReadContext } from './read-fields.js';
export { applyEdit, isSkipped, readRow, type FieldCells, type StagedRow } from './read-row.js';
export {
  CUSTOMS_GRADES,
  HOLDING_TYPES,
  TAX_GRADES,
  resolveCollateral,
  resolvePurpose,
  type CustomsGrade,
  type HoldingType,
  type TaxGrade,
} from './words.js';
