import { randomUUID } from 'node:crypto';
import type { EventPayload, EventShape } from '@yinqi/contracts/event';
import { MAX_IDS } from './limits.js';
import { correlationId } from '../telemetry/correlation.js';
import type { Tx } from '../database/database.js';

/**
 * Publishes an event in the transaction that made it true. Callers may insert but not read outbox rows, so the
 * id is made here; `availableAt` holds an event back until an undo is no longer possible.
 */
export async function publish<E extends EventShape>(
  tx: Tx,
  event: E,
  payload: EventPayload<E>,
  availableAt?: Date,
): Promise<void> {
  await tx.execute(
    `insert into outbox_event (id, topic, payload, correlation_id, available_at)
     values ($1, $2, $3, $4, coalesce($5, now()))`,
    [randomUUID(), event.topic, JSON.stringify(payload), correlationId(), availableAt?.toISOString() ?? null],
  );
}

/** Publishes one event per ≤ 500 ids: a job is a shard, never a single pair. */
export async function publishInShards<E extends EventShape>(
  tx: Tx,
  event: E,
  ids: readonly string[],
  payloadOf: (ids: string[]) => EventPayload<E>,
): Promise<void> {
  for (let at = 0; at < ids.length; at += MAX_IDS) {
    await publish(tx, event, payloadOf(ids.slice(at, at + MAX_IDS)));
  }
}
