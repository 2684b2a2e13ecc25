import { Injectable } from '@nestjs/common';
import type { AllotmentKind, ProposalState } from '@yinqi/domain/allotment';
import type { QuotaExceptionKind } from '@yinqi/domain/quota';
import type { Tx } from '../../platform/database/database.js';

/** Whose a pool is. */
export type NewsPool = {
  readonly poolId: string;
  readonly facilityCode: string;
  readonly holderId: string | null;
  readonly unitPosition: number;
  readonly bankId: string | null;
  readonly bankPosition: number | null;
};
export type NewsAllotment = NewsPool & {
  readonly id: string;
  readonly kind: AllotmentKind;
  readonly state: ProposalState;
  readonly proposedBy: string;
  readonly proposedAt: string;
  readonly decidedBy: string | null;
  readonly decidedAt: string | null;
};
/** A tool that is opened or changed, of which its holder's people alone are told. */
export type NewsTerms = Pick<
  NewsAllotment,
  'id' | 'state' | 'proposedBy' | 'proposedAt' | 'decidedBy' | 'decidedAt' | 'facilityCode' | 'holderId'
>;
export type NewsException = NewsPool & {
  readonly id: string;
  readonly kind: QuotaExceptionKind;
  readonly openedAt: string;
};
export type NewsHold = NewsPool & {
  readonly id: string;
  readonly expiresAt: string;
  readonly engagementId: string | null;
  readonly branchPosition: number | null;
  readonly officerId: string | null;
  readonly requestId: string | null;
  readonly requestNumber: string | null;
};

const POOL = `p.id as "poolId", f.code as "facilityCode", f.holder_id as "holderId", p.unit_position as "unitPosition",
  p.bank_id as "bankId", b.lft as "bankPosition"`;
const OF_POOL = `join facility f on f.id = p.facility_id left join organisation b on b.id = p.bank_id`;
/** A tally of our own keeps no quota, so nothing of it is news to those who would use it. */
const KEPT = `p.authority <> 'SHADOW'`;

/** Quota as people are told of it. */
@Injectable()
export class QuotaNewsStore {
  /** An allotment with each pool it concerns. */
  allotments(tx: Tx, ids: readonly string[]): Promise<NewsAllotment[]> {
    return tx.rows<NewsAllotment>(
      `select a.id, a.kind, a.state, a.proposed_by as "proposedBy", a.proposed_at as "proposedAt",
         a.decided_by as "decidedBy", a.decided_at as "decidedAt", ${POOL}
       from allotment a join quota_pool p on p.id = any (array[a.pool_id, a.other_pool_id]) ${OF_POOL}
       where a.id = any($1) and ${KEPT} order by a.proposed_at, a.id, p.id <> a.pool_id`,
      [ids],
    );
  }

  terms(tx: Tx, ids: readonly string[]): Promise<NewsTerms[]> {
    return tx.rows<NewsTerms>(
      `select t.id, t.state, t.proposed_by as "proposedBy", t.proposed_at as "proposedAt", t.decided_by as "decidedBy",
         t.decided_at as "decidedAt", t.code as "facilityCode", t.organisation_id as "holderId"
       from facility_terms t where t.id = any($1) order by t.proposed_at, t.id`,
      [ids],
    );
  }

  exceptions(tx: Tx, poolIds: readonly string[], since: Date): Promise<NewsException[]> {
    return tx.rows<NewsException>(
      `select x.id, x.kind, x.opened_at as "openedAt", ${POOL}
       from quota_exception x join quota_pool p on p.id = x.pool_id ${OF_POOL}
       where x.pool_id = any($1) and x.settled_at is null and x.opened_at > $2 and ${KEPT}
       order by x.opened_at, x.id`,
      [poolIds, since],
    );
  }

  /** Holds whose end comes near and of whose end nobody was told; marked as told. Short ones end as they were meant to. */
  expiring(
    tx: Tx,
    { now, until, most }: { readonly now: Date; readonly until: Date; readonly most: number },
  ): Promise<NewsHold[]> {
    return tx.rows<NewsHold>(
      `with near as (
         update quota_hold h set warned_for = h.expires_at where h.id in (
           select one.id from quota_hold one
           where one.due_at > $1 and one.due_at <= $2
             and one.warned_for is distinct from one.expires_at
             and one.expires_at - one.begun_at > $2::timestamptz - $1::timestamptz
           order by one.due_at limit $3 for update skip locked)
         returning h.id, h.pool_id, h.expires_at, h.engagement_id)
       select n.id, n.expires_at as "expiresAt", n.engagement_id as "engagementId",
         e.branch_position as "branchPosition", e.officer_id as "officerId", e.request_id as "requestId",
         e.request_number as "requestNumber", ${POOL}
       from near n join quota_pool p on p.id = n.pool_id ${OF_POOL} left join engagement e on e.id = n.engagement_id
       where ${KEPT} order by n.expires_at, n.id`,
      [now, until, most],
    );
  }
}
