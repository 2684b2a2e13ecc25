import type { AllotmentView } from '@yinqi/contracts/allotments';
import { answerProposal } from '@yinqi/domain/allotment';
import type { Caller } from '../../platform/database/caller.js';
import { ownerName } from '../quota-view/pool-names.js';
import type { AllotmentRow } from './allotments.store.js';

/** An allotment with what this reader may do with it now. */
export function allotmentView(row: AllotmentRow, caller: Caller): AllotmentView {
  const open = { state: row.state, proposedBy: row.proposed_by };
  const may = (act: 'approve' | 'withdraw'): boolean => answerProposal(open, act, caller.accountId).ok;
  return {
    id: row.id,
    kind: row.kind,
    state: row.state,
    facility: { id: row.facility_id, name: row.facility_name, nameEn: row.facility_name_en },
    pool: { id: row.pool_id, ...ownerName(row.pool) },
    other:
      row.other_pool_id === null || row.other === null
        ? null
        : { id: row.other_pool_id, ...ownerName(row.other) },
    amountFen: row.amount_fen,
    limitFen: row.limit_fen,
    conditions: conditionsOf(row),
    reason: row.reason,
    documentNumber: row.document_number,
    effectiveOn: row.effective_on,
    needsSecond: row.needs_second,
    proposedBy: row.proposed_by_name,
    proposedAt: row.proposed_at,
    decidedBy: row.decided_by_name,
    decidedAt: row.decided_at,
    note: row.note,
    mayDecide: may('approve'),
    mayWithdraw: may('withdraw'),
    version: row.version,
  };
}

function conditionsOf(row: AllotmentRow): AllotmentView['conditions'] {
  const { second_from_fen: after, second_from_before_fen: before } = row;
  if (after === null || before === null) return null;
  return {
    before: { singleCustomerLimitFen: row.customer_limit_before_fen, secondPersonFromFen: before },
    after: { singleCustomerLimitFen: row.customer_limit_fen, secondPersonFromFen: after },
  };
}
