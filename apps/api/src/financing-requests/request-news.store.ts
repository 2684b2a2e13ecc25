import { Injectable } from '@nestjs/common';
import type { Side } from '@yinqi/domain/lifecycle';
import type { Tx } from '../platform/database/database.js';

export type RequestEntry = {
  readonly id: string;
  readonly action: string;
  readonly at: string;
  readonly side: Side;
  readonly accountId: string | null;
  readonly requestId: string;
  readonly requestNumber: string;
  readonly enterpriseId: string;
  readonly enterpriseName: string;
  readonly unitPosition: number;
  /** A draft an enterprise began is its own; taking one back is nobody else's business. */
  readonly isBureauVisible: boolean;
};

/** The history of requests as people are told of it. */
@Injectable()
export class RequestNewsStore {
  entries(tx: Tx, requestIds: readonly string[], since: Date): Promise<RequestEntry[]> {
    return tx.rows<RequestEntry>(
      `select h.id, h.action, h.at, h.actor_side as side, h.actor_account_id as "accountId",
         r.id as "requestId", r.number as "requestNumber", r.enterprise_id as "enterpriseId",
         e.name as "enterpriseName", r.unit_position as "unitPosition", r.bureau_visible as "isBureauVisible"
       from financing_request_event h
       join financing_request r on r.id = h.request_id
       join enterprise e on e.id = r.enterprise_id
       where h.request_id = any($1) and h.at > $2 order by h.seq`,
      [requestIds, since],
    );
  }
}
