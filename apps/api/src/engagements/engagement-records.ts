import type { Ownership } from '../platform/database/ownership.js';
import type { EngagementRow, Movable, UndoTo } from './engagement-row.js';

export const ENGAGEMENT_COLUMNS = `e.id, e.request_id as "requestId", e.request_number as "requestNumber",
  e.term_months as "termMonths", e.purpose, e.enterprise_id as "enterpriseId", e.unit_position as "unitPosition",
  e.bank_id as "bankId", e.branch_id as "branchId", e.branch_position as "branchPosition", e.product_id as "productId",
  e.product_name as "productName", e.product_name_en as "productNameEn", e.consent_id as "consentId", e.origin, e.status,
  e.stage, e.version, e.content_version as "contentVersion", e.officer_id as "officerId",
  e.officer_name as "officerName", e.pushed_at as "pushedAt",
  e.due_at as "dueAt", e.due_provisional as "dueProvisional", e.due_since as "dueSince",
  e.due_minutes as "dueMinutes", e.policy_id as "policyId", e.programme_id as "programmeId", e.held_at as "heldAt", e.held_due_at as "heldDueAt",
  e.hq_expected_on as "hqExpectedOn",
  e.complete_since as "completeSince", e.stage_since as "stageSince", e.undo_until as "undoUntil",
  e.undo_account_id as "undoAccountId", e.undo_to as "undoTo", e.declined_by as "declinedBy",
  e.declined_by_name as "declinedByName", e.predecessor_id as "predecessorId", e.need_before as "needBefore",
  e.criteria_met as "criteriaMet",
  e.criteria_total as "criteriaTotal", e.requested_fen as "requestedFen", e.currency, e.approved_fen as "approvedFen",
  e.disbursed_fen as "disbursedFen", e.updated_at as "updatedAt"`;

/** A bank's from the moment it was reached. */
export const CASE_OWNERSHIP: Ownership = {
  enterprise: 'e.enterprise_id',
  bureau: 'e.unit_position',
  bank: 'e.bank_id',
  shown: { bank: 'e.pushed_at is not null' },
};

export type NewEngagement = Pick<
  EngagementRow,
  | 'id'
  | 'requestId'
  | 'requestNumber'
  | 'termMonths'
  | 'purpose'
  | 'enterpriseId'
  | 'unitPosition'
  | 'bankId'
  | 'branchId'
  | 'branchPosition'
  | 'programmeId'
  | 'productId'
  | 'productName'
  | 'productNameEn'
  | 'origin'
  | 'status'
  | 'criteriaMet'
  | 'criteriaTotal'
  | 'requestedFen'
  | 'currency'
  | 'contentVersion'
>;

/** What a move writes besides the version: `undo` is set by reversible decisions and cleared by everything else. */
export type Change = Movable & {
  readonly undo: { readonly until: Date; readonly accountId: string; readonly to: UndoTo } | null;
};
