import type { RequestContent } from '@yinqi/contracts/financing-requests';
import type { RequestState, Side } from '@yinqi/domain/lifecycle';
import type { Ownership } from '../platform/database/ownership.js';
import { EXPIRES_AT } from './request-expiry.js';
import type { RequestFields, RequestSource } from './request-row.js';

export const REQUEST_COLUMNS = `id, number, enterprise_id as "enterpriseId", unit_position as "unitPosition", status,
  amount_fen as "amountFen", currency, term_months as "termMonths", purpose, purpose_text as "purposeText",
  financing_mode as "financingMode", rate_ceiling_bp as "rateCeilingBp", needed_by as "neededBy", collateral,
  collateral_text as "collateralText", first_loan as "firstLoan", export_credit_insured as "exportCreditInsured",
  parent_guarantee as "parentGuarantee", intended_banks as "intendedBanks", remarks, contact_name as "contactName",
  contact_phone as "contactPhone", willing_to_share as "willingToShare", source, return_items as "returnItems",
  content_version as "contentVersion", version, submitted_at as "submittedAt", verify_due_at as "verifyDueAt", verify_provisional as "verifyProvisional", verified_at as "verifiedAt",
  matched_at as "matchedAt", created_at as "createdAt", updated_at as "updatedAt",
  updated_by as "updatedBy", drafted_by as "draftedBy", ${EXPIRES_AT} as "expiresAt"`;

/** An enterprise's own, and the bureau's from the day it may see them. */
export const REQUEST_OWNERSHIP: Ownership = {
  enterprise: 'r.enterprise_id',
  bureau: 'r.unit_position',
  shown: { bureau: 'r.bureau_visible' },
};

/** Who writes and when; `prefix` begins the numbers, `side` says whose draft it is. */
export type Filing = {
  readonly prefix: string;
  readonly by: string;
  readonly side: 'enterprise' | 'bureau';
  readonly now: Date;
};
export type Move = { readonly to: RequestState; readonly by: string; readonly now: Date };
export type ContentEdit = {
  readonly content: RequestContent;
  readonly raisesContentVersion: boolean;
  readonly by: string;
  readonly now: Date;
};

export type NewRequest = {
  readonly id: string;
  readonly enterpriseId: string;
  readonly unitPosition: number;
  readonly status: 'draft' | 'submitted';
  readonly fields: RequestFields;
  readonly source: RequestSource;
};

export type NewEvent = {
  readonly id: string;
  readonly requestId: string;
  readonly action: string;
  readonly from: RequestState | null;
  readonly to: RequestState;
  readonly side: Side;
  readonly accountId: string | null;
  readonly actorName: string;
  readonly note: Readonly<Record<string, unknown>>;
};

export type EventRow = {
  readonly id: string;
  readonly at: string;
  readonly action: string;
  readonly from: RequestState | null;
  readonly to: RequestState;
  readonly side: Side;
  readonly actorName: string;
  readonly note: { readonly reason?: string };
};
