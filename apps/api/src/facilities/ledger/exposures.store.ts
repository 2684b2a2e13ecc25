import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { TOOL_LIMIT } from './customer-limits.js';

export type Exposure = { readonly customerId: string; readonly totalFen: string; readonly ownFen: string };

const EXPOSURE = 'h.held_fen + h.posted_fen - h.repaid_fen';
/** What enterprises hold and have used of a tool in all of its pools; read by the ledger's writer, who sees every bank's. */
@Injectable()
export class ExposuresStore {
  async limitOf(tx: Tx, facilityId: string): Promise<bigint | null> {
    const row = await tx.first<{ limit: string | null }>(
      `select (${TOOL_LIMIT} and r.facility_id = $1) as limit`,
      [facilityId],
    );
    const limit = row?.limit ?? null;
    return limit === null ? null : BigInt(limit);
  }

  ofCustomers(
    tx: Tx,
    { facilityId, bankId }: { readonly facilityId: string; readonly bankId: string },
    customerIds: readonly string[],
  ): Promise<Exposure[]> {
    return tx.rows<Exposure>(
      `select h.customer_id as "customerId", sum(${EXPOSURE}) as "totalFen",
         coalesce(sum(${EXPOSURE}) filter (where h.bank_id = $2), 0) as "ownFen"
       from quota_hold h join quota_pool p on p.id = h.pool_id
       where p.facility_id = $1 and h.customer_id = any($3) group by h.customer_id`,
      [facilityId, bankId, customerIds],
    );
  }
}
