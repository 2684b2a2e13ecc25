import { randomUUID } from 'node:crypto';
import { ManualClock } from '../src/platform/clock/clock.js';
import { Database } from '../src/platform/database/database.js';
import { IdentityStore } from '../src/identity/identity.store.js';
import { PurgeSessionsChore } from '../src/identity/purge-sessions.chore.js';
import { QueueBackend } from '../src/platform/queue/backend.js';
import { Chore } from '../src/platform/queue/chore.js';
import { ChoreRunner } from '../src/platform/queue/chore-runner.js';
import { PurgeChore } from '../src/platform/retention/purge.chore.js';
import { PURGE_BATCH } from '../src/platform/retention/purge.js';
import { createLogger } from '../src/platform/telemetry/logger.js';
import { Metrics } from '../src/platform/telemetry/metrics.js';
import { createTestDatabase, type TestDatabase } from './support/test-database.js';
import { World } from './support/world.js';

const NOW = new Date('2026-11-22T02:00:00Z');
const DAY_MS = 86_400_000;
const daysAgo = (days: number): Date => new Date(NOW.getTime() - days * DAY_MS);
const IN_TIME = AbortSignal.timeout(60_000);
const logger = createLogger('silent', 'tool');

class Recorder extends Chore {
  override readonly name = 'test-recorder';
  override readonly timeoutMs = 5_000;
  private runs = 0;
  private onRun: () => void = () => undefined;

  constructor(override readonly everyMs: number) {
    super();
  }

  override run(): Promise<void> {
    this.runs += 1;
    this.onRun();
    return Promise.resolve();
  }

  ran(times: number): Promise<void> {
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => reject(new Error(`ran ${this.runs} of ${times} times`)), 15_000);
      this.onRun = () => {
        if (this.runs < times) return;
        clearTimeout(late);
        resolve();
      };
      this.onRun();
    });
  }
}

const BACKENDS = process.env['TEST_REDIS_URL'] ? (['postgres', 'redis'] as const) : (['postgres'] as const);

describe.each(BACKENDS)('chores on the scheduler of %s', (kind) => {
  let database: TestDatabase;

  beforeAll(async () => {
    database = await createTestDatabase();
  });
  afterAll(() => database.drop());

  it('run when the worker starts and again when their time has passed', async () => {
    const redisUrl = kind === 'redis' ? process.env['TEST_REDIS_URL'] : undefined;
    const backend = new QueueBackend({ redisUrl, queueDatabaseUrl: database.queueUrl }, logger);
    const recorder = new Recorder(200);
    const runner = new ChoreRunner(backend, [recorder], logger, new Metrics(), {
      queueName: 'test-chores',
      lookAgainMs: 100,
    });
    await runner.open();
    try {
      await recorder.ran(3);
      // Flushed: the queue knows of no schedule any more.
      for (const table of ['job', 'event', 'meta', 'scheduler'])
        await database.rows(`delete from bullmq.${table}`);
      // One may have been under way.
      await recorder.ran(6);
    } finally {
      await runner.close();
      await backend.close();
    }
  });
});

describe('chores of a worker that was away', () => {
  it('run as it starts again, however long their next time is off', async () => {
    const database = await createTestDatabase();
    const hourly = new Recorder(3_600_000);
    try {
      for (const times of [1, 2]) {
        const backend = new QueueBackend(
          { redisUrl: undefined, queueDatabaseUrl: database.queueUrl },
          logger,
        );
        const runner = new ChoreRunner(backend, [hourly], logger, new Metrics());
        await runner.open();
        await hourly.ran(times);
        await runner.close();
        await backend.close();
      }
    } finally {
      await database.drop();
    }
  });
});

