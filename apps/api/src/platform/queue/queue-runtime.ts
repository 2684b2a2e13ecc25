import { UnrecoverableError, type Job } from 'bullmq';
import type { Database } from '../database/database.js';
import { OutboxRelay, type JobData } from '../outbox/relay.js';
import { withCorrelation } from '../telemetry/correlation.js';
import type { Logger } from '../telemetry/logger.js';
import type { Metrics } from '../telemetry/metrics.js';
import type { JobQueue, JobWorker, QueueBackend } from './backend.js';
import type { Chore } from './chore.js';
import { ChoreRunner } from './chore-runner.js';
import { deliverOnce } from './deliver-once.js';
import type { Consumer, Delivery, QueueSpec } from './queue.js';

/** Every declared queue has exactly one consumer, or the process refuses to run and says which does not. */
export function assertOneConsumerEach(specs: readonly QueueSpec[], consumers: readonly Consumer[]): void {
  for (const spec of specs) {
    const count = consumers.filter((consumer) => consumer.queue.name === spec.name).length;
    if (count !== 1) {
      throw new Error(`Queue ${spec.name} has ${count} consumers: register exactly one in worker.module.ts`);
    }
  }
  const undeclared = consumers.filter((consumer) => !specs.some((spec) => spec.name === consumer.queue.name));
  if (undeclared.length > 0) {
    throw new Error(`Consumers of undeclared queues: ${undeclared.map((c) => c.queue.name).join(', ')}`);
  }
}

/** Queues, workers and the relay of one worker process; closed in the order workers → relay → queues. */
export class QueueRuntime {
  private readonly workers: JobWorker[] = [];
  private readonly queues = new Map<string, JobQueue>();
  private relay: OutboxRelay | undefined;
  private chores: ChoreRunner | undefined;

  constructor(
    private readonly database: Database,
    private readonly backend: QueueBackend,
    private readonly listenUrl: string,
    private readonly logger: Logger,
    private readonly metrics: Metrics,
  ) {}

  async open(
    specs: readonly QueueSpec[],
    consumers: readonly Consumer[],
    chores: readonly Chore[],
  ): Promise<void> {
    assertOneConsumerEach(specs, consumers);
    for (const spec of specs) this.queues.set(spec.name, await this.backend.queue(spec.name));
    for (const consumer of consumers) {
      const { name, concurrency } = consumer.queue;
      this.workers.push(
        await this.backend.worker(name, concurrency, (job: Job<JobData>) => this.process(consumer, job)),
      );
    }
    this.relay = new OutboxRelay(
      this.database,
      specs,
      this.queues,
      { logger: this.logger, metrics: this.metrics },
      this.listenUrl,
    );
    await this.relay.open();
    this.chores = new ChoreRunner(this.backend, chores, this.logger, this.metrics);
    await this.chores.open();
  }

  async close(): Promise<void> {
    await Promise.all([this.chores?.close(), ...this.workers.map((worker) => worker.close())]);
    await this.relay?.close();
    await Promise.all([...this.queues.values()].map((queue) => queue.close()));
    await this.backend.close();
  }

  private async process(consumer: Consumer, job: Job<JobData>): Promise<void> {
    const { eventId, correlationId } = job.data;
    const parsed = consumer.queue.event.payload.safeParse(job.data.payload);
    if (!parsed.success) throw new UnrecoverableError(`Payload of ${eventId} does not fit its contract`);
    const end = this.metrics.jobSeconds.startTimer({ queue: consumer.queue.name });
    const signal = AbortSignal.timeout(consumer.queue.timeoutMs);
    const delivery: Delivery = {
      eventId,
      correlationId,
      signal,
      once: (work) => deliverOnce(this.database, eventId, consumer.queue.name, work),
    };
    try {
      await withCorrelation(correlationId, () => consumer.handle(parsed.data, delivery));
      end({ outcome: 'done' });
    } catch (error) {
      end({ outcome: 'failed' });
      this.logger.error({ err: error, queue: consumer.queue.name, eventId, correlationId }, 'job failed');
      throw error;
    }
  }
}
