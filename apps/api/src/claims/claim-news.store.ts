import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/database.js';

/** A batch that was handed in, as people are told of it. */
export type NewsBatch = {
  readonly id: string;
  readonly number: string;
  readonly state: 'submitted' | 'decided';
  readonly submittedAt: string;
  readonly decidedAt: string | null;
  readonly decidedBy: string | null;
  readonly facilityCode: string;
  readonly holderId: string | null;
  readonly bankId: string;
  readonly bankPosition: number;
  readonly askedFen: string;
  readonly reimbursedFen: string;
  /** Lines whose reimbursement was taken back. */
  readonly corrected: readonly { readonly claimId: string; readonly round: number; readonly at: string }[];
};

/** Batches as the worker reads them to tell of them. */
@Injectable()
export class ClaimNewsStore {
  batches(tx: Tx, ids: readonly string[]): Promise<NewsBatch[]> {
    return tx.rows<NewsBatch>(
      `select b.id, b.number, b.state, b.submitted_at as "submittedAt", b.decided_at as "decidedAt",
         b.decided_by as "decidedBy", f.code as "facilityCode", f.holder_id as "holderId", b.bank_id as "bankId",
         o.lft as "bankPosition", d.asked as "askedFen", d.given as "reimbursedFen", d.corrected
       from claim_batch b join facility f on f.id = b.facility_id join organisation o on o.id = b.bank_id,
         lateral (select coalesce(sum(asked_fen), 0)::text as asked, coalesce(sum(reimbursed_fen), 0)::text as given,
             coalesce(jsonb_agg(jsonb_build_object('claimId', claim_id, 'round', round, 'at', corrected_at)
               order by corrected_at, claim_id) filter (where corrected_at is not null), '[]') as corrected
           from claim_decision where batch_id = b.id) d
       where b.id = any($1) and b.submitted_at is not null order by b.submitted_at, b.id`,
      [ids],
    );
  }
}
