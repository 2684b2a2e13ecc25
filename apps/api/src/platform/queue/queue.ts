import type { EventShape, EventPayload } from '@yinqi/contracts/event';
import type { Tx } from '../database/database.js';

/** One declaration per queue: the event that feeds it, how many at once, and how long one try may take. */
export type QueueSpec<E extends EventShape = EventShape> = {
  readonly name: string;
  readonly event: E;
  readonly concurrency: number;
  readonly timeoutMs: number;
};

/** Names go into BullMQ keys and metric labels. */
export function defineQueue<const E extends EventShape>(spec: QueueSpec<E>): QueueSpec<E> {
  if (!/^[a-z][a-z-]{2,40}$/.test(spec.name)) throw new Error(`Queue name ${spec.name} must be kebab-case`);
  return spec;
}

export type Delivery = {
  readonly eventId: string;
  readonly correlationId: string;
  /** Aborted when the try's time is over. */
  readonly signal: AbortSignal;
  /**
   * Makes the database effect and marks the delivery done in one transaction under the worker's role. A
   * delivery that was done before is skipped: `work` is not called. Every handler ends with exactly one call.
   */
  once(work: (tx: Tx) => Promise<void>): Promise<void>;
};

/** What consumes a queue: exactly one per declared queue, checked when the worker starts. */
export abstract class Consumer<E extends EventShape = EventShape> {
  abstract readonly queue: QueueSpec<E>;
  abstract handle(payload: EventPayload<E>, delivery: Delivery): Promise<void>;
}
