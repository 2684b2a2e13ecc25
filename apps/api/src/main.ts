import 'reflect-metadata';
import { createHttpApp } from './http-app.js';
import { readConfig } from './platform/config/config.js';
import { onShutdown } from './platform/config/shutdown.js';
import { createLogger } from './platform/telemetry/logger.js';
import { Metrics } from './platform/telemetry/metrics.js';

const config = readConfig();
const logger = createLogger(config.logLevel, 'api');
const app = await createHttpApp({ config, logger });
// Before listening: a launcher that dies while we start must not leave us behind.
onShutdown(logger, () => app.close());
const metricsPort = await app.get(Metrics).serve(config.metricsPort);
await app.listen(config.port, config.host);
logger.info({ port: config.port, metricsPort }, 'api ready');
