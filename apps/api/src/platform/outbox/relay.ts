import type { Database, Tx } from '../database/database.js';
import { NotificationListener } from '../database/listener.js';
import type { JobQueue } from '../queue/backend.js';
import type { QueueSpec } from '../queue/queue.js';
import type { Logger } from '../telemetry/logger.js';
import type { Metrics } from '../telemetry/metrics.js';
import { MAX_GENERATIONS, POLL_MS, REDELIVER_AFTER_S, RELAY_BATCH, SINGLY, SWEEP_MS } from './limits.js';

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
 * Moves outbox rows to the queues: first the deliveries are written and committed, then the jobs are added, and only
 * then is the generation counted. A crash or a lost queue in between costs no try: the sweep hands the same
 * generation over again (a job id that was used before is silently ignored by BullMQ).
 */
export class OutboxRelay {
  private readonly listener: NotificationListener;
  private timers: NodeJS.Timeout[] = [];
  private running: Promise<void> | undefined;
  private again = false;
  private sweepDue = true;
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
    this.timers = [
      setInterval(() => this.wake(), POLL_MS),
      setInterval(() => {
        this.sweepDue = true;
      }, SWEEP_MS),
    ];
  }

  async close(): Promise<void> {
    this.closed = true;
    for (const timer of this.timers) clearInterval(timer);
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
    this.running = this.pass()
      .catch((error: unknown) => this.telemetry.logger.error({ err: error }, 'relay pass failed'))
      .finally(() => {
        this.running = undefined;
        if (this.again) {
          this.again = false;
          this.wake();
        }
      });
  }

  /** One round: what is new, and with a sweep what was not done in time. Rounds never run side by side. */
  async pass(sweeps = this.sweepDue): Promise<void> {
    let taken = RELAY_BATCH;
    while (taken === RELAY_BATCH && !this.closed) {
      const fresh = await this.database.asService('app_relay', (tx) => takeNew(tx, this.specs));
      taken = fresh.length;
      await this.hand(fresh);
    }
    if (!sweeps || this.closed) return;
    this.sweepDue = false;
    const { late, dead } = await this.database.asService('app_relay', takeLate);
    if (dead > 0) this.telemetry.metrics.deadLetters.inc(dead);
    await this.hand(late);
  }

  private async hand(due: readonly DueDelivery[]): Promise<void> {
    for (const [name, queue] of this.queues) {
      const mine = due.filter((delivery) => delivery.queue === name);
      if (mine.length === 0) continue;
      try {
        await addJobs(
          queue,
          mine.map((delivery) => jobOf(name, delivery)),
        );
      } catch (error) {
        this.telemetry.logger.warn({ err: error, queue: name }, 'queue takes nothing');
        await this.database.asService('app_relay', (tx) => giveBack(tx, mine));
        continue;
      }
      await this.database.asService('app_relay', (tx) => countGeneration(tx, mine));
      this.telemetry.metrics.relayed.inc({ queue: name }, mine.length);
    }
  }
}

/** On PostgreSQL a bulk costs two temporary tables, and leaves the rows that described them in the catalogue until a vacuum. */
async function addJobs(queue: JobQueue, jobs: readonly ReturnType<typeof jobOf>[]): Promise<void> {
  if (jobs.length <= SINGLY)
    await Promise.all(jobs.map(({ name, data, opts }) => queue.add(name, data, opts)));
  else await queue.addBulk([...jobs]);
}

function jobOf(name: string, delivery: DueDelivery) {
  return {
    name,
    data: {
      eventId: delivery.event_id,
      correlationId: delivery.correlation_id,
      payload: delivery.payload,
    } satisfies JobData,
    opts: {
      jobId: `o${delivery.event_id}-g${delivery.generation + 1}`,
      attempts: 3,
      backoff: { type: 'exponential', delay: 500 },
      // The delivery says what was done. Kept jobs cost more at each completion than the match itself.
      removeOnComplete: true,
      removeOnFail: { count: 10_000 },
    },
  };
}

/** Fans new events out to their queues; a delivery begins at generation 0, handed over by nobody yet. */
function takeNew(tx: Tx, specs: readonly QueueSpec[]): Promise<DueDelivery[]> {
  return tx.rows<DueDelivery>(
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
    [specs.map((spec) => spec.event.topic), specs.map((spec) => spec.name)],
  );
}

/**
 * Deliveries that were not done in time, in a transaction of their own: a job under way holds its row, and is skipped
 * instead of being waited for.
 */
async function takeLate(tx: Tx): Promise<{ late: DueDelivery[]; dead: number }> {
  const open = `done_at is null and dead_at is null
    and handed_at < now() - make_interval(secs => ${REDELIVER_AFTER_S})`;
  const late = await tx.rows<DueDelivery>(
    `with due as (
       select event_id, queue from outbox_delivery
       where ${open} and (generation = 0 or generation % ${MAX_GENERATIONS} <> 0)
       order by handed_at limit ${RELAY_BATCH} for update skip locked
     )
     update outbox_delivery d set handed_at = now()
     from due, outbox_event e
     where d.event_id = due.event_id and d.queue = due.queue and e.id = d.event_id
     returning d.event_id, d.queue, d.generation, e.payload, e.correlation_id`,
  );
  const dead = await tx.execute(
    `with due as (
       select event_id, queue from outbox_delivery
       where ${open} and generation > 0 and generation % ${MAX_GENERATIONS} = 0
       limit ${RELAY_BATCH} for update skip locked
     )
     update outbox_delivery d set dead_at = now() from due
     where d.event_id = due.event_id and d.queue = due.queue`,
  );
  return { late, dead };
}

/**
 * Counts the hand-over. A delivery whose job runs already holds its row and is left uncounted rather than waited for:
 * should that job fail, the sweep offers the same job id once more, BullMQ ignores it, and it is counted then.
 */
async function countGeneration(tx: Tx, handed: readonly DueDelivery[]): Promise<void> {
  await tx.execute(
    `with mine as (
       select d.event_id, d.queue from outbox_delivery d
       join unnest($1::uuid[], $2::text[], $3::int[]) as handed(event_id, queue, generation)
         on d.event_id = handed.event_id and d.queue = handed.queue and d.generation = handed.generation
       for update of d skip locked
     )
     update outbox_delivery d set generation = d.generation + 1 from mine
     where d.event_id = mine.event_id and d.queue = mine.queue`,
    columnsOf(handed),
  );
}

/** The queue took nothing: the next sweep tries again instead of waiting as for a job that is lost. */
async function giveBack(tx: Tx, refused: readonly DueDelivery[]): Promise<void> {
  await tx.execute(
    `update outbox_delivery d set handed_at = '-infinity'
     from unnest($1::uuid[], $2::text[], $3::int[]) as refused(event_id, queue, generation)
     where d.event_id = refused.event_id and d.queue = refused.queue and d.generation = refused.generation`,
    columnsOf(refused),
  );
}

const columnsOf = (deliveries: readonly DueDelivery[]): [string[], string[], number[]] => [
  deliveries.map((delivery) => delivery.event_id),
  deliveries.map((delivery) => delivery.queue),
  deliveries.map((delivery) => delivery.generation),
];
