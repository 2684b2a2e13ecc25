import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';

/** What is to be sent, with the secrets that sign it now. */
export type DueDelivery = {
  readonly id: string;
  readonly type: string;
  readonly recordKind: string | null;
  readonly recordId: string | null;
  readonly at: string;
  readonly attempts: number;
  readonly url: string;
  readonly secret: Uint8Array;
  readonly previousSecret: Uint8Array | null;
  /** Paused or deleted since; a test is sent all the same while the endpoint stands. */
  readonly isOff: boolean;
};

/** Deliveries as the worker carries them. */
@Injectable()
export class WebhookOutboxStore {
  /** One for each endpoint of the organisations that were told; told twice, it is made once. */
  async makeForNotices(tx: Tx, noticeIds: readonly string[], now: Date): Promise<string[]> {
    const rows = await tx.rows<{ id: string }>(
      `insert into webhook_delivery (id, endpoint_id, owner_id, event_id, type, record_kind, record_id, at, state, created_at)
       select gen_random_uuid(), w.id, w.owner_id, n.event_id, n.code, n.record_kind, n.record_id, min(n.at), 'waiting', $2
       from notice n join organisation o on o.id = n.organisation_id
         join webhook_endpoint w
           on w.owner_id = case n.receiver when 'bank' then coalesce(o.parent_id, o.id) else o.id end
       where n.id = any($1) and n.receiver <> 'enterprise' and w.state = 'active'
       group by w.id, n.event_id, n.code, n.record_kind, n.record_id
       on conflict do nothing returning id`,
      [noticeIds, now],
    );
    return rows.map(({ id }) => id);
  }

  due(tx: Tx, ids: readonly string[], now: Date): Promise<DueDelivery[]> {
    return tx.rows<DueDelivery>(
      `select d.id, d.type, d.record_kind as "recordKind", d.record_id as "recordId", d.at, d.attempts, w.url, w.secret,
         case when w.previous_until > $2 then w.previous_secret end as "previousSecret",
         w.deleted_at is not null or (w.state <> 'active' and d.record_id is not null) as "isOff"
       from webhook_delivery d join webhook_endpoint w on w.id = d.endpoint_id
       where d.id = any($1) and d.state = 'waiting' and w.secret is not null order by d.id`,
      [ids, now],
    );
  }

  async record(
    tx: Tx,
    id: string,
    { state, result }: { readonly state: 'waiting' | 'delivered' | 'dead'; readonly result: string },
    now: Date,
  ): Promise<void> {
    await tx.execute(
      `update webhook_delivery set state = $2, attempts = attempts + 1, last_result = $3, last_at = $4
       where id = $1 and state = 'waiting'`,
      [id, state, result, now],
    );
  }

  purge(tx: Tx, before: Date, limit: number): Promise<number> {
    return tx.execute(
      `delete from webhook_delivery where id in (
         select id from webhook_delivery where created_at < $1 and state <> 'waiting' order by created_at limit $2)`,
      [before, limit],
    );
  }
}
