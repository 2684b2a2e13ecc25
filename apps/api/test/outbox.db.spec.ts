import { randomUUID } from 'node:crypto';
import { productsChanged } from '@yinqi/contracts/events';
import type { EventPayload } from '@yinqi/contracts/event';
import type { Job } from 'bullmq';
import { Database } from '../src/platform/database/database.js';
import { publish } from '../src/platform/outbox/outbox.js';
import { OutboxRelay } from '../src/platform/outbox/relay.js';
import { QueueBackend, type JobQueue } from '../src/platform/queue/backend.js';
import { Consumer, defineQueue, type Delivery } from '../src/platform/queue/queue.js';
import { assertOneConsumerEach, QueueRuntime } from '../src/platform/queue/queue-runtime.js';
import { createLogger } from '../src/platform/telemetry/logger.js';
import { Metrics } from '../src/platform/telemetry/metrics.js';
import { correlationId, withCorrelation } from '../src/platform/telemetry/correlation.js';
import { createTestDatabase, type TestDatabase } from './support/test-database.js';

const logger = createLogger('silent', 'tool');
const queue = defineQueue({
  name: 'test-products',
  event: productsChanged,
  concurrency: 4,
  timeoutMs: 5_000,
});
type Payload = EventPayload<typeof productsChanged>;

class Recorder extends Consumer<typeof productsChanged> {
  readonly queue = queue;
  readonly seen: { ids: readonly string[]; correlation: string }[] = [];
  failuresLeft = 0;
  onSeen: () => void = () => undefined;

  async handle(payload: Payload, delivery: Delivery): Promise<void> {
    if (this.failuresLeft-- > 0) throw new Error('the first tries fail');
    await delivery.once(async (tx) => {
      await tx.rows('select 1');
      this.seen.push({ ids: payload.productIds, correlation: correlationId() });
    });
    this.onSeen();
  }
}

const BACKENDS = process.env['TEST_REDIS_URL'] ? (['postgres', 'redis'] as const) : (['postgres'] as const);

describe.each(BACKENDS)('events through the outbox and BullMQ on %s', (kind) => {
  let database: TestDatabase;
  let worker: Database;
  let runtime: QueueRuntime;
  let recorder: Recorder;

  const openRuntime = async (): Promise<QueueRuntime> => {
    const redisUrl = kind === 'redis' ? process.env['TEST_REDIS_URL'] : undefined;
    const backend = new QueueBackend({ redisUrl, queueDatabaseUrl: database.queueUrl }, logger);
    const opened = new QueueRuntime(worker, backend, database.workerUrl, logger, new Metrics());
    await opened.open([queue], [recorder], []);
    return opened;
  };
  const nextSeen = (count: number): Promise<void> =>
    new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`saw ${recorder.seen.length} of ${count}`)), 10_000);
      recorder.onSeen = () => {
        if (recorder.seen.length < count) return;
        clearTimeout(late);
        resolve();
      };
      recorder.onSeen();
    });
  const publishOne = (id: string): Promise<void> =>
    worker.asService('app_worker', (tx) => publish(tx, productsChanged, { productIds: [id] }));

  beforeAll(async () => {
    database = await createTestDatabase();
    worker = await new Database(database.workerUrl, 6).open();
    recorder = new Recorder();
    runtime = await openRuntime();
  });
  beforeEach(() => {
    recorder.seen.length = 0;
  });
  afterAll(async () => {
    await runtime.close();
    await worker.close();
    await database.drop();
  });

  it('delivers what was committed, once, under the correlation id of the request', async () => {
    const id = randomUUID();
    await withCorrelation('request-0001', () => publishOne(id));
    await nextSeen(1);
    expect(recorder.seen).toEqual([{ ids: [id], correlation: 'request-0001' }]);
  });

  it('delivers nothing of a transaction that was rolled back', async () => {
    const lost = worker.asService('app_worker', async (tx) => {
      await publish(tx, productsChanged, { productIds: [randomUUID()] });
      throw new Error('changed my mind');
    });
    await expect(lost).rejects.toThrow('changed my mind');
    const kept = randomUUID();
    await publishOne(kept);
    await nextSeen(1);
    expect(recorder.seen.map(({ ids }) => ids)).toEqual([[kept]]);
  });

  it('tries again after a failure and makes the effect once', async () => {
    recorder.failuresLeft = 1;
    await publishOne(randomUUID());
    await nextSeen(1);
    expect(recorder.failuresLeft).toBeLessThan(0);
    expect(await database.rows('select 1 from outbox_delivery where done_at is null')).toEqual([]);
    expect(recorder.seen).toHaveLength(1);
  });

  it('delivers after a restart what was published while no worker ran', async () => {
    await runtime.close();
    const ids = Array.from({ length: 20 }, () => randomUUID());
    for (const id of ids) await publishOne(id);
    runtime = await openRuntime();
    await nextSeen(20);
    expect(recorder.seen.flatMap(({ ids: seen }) => seen).sort()).toEqual([...ids].sort());
  });

  it('hands over again what the queue has lost, and a dead letter when it is replayed', async () => {
    await runtime.close();
    const lost = randomUUID();
    const dead = randomUUID();
    // As after a crash between commit and hand-over, and after a fifth generation that failed.
    for (const [id, generation, deadAt] of [
      [lost, 1, null],
      [dead, 5, new Date()],
    ] as const) {
      await database.rows(
        `with event as (
           insert into outbox_event (id, topic, payload, correlation_id, available_at, dispatched_at)
           values ($1, 'product.changed', $2, 'lost-0001', now(), now()) returning id)
         insert into outbox_delivery (event_id, queue, generation, handed_at, dead_at)
         select id, 'test-products', $3, now() - interval '1 hour', $4 from event`,
        [id, JSON.stringify({ productIds: [id] }), generation, deadAt],
      );
    }
    runtime = await openRuntime();
    await nextSeen(1);
    expect(recorder.seen.map(({ ids }) => ids)).toEqual([[lost]]);
    // A worker looks for what is late when it starts, and every five seconds.
    await runtime.close();
    // What operations.md tells an operator to run.
    await database.rows(
      `update outbox_delivery set dead_at = null, generation = generation + 1, handed_at = '-infinity'
       where dead_at is not null`,
    );
    runtime = await openRuntime();
    await nextSeen(2);
    expect(recorder.seen.map(({ ids }) => ids)).toEqual([[lost], [dead]]);
  });
});

