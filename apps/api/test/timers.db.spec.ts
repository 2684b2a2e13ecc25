import { createHash } from 'node:crypto';
import { defineEvent, type EventPayload } from '@yinqi/contracts/event';
import { engagementTimersDue, type TimerEvent } from '@yinqi/contracts/events';
import { addWorkingMinutes, makeCalendar, publishedHolidayYears } from '@yinqi/domain/calendar';
import { ManualClock } from '../src/platform/clock/clock.js';
import { Database, type Tx } from '../src/platform/database/database.js';
import { OutboxRelay } from '../src/platform/outbox/relay.js';
import { QueueBackend } from '../src/platform/queue/backend.js';
import { Consumer, defineQueue, type Delivery } from '../src/platform/queue/queue.js';
import { QueueRuntime } from '../src/platform/queue/queue-runtime.js';
import { createLogger } from '../src/platform/telemetry/logger.js';
import { Metrics } from '../src/platform/telemetry/metrics.js';
import { Timekeeper } from '../src/platform/timers/timekeeper.js';
import { eachDue, setTimer, type TimerSpec } from '../src/platform/timers/timers.js';
import { eventually } from './support/eventually.js';
import { createTestDatabase, type TestDatabase } from './support/test-database.js';

const TIMERS = 10_000;
const MINUTE_MS = 60_000;
const DAY_MS = 1440 * MINUTE_MS;
const FROM_MS = Date.parse('2020-01-01T00:00:00+08:00');
const YEARS_MS = Date.parse('2026-12-01T00:00:00+08:00') - FROM_MS;
/** Working minutes of the platform's own limits: one, three, five and ten days of seven hours. */
const LIMITS = [420, 1260, 2100, 4200];

const calendar = makeCalendar(publishedHolidayYears());
const logger = createLogger('silent', 'tool');
const dueEvent: TimerEvent = defineEvent({
  topic: 'test.timers-due',
  payload: engagementTimersDue.payload,
});
const LIMIT: TimerSpec = { kind: 'test-limit', event: dueEvent };
const queue = defineQueue({ name: 'test-timers', event: dueEvent, concurrency: 4, timeoutMs: 20_000 });

/** The same numbers in every run, spread over seven years: what falls due is no accident of the day. */
const drawn = (seed: number, below: number): number =>
  createHash('sha256').update(String(seed)).digest().readUInt32BE() % below;
