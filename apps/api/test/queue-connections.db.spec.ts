import { randomUUID } from 'node:crypto';
import type { EventPayload } from '@yinqi/contracts/event';
import { productsChanged } from '@yinqi/contracts/events';
import { Database } from '../src/platform/database/database.js';
import { publish } from '../src/platform/outbox/outbox.js';
import { QueueBackend } from '../src/platform/queue/backend.js';
import { MOST_QUEUE_CONNECTIONS } from '../src/platform/queue/queue-connection.js';
import { Consumer, defineQueue, type Delivery, type QueueSpec } from '../src/platform/queue/queue.js';
import { QueueRuntime } from '../src/platform/queue/queue-runtime.js';
import { createLogger } from '../src/platform/telemetry/logger.js';
import { Metrics } from '../src/platform/telemetry/metrics.js';
import { eventually } from './support/eventually.js';
import { createTestDatabase, type TestDatabase } from './support/test-database.js';

const QUEUES = 12;
const logger = createLogger('silent', 'tool');

/** Ends what it has begun only when the test lets it. */
class Gated extends Consumer<typeof productsChanged> {
  readonly begun = new Set<string>();

  constructor(
    readonly queue: QueueSpec<typeof productsChanged>,
    private readonly gate: Promise<void>,
  ) {
    super();
  }

  async handle(_: EventPayload<typeof productsChanged>, delivery: Delivery): Promise<void> {
    this.begun.add(delivery.eventId);
    await this.gate;
    await delivery.once(() => Promise.resolve());
  }
}

describe('many queues in PostgreSQL', () => {
  let database: TestDatabase;
  let worker: Database;

  beforeAll(async () => {
    database = await createTestDatabase();
    worker = await new Database(database.workerUrl, 6).open();
  });
  afterAll(async () => {
    await worker.close();
    await database.drop();
  });

  const open = async (consumers: readonly Gated[]): Promise<QueueRuntime> => {
    const backend = new QueueBackend({ redisUrl: undefined, queueDatabaseUrl: database.queueUrl }, logger);
    const opened = new QueueRuntime(worker, backend, database.workerUrl, logger, new Metrics());
    await opened.open(
      consumers.map((consumer) => consumer.queue),
      consumers,
      [],
    );
    return opened;
  };
  const publishOne = (): Promise<void> =>
    worker.asService('app_worker', (tx) => publish(tx, productsChanged, { productIds: [randomUUID()] }));
  const connections = async (): Promise<number> =>
    (
      await database.rows(
        `select 1 from pg_stat_activity where usename = 'app_queue' and datname = current_database()`,
      )
    ).length;
  const settled = () =>
    eventually('every delivery is done', async () =>
      (await database.rows('select 1 from outbox_event where dispatched_at is null')).length === 0 &&
      (await database.rows('select 1 from outbox_delivery where done_at is null')).length === 0
        ? true
        : undefined,
    );

  it('share a handful of connections, however much they have under way, and listen again when cut off', async () => {
    let release = (): void => undefined;
    const gate = new Promise<void>((resolve) => (release = resolve));
    const consumers = Array.from({ length: QUEUES }, (_, at) => {
      const name = `test-${'x'.repeat(at + 1)}`;
      return new Gated(
        defineQueue({ name, event: productsChanged, concurrency: 4, timeoutMs: 30_000 }),
        gate,
      );
    });
    const runtime = await open(consumers);
    try {
      const events = 4;
      for (let at = 0; at < events; at += 1) await publishOne();
      // Twelve queues, four jobs each at the same time.
      await eventually('all of them have begun', () =>
        Promise.resolve(consumers.every(({ begun }) => begun.size === events) ? true : undefined),
      );
      expect(await connections()).toBeLessThanOrEqual(MOST_QUEUE_CONNECTIONS);
      release();
      await settled();
      expect(await connections()).toBeLessThanOrEqual(MOST_QUEUE_CONNECTIONS);

      await database.rows(
        `select pg_terminate_backend(pid) from pg_stat_activity
         where usename = 'app_queue' and datname = current_database()`,
      );
      await publishOne();
      await eventually('each has heard of one more', () =>
        Promise.resolve(consumers.every(({ begun }) => begun.size === events + 1) ? true : undefined),
      );
      await settled();
      expect(await connections()).toBeLessThanOrEqual(MOST_QUEUE_CONNECTIONS);
    } finally {
      release();
      await runtime.close();
    }
    await eventually('nothing is left open', async () => ((await connections()) === 0 ? true : undefined));
  });
});
