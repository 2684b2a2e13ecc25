import { NestFactory } from '@nestjs/core';
import type { INestApplicationContext } from '@nestjs/common';
import { AppModule } from './app.module.js';
import { Clock } from './platform/clock/clock.js';
import type { Config } from './platform/config/config.js';
import { Database } from './platform/database/database.js';
import { QueueBackend } from './platform/queue/backend.js';
import { QueueRuntime } from './platform/queue/queue-runtime.js';
import { NestLogger, type Logger } from './platform/telemetry/logger.js';
import { Metrics } from './platform/telemetry/metrics.js';
import { Timekeeper } from './platform/timers/timekeeper.js';
import { CHORES, CONSUMERS, QUEUES, TIMERS } from './queues.js';

export type WorkerAppOptions = { readonly config: Config; readonly logger: Logger; readonly clock?: Clock };
export type WorkerApp = {
  readonly context: INestApplicationContext;
  /** Fires the timers that are due now, instead of within a second. */
  fireTimers(): Promise<void>;
  close(): Promise<void>;
};

/** The queue process: the same capabilities without HTTP, with the relay and one worker per queue. */
export async function createWorkerApp({ config, logger, clock }: WorkerAppOptions): Promise<WorkerApp> {
  const backend = new QueueBackend(config, logger);
  const context = await NestFactory.createApplicationContext(
    AppModule.register(
      { config, logger, process: 'worker', ...(clock ? { clock } : {}) },
      { database: config.database, queue: backend.kind, version: config.version },
    ),
    { logger: new NestLogger(logger), abortOnError: false },
  );
  const runtime = new QueueRuntime(
    context.get(Database),
    backend,
    config.workerDatabaseUrl,
    logger,
    context.get(Metrics),
  );
  await runtime.open(
    QUEUES,
    CONSUMERS.map((type) => context.get(type, { strict: false })),
    CHORES.map((type) => context.get(type, { strict: false })),
  );
  const telemetry = { logger, metrics: context.get(Metrics) };
  const timekeeper = new Timekeeper(context.get(Database), context.get(Clock), TIMERS, telemetry);
  timekeeper.open();
  return {
    context,
    fireTimers: () => timekeeper.pass(),
    close: async () => {
      await timekeeper.close();
      await runtime.close();
      await context.close();
    },
  };
}
