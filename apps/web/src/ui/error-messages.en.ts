import type { CapabilityErrorCode } from './error-messages.js';

export const messages = {
  'import.not_a_workbook': 'This is not an Excel workbook. Upload an .xlsx file.',
  'import.empty': 'The workbook holds no rows of data. Check that it is the right file.',
  'import.no_header':
    'No header could be recognised. At least company name, unified social credit code and amount are needed.',
  'import.password_protected': 'The workbook has a password. Remove it and upload again.',
  'import.macro_enabled': 'The workbook contains macros. Save it as a plain .xlsx and upload again.',
  'import.too_large': 'The file is too large: 20 MB packed, 200 MB unpacked at most. Split it first.',
  'import.not_ready': 'This batch is still being read. Please wait a moment.',
  'import.no_good_rows': 'There is no row that can be registered. Correct the faulty rows first.',
  'import.undo_expired': 'More than 24 hours have passed; withdraw the requests one by one instead.',
  'import.undo_in_use': 'Requests of this batch have been verified, consented to or sent, so it stays.',
  'enterprise.uscc_taken': 'This unified social credit code is registered already. Open that enterprise.',
  'allocation.too_large':
    'Too many requests and products for one calculation. Leave out some tools, or let the bureaus below calculate their own.',
  'letter.nothing_due':
    'No time limit is running on this case, so there is nothing to supervise. Draft the letter once its next stage has begun.',
  'letter.already_open': 'A draft letter for this case is waiting to be signed. Edit that one instead.',
  'allocation.not_ready':
    'This suggestion is still being computed, or could not be. Wait until it has ended.',
  'financing_request.incomplete': 'Some required answers are missing. Complete them and submit again.',
  'consent.bank_unknown': 'The bank named in the consent is not on the platform. Choose another.',
  'consent.paper_required': 'Upload the signed consent before recording it.',
  'engagement.fan_out_exceeded': 'A request can be with five banks at a time. End one before adding another.',
  'engagement.already_engaged': 'This bank is already working on the request.',
  'engagement.not_shareable': 'The enterprise has not agreed to share this request with banks.',
  'engagement.consent_missing': 'The enterprise has not yet consented to this bank, so it cannot be sent.',
  'engagement.undo_expired': 'The time for undoing this has passed.',
  'engagement.not_matched':
    'This product does not fit at present or is not available, so it cannot be sent. Please choose another from the matches.',
  'offer.amount_exceeds_rest': 'The amount exceeds what the request still needs. Lower it and submit again.',
  'handover.office_unfit': 'A case can only go to another office of your own bank. Choose another one.',
  'offer.not_open': 'This offer has lapsed or been settled and can no longer be chosen.',
  'disbursement.exceeds_approval': 'Disbursements would exceed the approved amount. Check the loan note.',
  'balance.above_reported':
    'The balance is above the one reported before, whose repayment has given quota back; nothing was recorded. If the earlier one was wrong, ask the facility administrator to reverse that repayment first; a new drawdown is reported under its own loan number.',
  'disbursement.duplicate_note': 'This loan note has been reported already. Please check.',
  'product.rule_invalid': 'One of the conditions cannot be read. Correct it as marked.',
  'product.code_taken': 'Another product of your bank carries this code. Choose a different one.',
  'rule_preview.too_many':
    'You have tried rules out 300 times within an hour. Go on a little later; what you wrote stays.',
  'notice.mail_off': 'This installation does not send e-mail yet; messages reach you here only.',
  'notice.code_wrong':
    'The code is wrong or no longer holds. Check the six digits in the letter, or have a new code sent.',
  'webhook.off': 'This installation sends no messages to other systems. Ask its administrator.',
  'webhook.url_refused':
    'This address cannot be used. Enter one that begins with https://, on an allowed host, without port or password.',
  'webhook.too_many': 'Five addresses at most. Delete one that is no longer used.',
  'webhook.no_secret': 'There is no signing secret yet. Make one first.',
  'notice.too_many_codes': 'Five codes were sent within an hour. Try again a little later.',
  'facility.closed': 'This facility no longer takes applications.',
  'facility_terms.one_waits':
    'Another change of this tool waits for review or for its day. Settle that one first.',
  'facility_terms.code_taken': 'Another tool has this code by now. Send it back to be opened under another.',
  'allotment.quota_exists': 'This facility has its quota book already. Adjust it on the quota page.',
  'allotment.no_quota':
    'This is a tally of the platform and not the holder’s book, so nothing can be allotted. Record the total first.',
  'allotment.own_proposal': 'You cannot review what you proposed yourself. A colleague has to.',
  'allotment.not_proposer': 'Only the proposer may withdraw it. You may approve it or send it back.',
  'allotment.not_open': 'It has been reviewed or withdrawn already.',
  'allotment.second_person': 'This amount needs two people. Send it for review.',
  'allotment.insufficient':
    'Not enough is left, so nothing was posted. Take a smaller amount, or take back or raise quota first.',
  'allotment.below_use':
    'The limit would be less than is allotted on, in process and used together. Nothing was posted.',
  'allotment.still_in_use':
    'Some of it is allotted on or in process, so it cannot be closed. Return and end those first.',
  'allotment.pool_state': 'The quota is frozen or closed, or in that state already. Nothing was posted.',
  'allotment.unrelated':
    'Neither is allotted from the other, nor both from one, so quota cannot move between them.',
  'allotment.overtaken':
    'The conditions of this quota were changed meanwhile. Send it back to be proposed anew.',
  'allotment.corrected': 'This entry has been reversed already.',
  'allotment.repaid':
    'A repayment was posted against this entry since. Reverse the repayment first, then this entry.',
  'statement.followed': 'This statement was compared again already. Open the later comparison.',
  'statement_item.not_open':
    'This line is explained already, or a correction of it is under way. Reload to see which.',
  'quota_exception.settled': 'Somebody has settled this exception. Refresh to see the result.',
  'quota.amount_unreadable': 'The amount is not a number; nothing was reserved. Enter whole fen.',
  'quota.amount_fractional': 'The amount has parts of a fen; nothing was reserved. Enter whole fen.',
  'quota.amount_zero': 'The amount is zero; nothing was reserved. Enter the actual amount.',
  'quota.amount_negative':
    'The amount is negative; nothing was reserved. To give quota back, release or correct.',
  'quota.amount_too_large':
    'The amount is more than can be recorded; nothing was reserved. Check that the unit is fen.',
  'quota.currency_mismatch':
    'The quota is in another currency; nothing was posted. Use the currency of the quota.',
  'quota.insufficient':
    'Not enough quota is left; nothing was reserved. Lower the amount, or ask the facility administrator for more.',
  'quota.tally_exceeded':
    'With what has been reported as used on this platform, this amount would pass the size recorded for the facility; nothing was reserved. The platform does not know the official balance; its holder does.',
  'quota.pool_frozen':
    'This quota, or one above it, is frozen for now. What is already reserved stays valid.',
  'quota.pool_closed': 'This quota, or one above it, is closed; nothing more can be done with it.',
  'quota.window_not_yet_open': 'The facility has not opened yet; nothing was done.',
  'quota.window_closed': 'The period of the facility is over; nothing was done.',
  'quota.lender_ineligible': 'The bank is not among the lenders of this facility; nothing was reserved.',
  'quota.borrower_ineligible': 'The enterprise is not one this facility supports; nothing was reserved.',
  'quota.borrower_undetermined':
    'Too little is known of the enterprise to tell whether the facility supports it; nothing was reserved. Add what is missing and try again.',
  'quota.rate_above_cap':
    'The loan’s rate is above the cap of the day; nothing was done. Bring it down to the cap.',
  'quota.customer_limit':
    'With this the enterprise would exceed the facility’s limit for one customer; nothing was done.',
  'quota.hold_ended': 'This reservation was used, released or has lapsed already.',
  'quota.hold_expired': 'This reservation has lapsed and cannot be used. Reserve again.',
  'quota.hold_exceeded':
    'The amount is more than this reservation still holds; nothing was posted. Check the amount.',
  'quota.hold_not_in_state': 'This reservation is not that far yet. Commit it first, then post.',
  'quota.hold_expiry_in_past': 'That time has passed already; nothing was posted. Choose a later one.',
  'quota.hold_too_long':
    'Quota is held for a year at most and never past the last day of the tool; nothing was posted. Choose an earlier date.',
  'quota.by_claim':
    'Under this tool a bank lends first and claims afterwards (bills are registered one by one), so nothing is reserved here. Use Claims.',
  'quota.claim_live': 'This loan or bill number already holds quota; each may do so once. Check the number.',
  'quota.repayment_refused':
    'A repayment does not restore this quota, or is more than is outstanding; nothing was posted.',
  'quota.hold_of_claim':
    'This reservation belongs to a case or a claim and moves with it. Act on the case or the claim.',
  'claim.wrong_kind':
    'This facility is claimed otherwise: relending by loan, rediscount by bill. Choose another facility.',
  'claim.not_held_here':
    'The holder of this facility is not on the platform, which only records its use. Claim the usual way.',
  'claim.no_quota': 'Your bank has no quota of this facility yet; nothing was marked. Ask its holder first.',
  'claim.not_eligible':
    'It does not meet the facility’s conditions; nothing was marked. See the tests one by one.',
  'claim.undetermined':
    'Something is not known yet; nothing was marked. Complete the borrower’s facts and mark again.',
  'claim.in_batch': 'It is in a batch. Take it out of the batch first, then remove the mark.',
  'claim.not_marked': 'It was handed in, decided or released already.',
  'claim.batch_not_draft': 'This batch was handed in and cannot be changed any more.',
  'claim.batch_not_submitted': 'This batch is not waiting for a decision. Reload the page.',
  'claim.line_unfit':
    'Some lines do not fit this batch: they must be marked, of one facility and quota, and in no other batch. Choose again.',
  'claim.not_reduced':
    'A partial reimbursement is more than nothing and less than what was asked. Otherwise reimburse in full or send back.',
  'claim.rest_due':
    'One of the loans has fallen due, so its rest cannot wait for a later batch. Free the rest.',
  'claim.line_lapsed':
    'One of the lines has fallen due and holds no quota any more. Take it out or send it back.',
  'service_policy.date_taken': 'A version for the same scope already begins on that day. Choose another day.',
} as const satisfies Readonly<Record<CapabilityErrorCode, string>>;
