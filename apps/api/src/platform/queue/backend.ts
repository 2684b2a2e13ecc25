import { createPostgresBackend, Queue, Worker, type Processor, type WorkerOptions } from 'bullmq';
import { Cluster, Redis } from 'ioredis';
import type { Config } from '../config/config.js';
import type { Logger } from '../telemetry/logger.js';

/** What the relay and the runtime need of a queue, whichever storage is behind it. */
export type JobQueue = Pick<Queue, 'add' | 'addBulk' | 'close'>;
/** What starts chores again and again needs more of it. */
export type SchedulingQueue = Pick<Queue, 'upsertJobScheduler' | 'removeJobScheduler' | 'close'>;
export type JobWorker = Pick<Worker, 'close'>;

const READY_TIMEOUT_MS = 20_000;
/** One hash tag per prefix keeps all keys of a queue on one slot of a Redis Cluster. */
const REDIS_PREFIX = '{yinqi}';

async function readyWithin(what: { waitUntilReady(): Promise<unknown> }, name: string): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`Queue ${name} not ready in time`)), READY_TIMEOUT_MS);
  });
  await Promise.race([what.waitUntilReady(), late]).finally(() => clearTimeout(timer));
}

/** The queue's storage: Redis where REDIS_URL is set (cluster URLs are comma-separated), else PostgreSQL. */
export class QueueBackend {
  readonly kind: 'redis' | 'postgres';
  private readonly redisConnections: (Redis | Cluster)[] = [];

  constructor(
    private readonly config: Pick<Config, 'redisUrl' | 'queueDatabaseUrl'>,
    private readonly logger: Logger,
  ) {
    this.kind = config.redisUrl ? 'redis' : 'postgres';
  }

  async queue(name: string): Promise<JobQueue & SchedulingQueue> {
    const queue =
      this.kind === 'redis'
        ? new Queue(name, { connection: this.redis({ enableOfflineQueue: false }), prefix: REDIS_PREFIX })
        : new Queue(name, { connection: this.postgres(2) }, createPostgresBackend);
    queue.on('error', (error) => this.logger.warn({ err: error, queue: name }, 'queue error'));
    await readyWithin(queue, name);
    return queue;
  }

  async worker(name: string, concurrency: number, process: Processor): Promise<JobWorker> {
    const options: Omit<WorkerOptions, 'connection'> = { concurrency, lockDuration: 30_000 };
    const worker =
      this.kind === 'redis'
        ? new Worker(name, process, { ...options, connection: this.redis({}), prefix: REDIS_PREFIX })
        : // LISTEN keeps one connection of the pool for itself, hence one more than jobs at once.
          new Worker(
            name,
            process,
            { ...options, connection: this.postgres(concurrency + 2) },
            createPostgresBackend,
          );
    worker.on('error', (error) => this.logger.warn({ err: error, queue: name }, 'worker error'));
    await readyWithin(worker, name);
    return worker;
  }

  close(): void {
    for (const connection of this.redisConnections) connection.disconnect();
  }

  private postgres(max: number) {
    return { connectionString: this.config.queueDatabaseUrl, max, skipMigrations: true };
  }

  private redis(options: { enableOfflineQueue?: boolean }): Redis | Cluster {
    const urls = (this.config.redisUrl ?? '').split(',');
    const redisOptions = { ...options, maxRetriesPerRequest: null };
    const connection =
      urls.length > 1 ? new Cluster(urls, { redisOptions }) : new Redis(urls[0] ?? '', redisOptions);
    connection.on('error', (error) => this.logger.warn({ err: error }, 'redis connection error'));
    this.redisConnections.push(connection);
    return connection;
  }
}
