import { Injectable } from '@nestjs/common';
import { webhooksDue } from '@yinqi/contracts/events';
import { retryAfterMs } from '@yinqi/domain/notices';
import { Clock } from '../../platform/clock/clock.js';
import { Database, type Tx } from '../../platform/database/database.js';
import { Outbound } from '../../platform/outbound/outbound.js';
import { publish } from '../../platform/outbox/outbox.js';
import { signedHeaders } from './signature.js';
import { WebhookOutboxStore, type DueDelivery } from './webhook-outbox.store.js';

/** Sent side by side, so that a receiver that hangs holds up nobody's beyond its own ten seconds. */
const PER_EVENT = 20;

type Sent = Pick<DueDelivery, 'id' | 'attempts'> & { readonly result: string; readonly isOff: boolean };

const bodyOf = ({ type, at, recordKind, recordId }: DueDelivery): string =>
  JSON.stringify({
    type,
    timestamp: at,
    data: recordKind === null ? {} : { recordKind, recordId },
  });

/** Messages to systems: put on their way where people are told, and carried until the receiver has taken them. */
@Injectable()
export class WebhookOutbox {
  constructor(
    private readonly database: Database,
    private readonly store: WebhookOutboxStore,
    private readonly outbound: Outbound,
    private readonly clock: Clock,
  ) {}

  async forNotices(tx: Tx, noticeIds: readonly string[]): Promise<void> {
    if (this.outbound.hosts.length === 0 || noticeIds.length === 0) return;
    await dispatch(tx, await this.store.makeForNotices(tx, noticeIds, this.clock.now()));
  }

  async send(ids: readonly string[]): Promise<readonly Sent[]> {
    const due = await this.database.asService('app_worker', (tx) =>
      this.store.due(tx, ids, this.clock.now()),
    );
    return Promise.all(
      due.map(async (one) => {
        const { id, attempts, isOff } = one;
        return { id, attempts, isOff, result: isOff ? 'endpoint_off' : await this.post(one) };
      }),
    );
  }

  /** In the delivery's own transaction; what failed goes out again later, and in the end stays where people see it. */
  async record(tx: Tx, sent: readonly Sent[]): Promise<void> {
    const now = this.clock.now();
    for (const { id, attempts, result, isOff } of sent) {
      const isTaken = /^http_2\d\d$/.test(result);
      const againMs = isTaken || isOff ? null : retryAfterMs(attempts + 1);
      const state = isTaken ? 'delivered' : againMs === null ? 'dead' : 'waiting';
      await this.store.record(tx, id, { state, result }, now);
      if (againMs !== null) {
        await publish(tx, webhooksDue, { deliveryIds: [id] }, new Date(now.getTime() + againMs));
      }
    }
  }

  private post(one: DueDelivery): Promise<string> {
    const body = bodyOf(one);
    const secrets = one.previousSecret === null ? [one.secret] : [one.secret, one.previousSecret];
    const signed = signedHeaders({ id: one.id, sentAt: this.clock.now(), body }, secrets);
    const headers = {
      ...signed,
      'content-type': 'application/json',
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'yinqi-bridge',
    };
    return this.outbound.post(one.url, headers, body);
  }
}

export async function dispatch(tx: Tx, ids: readonly string[]): Promise<void> {
  for (let at = 0; at < ids.length; at += PER_EVENT) {
    await publish(tx, webhooksDue, { deliveryIds: ids.slice(at, at + PER_EVENT) });
  }
}
