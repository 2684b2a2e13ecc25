import type { FacilityTermsView } from '@yinqi/contracts/facility-terms';
import { answerProposal } from '@yinqi/domain/allotment';
import type { Caller } from '../../platform/database/caller.js';
import type { TermsRow } from './facility-terms.store.js';
import { versionOf } from './stored-terms.js';

/** A version of the terms with what this reader may do with it now. */
export function facilityTermsView(row: TermsRow, caller: Caller): FacilityTermsView {
  const open = { state: row.state, proposedBy: row.proposedBy };
  const may = (act: 'approve' | 'withdraw'): boolean => answerProposal(open, act, caller.accountId).ok;
  return {
    id: row.id,
    facilityId: row.facilityId,
    code: row.code,
    state: row.state === 'posted' && row.appliedAt === null ? 'scheduled' : row.state,
    opening: row.opening,
    fromOn: row.fromOn,
    terms: versionOf(row.terms),
    before: row.before && versionOf(row.before),
    reason: row.reason,
    needsSecond: row.needsSecond,
    proposedBy: row.proposedByName,
    proposedAt: row.proposedAt,
    decidedBy: row.decidedByName,
    decidedAt: row.decidedAt,
    appliedAt: row.appliedAt,
    poolId: row.poolId,
    note: row.note,
    mayDecide: may('approve'),
    mayWithdraw: may('withdraw'),
    version: row.version,
  };
}