describe('a queue that is away', () => {
  let database: TestDatabase;
  let worker: Database;

  beforeAll(async () => {
    database = await createTestDatabase();
    worker = await new Database(database.workerUrl, 4).open();
  });
  afterAll(async () => {
    await worker.close();
    await database.drop();
  });

  /** Takes jobs or refuses them, and remembers which. */
  const flakyQueue = () => {
    const jobs: string[] = [];
    const state = { back: false, refusals: 0 };
    const queue: JobQueue = {
      // Only what the relay hands over is looked at; it makes nothing of the answer.
      add: (_name, _data, options) => {
        if (!state.back) {
          state.refusals += 1;
          return Promise.reject(new Error('no connection'));
        }
        jobs.push(options?.jobId ?? '');
        return Promise.resolve({} as Job);
      },
      addBulk: () => Promise.reject(new Error('one event is added by itself')),
      close: () => Promise.resolve(),
    };
    return { queue, jobs, state };
  };

  const delivery = async () => {
    const [row] = await database.rows<{ generation: number; waits: boolean }>(
      `select generation, handed_at = '-infinity' as waits from outbox_delivery`,
    );
    return row;
  };

  it('costs a delivery no try, and gets it when it is back', async () => {
    const { queue: away, jobs, state } = flakyQueue();
    // Not opened: nothing but this test starts a round, so the order of events is the one written here.
    const relay = new OutboxRelay(
      worker,
      [queue],
      new Map([[queue.name, away]]),
      { logger, metrics: new Metrics() },
      database.workerUrl,
    );
    const payload = { productIds: [randomUUID()] };
    await worker.asService('app_worker', (tx) => publish(tx, productsChanged, payload));
    await relay.pass(false);
    expect(await delivery()).toEqual({ generation: 0, waits: true });
    await relay.pass(true);
    expect(await delivery()).toEqual({ generation: 0, waits: true });
    expect(state.refusals).toBe(2);
    state.back = true;
    await relay.pass(true);
    const [event] = await database.rows<{ id: string }>('select id from outbox_event');
    expect(jobs).toEqual([`o${event?.id}-g1`]);
    expect(await delivery()).toEqual({ generation: 1, waits: false });
    // Handed over and not yet late: the next sweep leaves it alone.
    await relay.pass(true);
    expect(jobs).toHaveLength(1);
    // Handed over 45 s ago and not done: lost, so it goes under a new job id.
    await database.rows(`update outbox_delivery set handed_at = now() - interval '46 seconds'`);
    await relay.pass(true);
    expect(jobs).toEqual([`o${event?.id}-g1`, `o${event?.id}-g2`]);
  });
});

describe('queue declarations', () => {
  it('refuses to run when a queue has no consumer or two, naming it', () => {
    expect(() => assertOneConsumerEach([queue], [])).toThrow('Queue test-products has 0 consumers');
    expect(() => assertOneConsumerEach([queue], [new Recorder(), new Recorder()])).toThrow('has 2 consumers');
    expect(() => assertOneConsumerEach([], [new Recorder()])).toThrow('undeclared queues: test-products');
  });

  it('refuses names that BullMQ keys cannot carry', () => {
    expect(() => defineQueue({ ...queue, name: 'a:b' })).toThrow('must be kebab-case');
  });
});
