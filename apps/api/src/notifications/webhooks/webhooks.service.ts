import { randomBytes, randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  MOST_WEBHOOKS,
  type addWebhook,
  type listWebhookDeliveries,
  type listWebhooks,
  type renewWebhookSecret,
  type setWebhookState,
  type WebhookDelivery,
  type WebhookEndpoint,
} from '@yinqi/contracts/webhooks';
import type { RouteInput, RouteResult } from '@yinqi/contracts/route';
import { Clock } from '../../platform/clock/clock.js';
import type { Caller } from '../../platform/database/caller.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { DomainError, notFound } from '../../platform/errors/domain-error.js';
import type { Command } from '../../platform/http/api-request.js';
import { Commands } from '../../platform/http/commands.js';
import { decodeCursor, pageOfRows } from '../../platform/http/cursor.js';
import { Outbound } from '../../platform/outbound/outbound.js';
import { shownSecret } from './signature.js';
import { dispatch } from './webhook-outbox.js';
import { WebhooksStore } from './webhooks.store.js';

const SECRET_BYTES = 32;
const CHANGE_OVER_MS = 24 * 3_600_000;

/** Where the own systems of a bank, a bureau or the holder of a policy tool are told. */
@Injectable()
export class WebhooksService {
  constructor(
    private readonly database: Database,
    private readonly commands: Commands,
    private readonly store: WebhooksStore,
    private readonly outbound: Outbound,
    private readonly clock: Clock,
  ) {}

  list(caller: Caller): Promise<RouteResult<typeof listWebhooks>> {
    return this.database.asCaller(caller, async (tx) => ({
      hosts: [...this.outbound.hosts],
      items: await this.store.endpoints(tx),
    }));
  }

  add(caller: Caller, command: Command, { body }: RouteInput<typeof addWebhook>): Promise<WebhookEndpoint> {
    if (this.outbound.hosts.length === 0) throw new DomainError('webhook.off');
    const fault = this.outbound.faultOf(body.url);
    if (fault !== undefined) throw new DomainError('webhook.url_refused', { params: { reason: fault } });
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        if ((await this.store.endpoints(tx)).length >= MOST_WEBHOOKS) {
          throw new DomainError('webhook.too_many', { params: { most: MOST_WEBHOOKS } });
        }
        const row = {
          id: randomUUID(),
          ownerId: caller.organisationId,
          url: new URL(body.url).href,
          createdByName: caller.displayName,
        };
        await this.store.insert(tx, row, this.clock.now());
        return { resourceId: row.id };
      },
      (tx, id) => this.endpoint(tx, id),
    );
  }

  renewSecret(caller: Caller, id: string): Promise<RouteResult<typeof renewWebhookSecret>> {
    const secret = randomBytes(SECRET_BYTES);
    return this.database.asCaller(caller, async (tx) => {
      await this.endpoint(tx, id);
      const until = new Date(this.clock.now().getTime() + CHANGE_OVER_MS);
      await this.store.setSecret(tx, id, secret, until);
      return { endpoint: await this.endpoint(tx, id), secret: shownSecret(secret) };
    });
  }

  setState(caller: Caller, { params, body }: RouteInput<typeof setWebhookState>): Promise<WebhookEndpoint> {
    return this.database.asCaller(caller, async (tx) => {
      const found = await this.endpoint(tx, params.id);
      if (body.state === 'active' && !found.hasSecret) throw new DomainError('webhook.no_secret');
      await this.store.setState(tx, params.id, body.state);
      return this.endpoint(tx, params.id);
    });
  }

  remove(caller: Caller, id: string): Promise<Record<string, never>> {
    return this.database.asCaller(caller, async (tx) => {
      await this.endpoint(tx, id);
      await this.store.remove(tx, id, this.clock.now());
      return {};
    });
  }

  deliveries(
    caller: Caller,
    { params, query }: RouteInput<typeof listWebhookDeliveries>,
  ): Promise<RouteResult<typeof listWebhookDeliveries>> {
    const after = decodeCursor(query.cursor, ['instant', 'id']);
    return this.database.asCaller(caller, async (tx) => {
      await this.endpoint(tx, params.id);
      const { rows, total } = await this.store.deliveries(tx, params.id, after, query.limit);
      return pageOfRows(
        rows,
        query.limit,
        total,
        (row) => row,
        (row) => [row.createdAt, row.id],
      );
    });
  }

  test(caller: Caller, command: Command, endpointId: string): Promise<WebhookDelivery> {
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const { hasSecret } = await this.endpoint(tx, endpointId);
        if (!hasSecret) throw new DomainError('webhook.no_secret');
        const row = { id: randomUUID(), endpointId, eventId: randomUUID(), type: 'webhook.test' };
        await this.store.insertTest(tx, row, caller.organisationId, this.clock.now());
        await dispatch(tx, [row.id]);
        return { resourceId: row.id };
      },
      (tx, id) => this.delivery(tx, id),
    );
  }

  resend(caller: Caller, command: Command, deliveryId: string): Promise<WebhookDelivery> {
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        await this.delivery(tx, deliveryId);
        if (await this.store.resend(tx, deliveryId)) await dispatch(tx, [deliveryId]);
        return { resourceId: deliveryId };
      },
      (tx, id) => this.delivery(tx, id),
    );
  }

  private async endpoint(tx: Tx, id: string): Promise<WebhookEndpoint> {
    const found = await this.store.find(tx, id);
    if (found === undefined) throw notFound();
    return found;
  }

  private async delivery(tx: Tx, id: string): Promise<WebhookDelivery> {
    const found = await this.store.delivery(tx, id);
    if (found === undefined) throw notFound();
    return found;
  }
}