describe('what only serves the machinery', () => {
  let database: TestDatabase;
  let worker: Database;
  const clock = new ManualClock(NOW);

  beforeAll(async () => {
    database = await createTestDatabase();
    worker = await new Database(database.workerUrl, 2).open();
  });
  afterAll(async () => {
    await worker.close();
    await database.drop();
  });

  const receipt = (at: Date): Promise<unknown> =>
    database.rows(
      `insert into command_receipt (organisation_id, key, route, body_hash, created_at) values ($1, $2, 'x', 'y', $3)`,
      [randomUUID(), randomUUID(), at],
    );

  const event = async (
    topic: string,
    dispatchedAt: Date | null,
    deliveries: readonly { readonly done: boolean; readonly dead?: boolean }[],
  ): Promise<void> => {
    const id = randomUUID();
    await database.rows(
      `insert into outbox_event (id, topic, payload, correlation_id, available_at, dispatched_at)
       values ($1, $2, '{}', 'c', $3, $4)`,
      [id, topic, daysAgo(60), dispatchedAt],
    );
    for (const [at, { done, dead }] of deliveries.entries()) {
      await database.rows(
        'insert into outbox_delivery (event_id, queue, done_at, dead_at) values ($1, $2, $3, $4)',
        [id, `q${at}`, done ? dispatchedAt : null, dead === true ? dispatchedAt : null],
      );
    }
  };

  it('is removed when it has been kept for its period, and not a day before', async () => {
    // 90 days for receipts, 30 for events.
    for (const days of [89, 91, 400]) await receipt(daysAgo(days));
    await event('old and done', daysAgo(31), [{ done: true }, { done: true }]);
    await event('nobody listens', daysAgo(31), []);
    await event('young', daysAgo(29), [{ done: true }]);
    await event('one queue is open', daysAgo(31), [{ done: true }, { done: false }]);
    await event('given up', daysAgo(31), [{ done: false, dead: true }]);
    await event('not dispatched', null, []);
    const chore = new PurgeChore(worker, clock);
    await chore.run(IN_TIME);
    const kept = async () => ({
      receipts: await database.rows('select 1 from command_receipt'),
      events: (await database.rows<{ topic: string }>('select topic from outbox_event order by topic')).map(
        ({ topic }) => topic,
      ),
      deliveries: await database.rows('select 1 from outbox_delivery'),
    });
    const once = await kept();
    expect(once.receipts).toHaveLength(1);
    expect(once.events).toEqual(['given up', 'not dispatched', 'one queue is open', 'young']);
    expect(once.deliveries).toHaveLength(4);
    await chore.run(IN_TIME);
    expect(await kept()).toEqual(once);
  });

  it('is removed in batches, all of it in one run', async () => {
    await database.rows(
      `insert into command_receipt (organisation_id, key, route, body_hash, created_at)
       select gen_random_uuid(), gen_random_uuid(), 'x', 'y', $1 from generate_series(1, $2::int)`,
      [daysAgo(91), 2 * PURGE_BATCH + 1],
    );
    await new PurgeChore(worker, clock).run(IN_TIME);
    expect(await database.rows('select 1 from command_receipt')).toHaveLength(1);
  });

  it('stops where its time is over and goes on in the next run', async () => {
    await receipt(daysAgo(91));
    await new PurgeChore(worker, clock).run(AbortSignal.abort());
    expect(await database.rows('select 1 from command_receipt')).toHaveLength(2);
    await new PurgeChore(worker, clock).run(IN_TIME);
    expect(await database.rows('select 1 from command_receipt')).toHaveLength(1);
  });

  it('forgets sessions a month after they ended, by hand or by time, and no live one', async () => {
    const world = await World.open(database);
    const account = await world.account('platform', await world.institution('platform'), [
      'system_administrator',
    ]);
    await world.close();
    const session = (name: string, expires: Date, ended: Date | null): Promise<unknown> =>
      database.rows(
        `insert into session (id, token_hash, account_id, created_at, last_seen_at, expires_at, ended_at)
         values ($1, sha256($2::bytea), $3, $4, $4, $5, $6)`,
        [randomUUID(), name, account.id, daysAgo(40), expires, ended],
      );
    await session('live', daysAgo(-1), null);
    await session('ended by hand long ago', daysAgo(-1), daysAgo(31));
    await session('over by time long ago', daysAgo(31), null);
    await session('over lately', daysAgo(29), null);
    const chore = new PurgeSessionsChore(worker, new IdentityStore(), clock);
    await chore.run(IN_TIME);
    await chore.run(IN_TIME);
    const left = await database.rows<{ expires_at: string }>(
      'select expires_at from session order by expires_at desc',
    );
    expect(left.map(({ expires_at }) => expires_at)).toEqual([
      daysAgo(-1).toISOString(),
      daysAgo(29).toISOString(),
    ]);
  });

  it('is out of the worker’s sight: it sees no token and no answer', async () => {
    for (const column of ['session.token_hash', 'command_receipt.body_hash']) {
      const [table, name] = column.split('.');
      const read = worker.asService('app_worker', (tx) => tx.rows(`select ${name} from ${table}`));
      await expect(read).rejects.toThrow('permission denied');
    }
  });
});
