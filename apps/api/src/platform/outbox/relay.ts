import type { Database, Tx } from '../database/database.js';
import { NotificationListener } from '../database/listener.js';
import type { JobQueue } from '../queue/backend.js';
import type { QueueSpec } from '../queue/queue.js';
import type { Logger } from '../telemetry/logger.js';
import type { Metrics } from '../telemetry/metrics.js';
import { MAX_GENERATIONS, POLL_MS, REDELIVER_AFTER_S, RELAY_BATCH } from './limits.js';

type DueDelivery = {
  readonly event_id: string;
  readonly queue: string;
  readonly generation: number;
  readonly payload: unknown;
  readonly correlation_id: string;
};

type Telemetry = { readonly logger: Logger; readonly metrics: Metrics };

export type JobData = {
  readonly eventId: string;
  readonly correlationId: string;
  readonly payload: unknown;
};

/**
 * Moves outbox rows to the queues: first the deliveries are written and committed, then the jobs are added. A
 * crash in between leaves a delivery without a job, which the sweep hands over again under a new generation
 * (a job id used before is silently ignored by BullMQ).
 */
export class OutboxRelay {
  private readonly listener: NotificationListener;
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<void> | undefined;
  private again = false;
  private closed = false;

  constructor(
    private readonly database: Database,
    private readonly specs: readonly QueueSpec[],
    private readonly queues: ReadonlyMap<string, JobQueue>,
    private readonly telemetry: Telemetry,
    listenUrl: string,
  ) {
    const wake = (): void => this.wake();
    this.listener = new NotificationListener(listenUrl, 'outbox', wake, wake, telemetry.logger);
  }

  async open(): Promise<void> {
    await this.listener.open();
    this.timer = setInterval(() => this.wake(), POLL_MS);
  }

  async close(): Promise<void> {
    this.closed = true;
    clearInterval(this.timer);
    await this.listener.close();
    await this.running;
  }

  /** Runs a pass now, or once more after the one under way. */
  private wake(): void {
    if (this.closed) return;
    if (this.running) {
      this.again = true;
      return;
    }
    this.running = this.drain()
      .catch((error: unknown) => this.telemetry.logger.error({ err: error }, 'relay pass failed'))
      .finally(() => {
        this.running = undefined;
        if (this.again) {
          this.again = false;
          this.wake();
        }
      });
  }

  private async drain(): Promise<void> {
    for (;;) {
      const due = await this.database.asService('app_relay', (tx) => this.take(tx));
      await this.hand(due);
      if (due.length < RELAY_BATCH || this.closed) return;
    }
  }

  /** Fans new events out to their queues and picks up deliveries that were not done in time. */
  private async take(tx: Tx): Promise<DueDelivery[]> {
    const topics = this.specs.map((spec) => spec.event.topic);
    const names = this.specs.map((spec) => spec.name);
    const fresh = await tx.rows<DueDelivery>(
      `with due as (
         select id, topic, payload, correlation_id from outbox_event
         where dispatched_at is null and available_at <= now()
         order by available_at, id limit ${RELAY_BATCH} for update skip locked
       ), marked as (
         update outbox_event e set dispatched_at = now() from due where e.id = due.id returning e.id
       ), made as (
         insert into outbox_delivery (event_id, queue)
         select due.id, subscription.queue
         from due join unnest($1::text[], $2::text[]) as subscription(topic, queue) using (topic)
         returning event_id, queue, generation
       )
       select made.*, due.payload, due.correlation_id from made join due on due.id = made.event_id`,
      [topics, names],
    );
    const late = await tx.rows<DueDelivery>(
      `update outbox_delivery d
       set generation = d.generation + 1, handed_at = now()
       from outbox_event e
       where e.id = d.event_id and d.done_at is null and d.dead_at is null
         and d.handed_at < now() - make_interval(secs => ${REDELIVER_AFTER_S})
         and d.generation % ${MAX_GENERATIONS} <> 0
       returning d.event_id, d.queue, d.generation, e.payload, e.correlation_id`,
    );
    const dead = await tx.execute(
      `update outbox_delivery set dead_at = now()
       where done_at is null and dead_at is null and generation % ${MAX_GENERATIONS} = 0
         and handed_at < now() - make_interval(secs => ${REDELIVER_AFTER_S})`,
    );
    if (dead > 0) this.telemetry.metrics.deadLetters.inc(dead);
    return [...fresh, ...late];
  }

  private async hand(due: readonly DueDelivery[]): Promise<void> {
    for (const [name, queue] of this.queues) {
      const mine = due.filter((delivery) => delivery.queue === name);
      if (mine.length === 0) continue;
      await queue.addBulk(
        mine.map((delivery) => ({
          name,
          data: {
            eventId: delivery.event_id,
            correlationId: delivery.correlation_id,
            payload: delivery.payload,
          } satisfies JobData,
          opts: {
            jobId: `o${delivery.event_id}-g${delivery.generation}`,
            attempts: 3,
            backoff: { type: 'exponential', delay: 500 },
            removeOnComplete: { count: 1_000, age: 3_600 },
            removeOnFail: { count: 10_000 },
          },
        })),
      );
      this.telemetry.metrics.relayed.inc({ queue: name }, mine.length);
    }
  }
}
