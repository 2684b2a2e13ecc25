import { Queue, Worker, type Processor, type WorkerOptions } from 'bullmq';
import { Cluster, Redis, type RedisOptions } from 'ioredis';
import type { Config } from '../config/config.js';
import type { Logger } from '../telemetry/logger.js';
import { QueueConnection } from './queue-connection.js';

/** What the relay and the runtime need of a queue, whichever storage is behind it. */
export type JobQueue = Pick<Queue, 'add' | 'addBulk' | 'close'>;
/** What starts chores again and again needs more of it. */
export type SchedulingQueue = Pick<
  Queue,
  'add' | 'getJobScheduler' | 'upsertJobScheduler' | 'removeJobScheduler' | 'close'
>;
export type JobWorker = Pick<Worker, 'close'>;

const READY_TIMEOUT_MS = 20_000;
/** Between two tries of a worker whose storage is away. */
const RETRY_MS = 1_000;
/**
 * A queue in Redis belongs to its database: two installations beside each other take no job of the other. The braces
 * are a hash tag, which keeps all keys of a queue on one slot of a cluster.
 */
const redisPrefix = (databaseUrl: string): string => `{yinqi:${new URL(databaseUrl).pathname.slice(1)}}`;

/** What the nodes of a cluster that no URL names are asked with: they are known by address only. */
function sharedByNodes(url: string): Pick<RedisOptions, 'username' | 'password' | 'tls'> {
  const { protocol, username, password } = new URL(url);
  return {
    ...(username !== '' && { username: decodeURIComponent(username) }),
    ...(password !== '' && { password: decodeURIComponent(password) }),
    ...(protocol === 'rediss:' && { tls: {} }),
  };
}

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
  private readonly prefix: string;
  private readonly redisConnections: (Redis | Cluster)[] = [];
  private postgresConnection: QueueConnection | undefined;

  constructor(
    private readonly config: Pick<Config, 'redisUrl' | 'queueDatabaseUrl'>,
    private readonly logger: Logger,
  ) {
    this.kind = config.redisUrl ? 'redis' : 'postgres';
    this.prefix = redisPrefix(config.queueDatabaseUrl);
  }

  async queue(name: string): Promise<JobQueue & SchedulingQueue> {
    const queue =
      this.kind === 'redis'
        ? new Queue(name, { connection: this.redis({ enableOfflineQueue: false }), prefix: this.prefix })
        : new Queue(name, { connection: this.postgres().pool }, this.postgres().backend);
    queue.on('error', (error) => this.logger.warn({ err: error, queue: name }, 'queue error'));
    await readyWithin(queue, name);
    return queue;
  }

  async worker(name: string, concurrency: number, process: Processor): Promise<JobWorker> {
    const options: Omit<WorkerOptions, 'connection'> = {
      concurrency,
      lockDuration: 30_000,
      runRetryDelay: RETRY_MS,
    };
    const worker =
      this.kind === 'redis'
        ? new Worker(name, process, { ...options, connection: this.redis({}), prefix: this.prefix })
        : new Worker(
            name,
            process,
            { ...options, connection: this.postgres().pool },
            this.postgres().backend,
          );
    worker.on('error', (error) => this.logger.warn({ err: error, queue: name }, 'worker error'));
    await readyWithin(worker, name);
    return worker;
  }

  /** When queues and workers are closed: what they used together. */
  async close(): Promise<void> {
    for (const connection of this.redisConnections) connection.disconnect();
    await this.postgresConnection?.close();
  }

  private postgres(): QueueConnection {
    if (!this.postgresConnection) {
      this.postgresConnection = new QueueConnection(this.config.queueDatabaseUrl);
      this.postgresConnection.on('error', (error) =>
        this.logger.warn({ err: error }, 'queue connection error'),
      );
    }
    return this.postgresConnection;
  }

  private redis(options: { enableOfflineQueue?: boolean }): Redis | Cluster {
    const urls = (this.config.redisUrl ?? '').split(',').map((url) => url.trim());
    const [first = ''] = urls;
    const redisOptions = { ...options, maxRetriesPerRequest: null };
    const connection =
      urls.length > 1
        ? new Cluster(urls, { redisOptions: { ...sharedByNodes(first), ...redisOptions } })
        : new Redis(first, redisOptions);
    connection.on('error', (error) => this.logger.warn({ err: error }, 'redis connection error'));
    this.redisConnections.push(connection);
    return connection;
  }
}