const subjectId = (at: number): string => `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;

type Subject = { readonly id: string; readonly dueMs: number };
const subjects: readonly Subject[] = Array.from({ length: TIMERS }, (_, at) => {
  const begunMs = FROM_MS + drawn(at, YEARS_MS / MINUTE_MS) * MINUTE_MS;
  const minutes = LIMITS[at % LIMITS.length] ?? 0;
  return { id: subjectId(at), dueMs: addWorkingMinutes(begunMs, minutes, calendar).instant };
});

const owned = { enterpriseId: subjectId(0), unitPosition: 1, bankId: null };
const alarm = (id: string, dueMs: number) => ({ subjectId: id, dueAt: new Date(dueMs), ...owned });

/** Reads its subject again, as every consumer of timers does, and writes down each effect it makes. */
class Effects extends Consumer<TimerEvent> {
  readonly queue = queue;
  failOnce: string | undefined;

  constructor(private readonly clock: ManualClock) {
    super();
  }

  override handle({ timers }: EventPayload<TimerEvent>, delivery: Delivery): Promise<void> {
    return delivery.once((tx) =>
      eachDue(tx, dueEvent, timers, ({ subjectId: id }) => this.effect(tx, id, this.clock.now())),
    );
  }

  private async effect(tx: Tx, id: string, now: Date): Promise<void> {
    const made = await tx.execute(
      `with due as (
         update test_subject set due_at = null where id = $1 and due_at <= $2 returning id
       )
       insert into test_effect (id, at) select id, $2 from due`,
      [id, now],
    );
    if (made === 0) {
      const subject = await tx.first<{ due_at: string | null }>(
        'select due_at from test_subject where id = $1',
        [id],
      );
      const dueAt = subject?.due_at ?? null;
      if (dueAt !== null) await setTimer(tx, LIMIT, alarm(id, Date.parse(dueAt)));
    }
    if (this.failOnce === id) {
      this.failOnce = undefined;
      throw new Error('the first try fails after it has written');
    }
  }
}

describe('timers', () => {
  let database: TestDatabase;
  let worker: Database;
  let clock: ManualClock;
  let effects: Effects;
  let runtime: QueueRuntime | undefined;
  let keepers: readonly Timekeeper[];

  const backend = () =>
    new QueueBackend({ redisUrl: undefined, queueDatabaseUrl: database.queueUrl }, logger);
  const start = async (): Promise<void> => {
    runtime = new QueueRuntime(worker, backend(), database.workerUrl, logger, new Metrics());
    await runtime.open([queue], [effects], []);
  };
  const stop = async (): Promise<void> => {
    await runtime?.close();
    runtime = undefined;
  };
  const settled = (): Promise<true> =>
    eventually(
      'every event had its effect',
      async () => {
        const open = await database.rows(
          `select 1 from outbox_event e left join outbox_delivery d on d.event_id = e.id
           where d.done_at is null limit 1`,
        );
        return open.length === 0 ? true : undefined;
      },
      20_000,
    );
  const fire = async (): Promise<void> => {
    await Promise.all(keepers.map((keeper) => keeper.pass()));
  };
  /** The clock is moved to an instant, two timekeepers look at once, and what they tell has its effect. */
  const at = async (ms: number): Promise<void> => {
    clock.advance(ms - clock.now().getTime());
    await fire();
    await settled();
  };
  const effectsOf = async (): Promise<Map<string, number[]>> => {
    const made = new Map<string, number[]>();
    for (const { id, at: madeAt } of await database.rows<{ id: string; at: Date | string }>(
      'select id, at from test_effect order by at',
    )) {
      made.set(id, [...(made.get(id) ?? []), new Date(madeAt).getTime()]);
    }
    return made;
  };
  /** Everything the queue knew is gone, and what it was handed is long overdue. */
  const loseQueue = async (): Promise<void> => {
    for (const table of ['job', 'event', 'meta', 'scheduler', 'dedup']) {
      await database.rows(`delete from bullmq.${table}`);
    }
    await database.rows(
      `update outbox_delivery set handed_at = now() - interval '1 minute' where done_at is null`,
    );
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    worker = await new Database(database.workerUrl, 8).open();
    clock = new ManualClock(new Date(FROM_MS));
    effects = new Effects(clock);
    const telemetry = { logger, metrics: new Metrics() };
    keepers = [1, 2].map(() => new Timekeeper(worker, clock, [LIMIT], telemetry));
    await database.rows(`
      create table test_subject (id uuid primary key, due_at timestamptz);
      create table test_effect (id uuid not null, at timestamptz not null);
      grant select, insert, update on test_subject, test_effect to app_worker;`);
    await worker.asService('app_worker', async (tx) => {
      await tx.execute(
        `insert into test_subject (id, due_at) select * from unnest($1::uuid[], $2::timestamptz[])`,
        [subjects.map(({ id }) => id), subjects.map(({ dueMs }) => new Date(dueMs))],
      );
      // One set as every deadline is; the others as that one, at once.
      const [first] = subjects;
      if (first) await setTimer(tx, LIMIT, alarm(first.id, first.dueMs));
      await tx.execute(
        `insert into timer (kind, subject_id, due_at, enterprise_id, unit_position, bank_id)
         select kind, s.id, s.due_at, enterprise_id, unit_position, bank_id
         from test_subject s, timer t where s.id <> t.subject_id`,
      );
    });
    await start();
  });
  afterAll(async () => {
    await stop();
    await worker.close();
    await database.drop();
  });

  it('take effect once each at their working minute, whatever happens to workers, queue and clock', async () => {
    const byDue = [...subjects].sort((a, b) => a.dueMs - b.dueMs);
    const dueAt = (share: number): number => byDue[Math.floor(share * TIMERS)]?.dueMs ?? 0;
    const ticks: number[] = [];
    const tick = async (ms: number): Promise<void> => {
      ticks.push(ms);
      await at(ms);
    };
    const expected = new Map(subjects.map(({ id, dueMs }) => [id, dueMs]));

    // To the minute: a minute earlier nothing of it, at the minute all of it.
    for (const share of [0.02, 0.04, 0.06, 0.08]) {
      await tick(dueAt(share) - MINUTE_MS);
      const before = (await effectsOf()).size;
      expect(before).toBe(byDue.filter(({ dueMs }) => dueMs <= dueAt(share) - MINUTE_MS).length);
      await tick(dueAt(share));
      expect((await effectsOf()).size).toBe(byDue.filter(({ dueMs }) => dueMs <= dueAt(share)).length);
    }

    // A clock set back by a day does nothing twice; it goes on where it was.
    const seen = (await effectsOf()).size;
    await at(dueAt(0.08) - DAY_MS);
    expect((await effectsOf()).size).toBe(seen);

    // The worker ends between the timer and its effect, and another one begins.
    for (const share of [0.15, 0.2, 0.25]) {
      clock.advance(dueAt(share) - clock.now().getTime());
      ticks.push(dueAt(share));
      await fire();
      await stop();
      await start();
      await settled();
    }

    // The queue is flushed after it was handed the events of some four months, and again after a restart.
    for (const share of [0.3, 0.35]) {
      await stop();
      const queues = backend();
      const handed = await queues.queue(queue.name);
      const metrics = new Metrics();
      const relay = new OutboxRelay(
        worker,
        [queue],
        new Map([[queue.name, handed]]),
        { logger, metrics },
        database.workerUrl,
      );
      clock.advance(dueAt(share) - clock.now().getTime());
      ticks.push(dueAt(share));
      await fire();
      await relay.pass(false);
      await handed.close();
      await queues.close();
      await loseQueue();
      await start();
      await settled();
    }

    // Deadlines that move, and some that are spent, while others wait.
    const later = byDue.slice(-1_000);
    await worker.asService('app_worker', async (tx) => {
      for (const [index, { id, dueMs }] of later.entries()) {
        if (index % 4 === 0) {
          await tx.execute('update test_subject set due_at = null where id = $1', [id]);
          expected.delete(id);
          continue;
        }
        // Every other one comes 30 days earlier, the rest 30 days later.
        const moved = dueMs + (index % 2 === 0 ? -30 : 30) * DAY_MS;
        await tx.execute('update test_subject set due_at = $2 where id = $1', [id, new Date(moved)]);
        await setTimer(tx, LIMIT, alarm(id, moved));
        expected.set(id, moved);
      }
    });

    // One effect fails after it has written: it is undone alone, and made again.
    const failing = byDue[Math.floor(0.45 * TIMERS)]?.id;
    effects.failOnce = failing;
    await tick(dueAt(0.5));
    expect(effects.failOnce).toBeUndefined();

    // The clock jumps ahead by three years, and the rest comes when it comes.
    await tick(dueAt(0.5) + 3 * 365 * DAY_MS);
    await tick(FROM_MS + YEARS_MS + 90 * DAY_MS);

    const made = await effectsOf();
    const firstTick = (ms: number): number => Math.min(...ticks.filter((instant) => instant >= ms));
    const wrong = subjects.filter(({ id }) => {
      const due = expected.get(id);
      const [once, ...more] = made.get(id) ?? [];
      return due === undefined ? once !== undefined : more.length > 0 || once !== firstTick(due);
    });
    expect(wrong).toEqual([]);
    expect(made.size).toBe(TIMERS - 250);
    expect(await database.rows('select 1 from timer where fired_at is null')).toEqual([]);
  }, 60_000);
});
