import type { Clock } from '../clock/clock.js';
import type { Database, Tx } from '../database/database.js';
import { publish } from '../outbox/outbox.js';
import type { Logger } from '../telemetry/logger.js';
import type { Metrics } from '../telemetry/metrics.js';
import type { DueTimer, TimerSpec } from './timers.js';

/** How late the platform may notice that a time is up. */
const POLL_MS = 1_000;
/** Timers fired in one transaction. */
const BATCH = 500;
/** Subjects in one event: a job is a shard, and small enough to be over in a second. */
const SHARD = 50;

/**
 * Turns timers whose time has come into events, by the injected clock. It needs no queue and remembers nothing: what
 * is due stands in the table, whoever was down meanwhile and whatever the queue has lost. Any number run side by side.
 */
export class Timekeeper {
  private interval: NodeJS.Timeout | undefined;
  private running: Promise<unknown> | undefined;

  constructor(
    private readonly database: Database,
    private readonly clock: Clock,
    private readonly specs: readonly TimerSpec[],
    private readonly telemetry: { readonly logger: Logger; readonly metrics: Metrics },
  ) {}

  open(): void {
    this.interval = setInterval(() => this.wake(), POLL_MS);
  }

  async close(): Promise<void> {
    clearInterval(this.interval);
    await this.running;
  }

  /** Fires everything that is due now. A timer and its event commit together or not at all. */
  async pass(): Promise<void> {
    let fired = BATCH;
    while (fired === BATCH) {
      fired = await this.database.asService('app_worker', async (tx) => {
        const due = await this.takeDue(tx);
        for (const { kind, event } of this.specs) {
          const mine = due.filter((timer) => timer.kind === kind);
          for (let at = 0; at < mine.length; at += SHARD) {
            await publish(tx, event, { timers: mine.slice(at, at + SHARD) });
          }
          if (mine.length > 0) this.telemetry.metrics.timersFired.inc({ kind }, mine.length);
        }
        return due.length;
      });
    }
  }

  private wake(): void {
    this.running ??= this.pass()
      .catch((error: unknown) => this.telemetry.logger.error({ err: error }, 'timers could not be fired'))
      .finally(() => {
        this.running = undefined;
      });
  }

  private takeDue(tx: Tx): Promise<DueTimer[]> {
    return tx.rows<DueTimer>(
      `with due as (
         select kind, subject_id from timer
         where fired_at is null and due_at <= $1 and kind = any($2)
         order by due_at, subject_id limit ${BATCH} for update skip locked
       )
       update timer t set fired_at = $1 from due where t.kind = due.kind and t.subject_id = due.subject_id
       returning t.kind, t.subject_id as "subjectId", t.generation`,
      [this.clock.now(), this.specs.map(({ kind }) => kind)],
    );
  }
}
