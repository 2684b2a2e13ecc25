import { Injectable } from '@nestjs/common';
import type { WebhookDelivery, WebhookEndpoint } from '@yinqi/contracts/webhooks';
import type { Tx } from '../../platform/database/database.js';
import type { Ownership } from '../../platform/database/ownership.js';

export type NewDelivery = {
  readonly id: string;
  readonly endpointId: string;
  readonly eventId: string;
  readonly type: string;
};

/** Only a head office keeps those of its bank, so that the organisation is the bank itself. */
const OWNERSHIP: Ownership = { organisation: 'w.owner_id' };
const ENDPOINT = `w.id, w.url, w.state, w.has_secret as "hasSecret", w.previous_until as "previousUntil", w.created_by_name as "createdBy",
  w.created_at as "createdAt"`;
const DELIVERY = `d.id, d.type, d.state, d.attempts, d.last_result as "lastResult", d.last_at as "lastAt",
  d.created_at as "createdAt"`;

/** Endpoints as the people of their organisation manage them; what was deleted is not there. */
@Injectable()
export class WebhooksStore {
  endpoints(tx: Tx): Promise<WebhookEndpoint[]> {
    return tx.rows<WebhookEndpoint>(
      `select ${ENDPOINT} from webhook_endpoint w where w.deleted_at is null and ${tx.own(OWNERSHIP)}
       order by w.created_at, w.id`,
    );
  }

  find(tx: Tx, id: string): Promise<WebhookEndpoint | undefined> {
    return tx.first<WebhookEndpoint>(
      `select ${ENDPOINT} from webhook_endpoint w where w.id = $1 and w.deleted_at is null and ${tx.own(OWNERSHIP)}`,
      [id],
    );
  }

  async insert(
    tx: Tx,
    row: {
      readonly id: string;
      readonly ownerId: string;
      readonly url: string;
      readonly createdByName: string;
    },
    now: Date,
  ): Promise<void> {
    await tx.execute(
      `insert into webhook_endpoint (id, owner_id, url, state, created_by_name, created_at)
       values ($1, $2, $3, 'paused', $4, $5)`,
      [row.id, row.ownerId, row.url, row.createdByName, now],
    );
  }

  /** The first secret starts the endpoint; of the one before it the table itself takes care. */
  async setSecret(tx: Tx, id: string, secret: Uint8Array, previousUntil: Date): Promise<void> {
    await tx.execute(
      `update webhook_endpoint w set secret = $2, previous_until = $3, state = 'active'
       where w.id = $1 and ${tx.own(OWNERSHIP)}`,
      [id, secret, previousUntil],
    );
  }

  async setState(tx: Tx, id: string, state: WebhookEndpoint['state']): Promise<void> {
    await tx.execute(`update webhook_endpoint w set state = $2 where w.id = $1 and ${tx.own(OWNERSHIP)}`, [
      id,
      state,
    ]);
  }

  async remove(tx: Tx, id: string, now: Date): Promise<void> {
    await tx.execute(
      `update webhook_endpoint w set state = 'paused', deleted_at = $2 where w.id = $1 and ${tx.own(OWNERSHIP)}`,
      [id, now],
    );
  }

  async deliveries(
    tx: Tx,
    endpointId: string,
    after: readonly (string | number | null)[] | undefined,
    limit: number,
  ): Promise<{ rows: WebhookDelivery[]; total: number }> {
    const where = `d.endpoint_id = $1 and ${tx.own({ organisation: 'd.owner_id' })}`;
    const rows = await tx.rows<WebhookDelivery>(
      `select ${DELIVERY} from webhook_delivery d
       where ${where} and ($2::timestamptz is null or (d.created_at, d.id) < ($2, $3::uuid))
       order by d.created_at desc, d.id desc limit $4`,
      [endpointId, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
    const count = await tx.first<{ total: number }>(
      `select count(*)::int as total from webhook_delivery d where ${where}`,
      [endpointId],
    );
    return { rows, total: count?.total ?? 0 };
  }

  delivery(tx: Tx, id: string): Promise<WebhookDelivery | undefined> {
    return tx.first<WebhookDelivery>(
      `select ${DELIVERY} from webhook_delivery d where d.id = $1 and ${tx.own({ organisation: 'd.owner_id' })}`,
      [id],
    );
  }

  async insertTest(tx: Tx, row: NewDelivery, ownerId: string, now: Date): Promise<void> {
    await tx.execute(
      `insert into webhook_delivery (id, endpoint_id, owner_id, event_id, type, at, state, created_at)
       values ($1, $2, $3, $4, $5, $6, 'waiting', $6)`,
      [row.id, row.endpointId, ownerId, row.eventId, row.type, now],
    );
  }

  /** From the beginning again, under the same id; false while it is on its way already. */
  async resend(tx: Tx, id: string): Promise<boolean> {
    const changed = await tx.execute(
      `update webhook_delivery d set state = 'waiting', attempts = 0
       where d.id = $1 and d.state <> 'waiting' and ${tx.own({ organisation: 'd.owner_id' })}`,
      [id],
    );
    return changed === 1;
  }
}
