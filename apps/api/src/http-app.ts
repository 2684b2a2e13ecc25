import { existsSync } from 'node:fs';
import { randomUUID } from 'node:crypto';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { NestFactory, DiscoveryService, MetadataScanner, Reflector } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import type { NextFunction, Response } from 'express';
import helmet from 'helmet';
import { AppModule } from './app.module.js';
import { API_ROUTES } from './api-routes.js';
import type { Clock } from './platform/clock/clock.js';
import type { Config } from './platform/config/config.js';
import { CallerSource } from './platform/http/access.guard.js';
import type { ApiRequest } from './platform/http/api-request.js';
import { assertRoutesBound } from './platform/http/bound-routes.js';
import { packedFiles } from './platform/http/packed-files.js';
import { LiveHub } from './platform/live/live-hub.js';
import { withCorrelation } from './platform/telemetry/correlation.js';
import { NestLogger, type Logger } from './platform/telemetry/logger.js';
import { Metrics } from './platform/telemetry/metrics.js';

const CORRELATION = /^[\w-]{8,64}$/;
const JSON_LIMIT = '512kb';
/** The largest upload of any route: a survey workbook of 20 MB. */
const UPLOAD_LIMIT = '21mb';
/** Longer than a load balancer keeps an idle connection (60 s is usual): whoever ends it first must not be us, or what is sent in that moment is lost. */
const KEEP_ALIVE_MS = 75_000;
const DEFAULT_WEB_DIR = fileURLToPath(new URL('../../web/dist', import.meta.url));

function securityHeaders(config: Config) {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'self'"],
        scriptSrc: ["'self'"],
        styleSrc: ["'self'"],
        imgSrc: ["'self'", 'data:', 'blob:'],
        connectSrc: ["'self'"],
        fontSrc: ["'self'"],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'self'"],
        frameAncestors: ["'none'"],
      },
    },
    strictTransportSecurity: config.publicUrl?.protocol === 'https:' ? { maxAge: 31_536_000 } : false,
    referrerPolicy: { policy: 'same-origin' },
  });
}

function observe(logger: Logger, metrics: Metrics) {
  return (request: ApiRequest, response: Response, next: NextFunction): void => {
    const given = request.headers['x-correlation-id'];
    const id = typeof given === 'string' && CORRELATION.test(given) ? given : randomUUID();
    request.correlationId = id;
    response.setHeader('x-correlation-id', id);
    const started = performance.now();
    response.on('finish', () => {
      const seconds = (performance.now() - started) / 1000;
      const { path: pattern } = (request.route ?? {}) as { path?: unknown }; // express leaves it untyped
      const route = typeof pattern === 'string' ? pattern : 'other';
      metrics.httpSeconds.observe({ route, status: response.statusCode }, seconds);
      withCorrelation(id, () => {
        const { method, path } = request;
        logger.debug(
          { method, path, status: response.statusCode, ms: Math.round(seconds * 1000) },
          'answered',
        );
      });
    });
    withCorrelation(id, next);
  };
}

/** The pages: hashed assets for ever, index.html never cached, unknown paths belong to the web's router. */
function servePages(app: NestExpressApplication, webDir: string): void {
  if (!existsSync(join(webDir, 'index.html'))) return;
  app.use(packedFiles(webDir));
  app.useStaticAssets(webDir, {
    index: false,
    setHeaders: (response: Response, path: string) => {
      const immutable = path.includes(`${join('/', 'assets')}/`);
      response.setHeader('cache-control', immutable ? 'public, max-age=31536000, immutable' : 'no-cache');
    },
  });
  app.use((request: ApiRequest, response: Response, next: NextFunction) => {
    const page = request.method === 'GET' && !/^\/(api|health)(\/|$)/.test(request.path);
    if (!page || !request.accepts('html')) {
      next();
      return;
    }
    response.setHeader('cache-control', 'no-cache');
    response.sendFile(resolve(webDir, 'index.html'));
  });
}

export type HttpAppOptions = { readonly config: Config; readonly logger: Logger; readonly clock?: Clock };

/** Builds the HTTP process without listening, so that tests run exactly what production runs. */
export async function createHttpApp({
  config,
  logger,
  clock,
}: HttpAppOptions): Promise<NestExpressApplication> {
  const module = AppModule.register(
    { config, logger, process: 'api', ...(clock ? { clock } : {}) },
    { database: config.database, queue: config.redisUrl ? 'redis' : 'postgres', version: config.version },
  );
  const app = await NestFactory.create<NestExpressApplication>(module, {
    logger: new NestLogger(logger),
    bodyParser: false,
    abortOnError: false,
  });
  app.getHttpServer().keepAliveTimeout = KEEP_ALIVE_MS;
  app.disable('x-powered-by');
  app.set('trust proxy', config.publicUrl ? 1 : false);
  app.set('query parser', 'simple');
  app.use(securityHeaders(config));
  app.use(observe(logger, app.get(Metrics)));
  app.useBodyParser('json', { limit: JSON_LIMIT, strict: true });
  app.useBodyParser('raw', {
    limit: UPLOAD_LIMIT,
    type: [
      'application/octet-stream',
      'application/pdf',
      'image/jpeg',
      'image/png',
      'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    ],
  });
  servePages(app, config.webDir ?? DEFAULT_WEB_DIR);
  await app.init();
  assertRoutesBound(API_ROUTES, app.get(DiscoveryService), app.get(MetadataScanner), app.get(Reflector));
  const callers = app.get(CallerSource);
  await app.get(LiveHub).open((ids) => callers.liveAmong(ids));
  return app;
}
