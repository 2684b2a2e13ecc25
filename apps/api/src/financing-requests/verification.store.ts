import { Injectable } from '@nestjs/common';
import type { Tx } from '../platform/database/database.js';
import type { VerificationDue } from './verification-clock.js';

export type ProvisionalRequest = {
  readonly id: string;
  readonly enterpriseId: string;
  readonly unitPosition: number;
  readonly submittedAt: string;
};

/** Until when submitted requests are verified. */
@Injectable()
export class VerificationStore {
  provisional(tx: Tx, after: string, limit: number): Promise<ProvisionalRequest[]> {
    return tx.rows<ProvisionalRequest>(
      `select id, enterprise_id as "enterpriseId", unit_position as "unitPosition", submitted_at as "submittedAt"
       from financing_request
       where verify_provisional and status = 'submitted' and id > $1 order by id limit $2 for no key update`,
      [after, limit],
    );
  }

  async setDue(tx: Tx, id: string, due: VerificationDue): Promise<void> {
    await tx.execute(
      `update financing_request set verify_due_at = $2, verify_provisional = $3, verify_policy_id = $4 where id = $1`,
      [id, due.at, due.isProvisional, due.policyId],
    );
  }
}
