import { createCall, type Call } from '@yinqi/contracts/client';
import { signIn } from '@yinqi/contracts/identity';
import type { Type } from '@nestjs/common';
import type { NestExpressApplication } from '@nestjs/platform-express';
import pg from 'pg';
import { createHttpApp } from '../../src/http-app.js';
import { ManualClock } from '../../src/platform/clock/clock.js';
import type { Config } from '../../src/platform/config/config.js';
import type { Chore } from '../../src/platform/queue/chore.js';
import { createLogger } from '../../src/platform/telemetry/logger.js';
import { createWorkerApp, type WorkerApp } from '../../src/worker-app.js';
import { createTestDatabase, type TestDatabase } from './test-database.js';

const SETTLE_LIMIT_MS = 15_000;

export type Installation = {
  readonly database: TestDatabase;
  readonly clock: ManualClock;
  readonly origin: string;
  /** The client of the contract, signed in; sign-in goes through the API like anybody's. */
  signIn(account: { readonly username: string; readonly password: string }): Promise<Call>;
  /** The session cookie alone, for requests the typed client would not send. */
  cookieOf(account: { readonly username: string; readonly password: string }): Promise<string>;
  /** A client that is nobody. */
  readonly anonymous: Call;
  /** Runs a chore of the worker now, instead of at its next time. */
  chore(type: Type<Chore>): Promise<void>;
  /** Another worker beside the first, on the same queues; whoever opens it closes it. */
  anotherWorker(): Promise<WorkerApp>;
  /** Resolves when what is due by the clock was told and every published event consumed; rejects with what is left. */
  settled(): Promise<void>;
  close(): Promise<void>;
};

export type InstallationOptions = {
  readonly worker?: boolean;
  readonly queue?: 'postgres' | 'redis';
  readonly now?: Date;
  /** The built pages, for tests in a browser. */
  readonly webDir?: string;
  /** A server on loopback that takes letters. */
  readonly smtpUrl?: string;
  /** Hosts that messages to other systems may go to; loopback is among them where it is named. */
  readonly webhookHosts?: readonly string[];
};

function configOf(
  database: TestDatabase,
  redisUrl: string | undefined,
  { webDir = '/nonexistent', smtpUrl, webhookHosts }: InstallationOptions,
): Config {
  return {
    port: 0,
    metricsPort: 0,
    host: '127.0.0.1',
    dataDir: '/nonexistent',
    apiDatabaseUrl: database.apiUrl,
    workerDatabaseUrl: database.workerUrl,
    queueDatabaseUrl: database.queueUrl,
    database: 'embedded',
    redisUrl,
    publicUrl: undefined,
    logLevel: process.env['TEST_LOG_LEVEL'] ?? 'silent',
    webDir,
    mail: smtpUrl === undefined ? undefined : { smtpUrl, from: '银企桥 <no-reply@example.com>' },
    outbound: webhookHosts && { hosts: webhookHosts, allowLoopback: true, answerMs: 1_000 },
    version: '0.0.0',
  };
}

/** Tells when a delivery is done, so that tests wait for the event and not for a time. */
async function notifyOfDeliveries(database: TestDatabase): Promise<void> {
  await database.rows(`
    create function notify_delivered() returns trigger language plpgsql as
      $$ begin perform pg_notify('delivered', ''); return null; end $$;
    create trigger delivered after update on outbox_delivery for each statement execute function notify_delivered();
    create trigger dispatched after update on outbox_event for each statement execute function notify_delivered();`);
}

class DeliveryWatch {
  private readonly client: pg.Client;
  private wake: () => void = () => undefined;

  constructor(private readonly database: TestDatabase) {
    this.client = new pg.Client({ connectionString: database.adminUrl });
  }

  async open(): Promise<void> {
    await this.client.connect();
    this.client.on('notification', () => this.wake());
    await this.client.query('listen delivered');
  }

  close(): Promise<void> {
    return this.client.end();
  }

  async settled(): Promise<void> {
    const deadline = Date.now() + SETTLE_LIMIT_MS;
    for (;;) {
      const noticed = new Promise<void>((resolve) => (this.wake = resolve));
      const open = await this.openDeliveries();
      if (open.length === 0) return;
      const rest = deadline - Date.now();
      if (rest <= 0) throw new Error(`Not settled: ${JSON.stringify(open.slice(0, 5))}`);
      let timer: NodeJS.Timeout | undefined;
      await Promise.race([noticed, new Promise((resolve) => (timer = setTimeout(resolve, rest)))]);
      clearTimeout(timer);
    }
  }

  private openDeliveries(): Promise<unknown[]> {
    return this.database.rows(
      `select e.topic, d.queue, d.generation from outbox_event e left join outbox_delivery d on d.event_id = e.id
       where (e.dispatched_at is null and e.available_at <= now()) or (d.event_id is not null and d.done_at is null)`,
    );
  }
}

async function cookieOf(origin: string, account: { username: string; password: string }): Promise<string> {
  const answer = await fetch(`${origin}/api/v1${signIn.path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ username: account.username, password: account.password }),
  });
  if (!answer.ok) throw new Error(`Sign-in of ${account.username} failed: ${await answer.text()}`);
  const lines = answer.headers.getSetCookie();
  return lines.map((line) => line.split(';')[0]).join('; ');
}

const callWith = (origin: string, cookie: string): Call =>
  createCall((url, init) => {
    const headers = new Headers(init.headers);
    headers.set('cookie', cookie);
    return fetch(`${origin}${url}`, { ...init, headers });
  });

/** The client of the contract for an account of any installation. */
export const signedIn = async (
  origin: string,
  account: { username: string; password: string },
): Promise<Call> => callWith(origin, await cookieOf(origin, account));

/** A whole installation in this process on a database of its own: the HTTP app, the worker, real queues. */
export async function openInstallation(options: InstallationOptions = {}): Promise<Installation> {
  const database = await createTestDatabase();
  await notifyOfDeliveries(database);
  const redisUrl = options.queue === 'redis' ? process.env['TEST_REDIS_URL'] : undefined;
  const config = configOf(database, redisUrl, options);
  const logger = createLogger(config.logLevel, 'tool');
  const clock = new ManualClock(options.now ?? new Date(Date.now()));
  const app: NestExpressApplication = await createHttpApp({ config, logger, clock });
  await app.listen(0, '127.0.0.1');
  const origin = (await app.getUrl()).replace('[::1]', '127.0.0.1');
  const worker: WorkerApp | undefined =
    options.worker === false ? undefined : await createWorkerApp({ config, logger, clock });
  const watch = new DeliveryWatch(database);
  await watch.open();
  return {
    database,
    clock,
    origin,
    anonymous: createCall((url, init) => fetch(`${origin}${url}`, init)),
    signIn: (account) => signedIn(origin, account),
    cookieOf: (account) => cookieOf(origin, account),
    chore: async (type) => {
      if (!worker) throw new Error('the installation was opened without a worker');
      await worker.context.get(type, { strict: false }).run(AbortSignal.timeout(SETTLE_LIMIT_MS));
    },
    anotherWorker: () => createWorkerApp({ config, logger, clock }),
    settled: async () => {
      await worker?.fireTimers();
      await watch.settled();
    },
    close: async () => {
      await worker?.close();
      await app.close();
      await watch.close();
      await database.drop();
    },
  };
}
