import { EventEmitter } from 'node:events';
import {
  PostgresConnection,
  PostgresQueueBackend,
  type BackendFactory,
  type PostgresConnectionOptions,
} from 'bullmq';

/** Queries of all queues of a process at the same time; each is over in a few milliseconds. */
const POOL_SIZE = 8;
/** What a process holds at most for its queues in PostgreSQL: the pool, and one connection that listens. */
export const MOST_QUEUE_CONNECTIONS = POOL_SIZE + 1;

/**
 * The way of a whole process to its queues in PostgreSQL. Left to itself, BullMQ opens a pool for each queue and each
 * worker, and for each worker one more connection that listens: some hundred and more in all.
 */
export class QueueConnection extends PostgresConnection {
  constructor(url: string) {
    // Workers begin to listen at the same time, on one connection: pipelined, none waits for another's answer.
    super({ connectionString: url, max: POOL_SIZE, keepAlive: true, pipeline: true, skipMigrations: true });
    // Every worker hears when the listener was lost, and every waiting one what is told there.
    this.setMaxListeners(0);
  }

  override async getListenClient(): ReturnType<PostgresConnection['getListenClient']> {
    const client = await super.getListenClient();
    if (client instanceof EventEmitter) client.setMaxListeners(0);
    return client;
  }

  /** The end of one queue or worker at this connection; closing it leaves the connection to the others. */
  readonly backend: BackendFactory<PostgresQueueBackend, PostgresConnectionOptions> = (name, opts) => {
    const backend = new PostgresQueueBackend(this, name, opts, false);
    // BullMQ tells only a backend with a connection of its own that it must listen anew.
    this.on('listenerinvalidated', () => {
      void backend.disconnectBlocking().then(() => backend.reconnectBlocking());
    });
    return backend;
  };
}
