import { randomUUID } from 'node:crypto';
import type { Job } from 'bullmq';
import { withCorrelation } from '../telemetry/correlation.js';
import type { Logger } from '../telemetry/logger.js';
import type { Metrics } from '../telemetry/metrics.js';
import type { JobWorker, QueueBackend, SchedulingQueue } from './backend.js';
import type { Chore } from './chore.js';

/** Starts chores by the queue's scheduler: as many workers as run share one schedule. */
export class ChoreRunner {
  private queue: SchedulingQueue | undefined;
  private worker: JobWorker | undefined;

  constructor(
    private readonly backend: QueueBackend,
    private readonly chores: readonly Chore[],
    private readonly logger: Logger,
    private readonly metrics: Metrics,
    private readonly queueName = 'chores',
  ) {}

  async open(): Promise<void> {
    const queue = await this.backend.queue(this.queueName);
    this.queue = queue;
    this.worker = await this.backend.worker(this.queueName, 1, (job) => this.process(queue, job));
    for (const { name, everyMs } of this.chores) {
      await queue.upsertJobScheduler(
        name,
        { every: everyMs },
        { name, opts: { removeOnComplete: true, removeOnFail: { count: 100 } } },
      );
    }
  }

  async close(): Promise<void> {
    await this.worker?.close();
    await this.queue?.close();
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
