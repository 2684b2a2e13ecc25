/**
 * Every code the API can answer with, and its HTTP status. A code is stable for ever; the wording belongs to
 * the reader's language and lives in the web, where a missing one does not compile.
 */
export const ERROR_STATUS = {
  'request.malformed': 400,
  'request.invalid': 422,
  'request.too_large': 413,
  'request.unsupported_media': 415,
  'route.not_found': 404,
  'session.required': 401,
  'session.wrong_credentials': 401,
  'session.throttled': 429,
  'origin.refused': 403,
  'permission.denied': 403,
  'resource.not_found': 404,
  'resource.version_conflict': 409,
  'resource.version_required': 428,
  'idempotency.key_required': 400,
  'idempotency.mismatch': 422,
  'transition.refused': 409,
  'import.not_a_workbook': 422,
  'import.empty': 422,
  'import.no_header': 422,
  'import.password_protected': 422,
  'import.macro_enabled': 422,
  'import.too_large': 413,
  'import.not_ready': 409,
  'import.no_good_rows': 409,
  'import.undo_expired': 409,
  'import.undo_in_use': 409,
  'enterprise.uscc_taken': 409,
  'financing_request.incomplete': 422,
  'allocation.too_large': 422,
  'allocation.not_ready': 409,
  'consent.bank_unknown': 422,
  'consent.paper_required': 422,
  'engagement.fan_out_exceeded': 409,
  'engagement.already_engaged': 409,
  'engagement.not_shareable': 409,
  'engagement.consent_missing': 409,
  'engagement.undo_expired': 409,
  'engagement.not_matched': 409,
  'handover.office_unfit': 409,
  'offer.amount_exceeds_rest': 409,
  'offer.not_open': 409,
  'disbursement.exceeds_approval': 409,
  'balance.above_reported': 409,
  'disbursement.duplicate_note': 409,
  'product.rule_invalid': 422,
  'product.code_taken': 409,
  'rule_preview.too_many': 429,
  'facility.closed': 409,
  'facility_terms.one_waits': 409,
  'facility_terms.code_taken': 409,
  'allotment.quota_exists': 409,
  'allotment.no_quota': 409,
  'allotment.own_proposal': 409,
  'allotment.not_proposer': 409,
  'allotment.not_open': 409,
  'allotment.second_person': 409,
  'allotment.insufficient': 409,
  'allotment.below_use': 409,
  'allotment.still_in_use': 409,
  'allotment.pool_state': 409,
  'allotment.unrelated': 409,
  'allotment.corrected': 409,
  'allotment.repaid': 409,
  'allotment.overtaken': 409,
  'statement.followed': 409,
  'statement_item.not_open': 409,
  'quota_exception.settled': 409,
  'letter.nothing_due': 409,
  'letter.already_open': 409,
  'quota.amount_unreadable': 422,
  'quota.amount_fractional': 422,
  'quota.amount_zero': 422,
  'quota.amount_negative': 422,
  'quota.amount_too_large': 422,
  'quota.currency_mismatch': 422,
  'quota.insufficient': 409,
  'quota.tally_exceeded': 409,
  'quota.pool_frozen': 409,
  'quota.pool_closed': 409,
  'quota.window_not_yet_open': 409,
  'quota.window_closed': 409,
  'quota.lender_ineligible': 409,
  'quota.borrower_ineligible': 409,
  'quota.borrower_undetermined': 409,
  'quota.rate_above_cap': 409,
  'quota.customer_limit': 409,
  'quota.hold_ended': 409,
  'quota.hold_expired': 409,
  'quota.hold_exceeded': 409,
  'quota.hold_not_in_state': 409,
  'quota.hold_expiry_in_past': 422,
  'quota.hold_too_long': 422,
  'quota.by_claim': 409,
  'quota.claim_live': 409,
  'quota.repayment_refused': 409,
  'quota.hold_of_claim': 409,
  'claim.wrong_kind': 409,
  'claim.not_held_here': 409,
  'claim.no_quota': 409,
  'claim.not_eligible': 409,
  'claim.undetermined': 409,
  'claim.in_batch': 409,
  'claim.not_marked': 409,
  'claim.batch_not_draft': 409,
  'claim.batch_not_submitted': 409,
  'claim.line_unfit': 409,
  'claim.line_lapsed': 409,
  'claim.not_reduced': 409,
  'claim.rest_due': 409,
  'notice.mail_off': 409,
  'notice.code_wrong': 422,
  'notice.too_many_codes': 429,
  'webhook.off': 409,
  'webhook.url_refused': 422,
  'webhook.too_many': 409,
  'webhook.no_secret': 409,
  'service_policy.date_taken': 409,
  'server.busy': 503,
  'server.fault': 500,
} as const satisfies Record<string, number>;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** Values that complete a message in the reader's language: amounts as digit strings, instants as ISO. */
export type ErrorParams = Readonly<Record<string, string | number | boolean>>;

/** One fault of one field: `pointer` is a JSON pointer into the input, `code` names the broken expectation. */
export type FieldFault = {
  readonly pointer: string;
  readonly code: string;
  readonly params?: ErrorParams;
};

/** RFC 9457 problem details as every failing route answers them. */
export type Problem = {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly code: ErrorCode;
  readonly correlationId: string;
  readonly params?: ErrorParams;
  readonly faults?: readonly FieldFault[];
};
