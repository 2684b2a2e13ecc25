import { randomUUID } from 'node:crypto';
import type { Job } from 'bullmq';
import { withCorrelation } from '../telemetry/correlation.js';
import type { Logger } from '../telemetry/logger.js';
import type { Metrics } from '../telemetry/metrics.js';
import type { JobWorker, QueueBackend, SchedulingQueue } from './backend.js';
import type { Chore } from './chore.js';

/** A queue that was flushed has forgotten its schedules as well. */
const LOOK_AGAIN_MS = 60_000;

/** Starts chores by the queue's scheduler: as many workers as run share one schedule. */
export class ChoreRunner {
  private queue: SchedulingQueue | undefined;
  private worker: JobWorker | undefined;
  private interval: NodeJS.Timeout | undefined;

  constructor(
    private readonly backend: QueueBackend,
    private readonly chores: readonly Chore[],
    private readonly logger: Logger,
    private readonly metrics: Metrics,
    private readonly schedule = { queueName: 'chores', lookAgainMs: LOOK_AGAIN_MS },
  ) {}

  async open(): Promise<void> {
    const queue = await this.backend.queue(this.schedule.queueName);
    this.queue = queue;
    this.worker = await this.backend.worker(this.schedule.queueName, 1, (job) => this.process(queue, job));
    for (const chore of this.chores) await begin(queue, chore);
    this.interval = setInterval(() => {
      this.scheduleMissing(queue).catch((error: unknown) => this.logger.warn({ err: error }, 'chores'));
    }, this.schedule.lookAgainMs);
  }

  async close(): Promise<void> {
    clearInterval(this.interval);
    await this.worker?.close();
    await this.queue?.close();
  }

  private async scheduleMissing(queue: SchedulingQueue): Promise<void> {
    for (const chore of this.chores) {
      if (!(await queue.getJobScheduler(chore.name))) await setSchedule(queue, chore);
    }
  }

  private async process(queue: SchedulingQueue, job: Job): Promise<void> {
    const chore = this.chores.find(({ name }) => name === job.name);
    if (!chore) {
      // A release before this one knew it; its schedule outlives it in the queue.
      await queue.removeJobScheduler(job.name);
      return;
    }
    const correlationId = `${chore.name}-${randomUUID()}`;
    const end = this.metrics.jobSeconds.startTimer({ queue: chore.name });
    try {
      await withCorrelation(correlationId, () => chore.run(AbortSignal.timeout(chore.timeoutMs)));
      end({ outcome: 'done' });
    } catch (error) {
      end({ outcome: 'failed' });
      this.logger.error({ err: error, chore: chore.name, correlationId }, 'chore failed');
      throw error;
    }
  }
}

const KEPT = { removeOnComplete: true, removeOnFail: { count: 100 } } as const;

/** A new schedule runs at once; one that outlived the worker runs once more, for what came due while none looked. */
async function begin(queue: SchedulingQueue, chore: Chore): Promise<void> {
  const isKnown = (await queue.getJobScheduler(chore.name)) !== undefined;
  await setSchedule(queue, chore);
  if (isKnown) await queue.add(chore.name, {}, { ...KEPT, jobId: `${chore.name}-at-start` });
}

async function setSchedule(queue: SchedulingQueue, { name, everyMs }: Chore): Promise<void> {
  await queue.upsertJobScheduler(name, { every: everyMs }, { name, opts: KEPT });
}
