import 'reflect-metadata';
import { createHttpApp } from './http-app.js';
import { readConfig } from './platform/config/config.js';
import { onShutdown } from './platform/config/shutdown.js';
import { createLogger } from './platform/telemetry/logger.js';
import { Metrics } from './platform/telemetry/metrics.js';

const config = readConfig();
const logger = createLogger(config.logLevel, 'api');
const app = await createHttpApp({ config, logger });
const metrics = await app.get(Metrics).serve(config.metricsPort);
await app.listen(config.port, config.host);
logger.info({ port: config.port, metricsPort: metrics.port }, 'api ready');

onShutdown(logger, async () => {
  await metrics.close();
  await app.close();
});
