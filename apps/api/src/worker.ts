import 'reflect-metadata';
import { readConfig } from './platform/config/config.js';
import { onShutdown } from './platform/config/shutdown.js';
import { createLogger } from './platform/telemetry/logger.js';
import { Metrics } from './platform/telemetry/metrics.js';
import { createWorkerApp } from './worker-app.js';

const config = readConfig();
const logger = createLogger(config.logLevel, 'worker');
const worker = await createWorkerApp({ config, logger });
onShutdown(logger, () => worker.close());
const metricsPort = await worker.context.get(Metrics).serve(config.metricsPort);
logger.info({ metricsPort, queue: config.redisUrl ? 'redis' : 'postgres' }, 'worker ready');
// The launcher shows "ready" only when the queues are served too.
process.send?.('ready');
