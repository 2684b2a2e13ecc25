import 'reflect-metadata';
import { Controller, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import * as z from 'zod/mini';
import { AppModule } from '../../../apps/api/dist/app.module.js';
import { readConfig } from '../../../apps/api/dist/platform/config/config.js';
import { onShutdown } from '../../../apps/api/dist/platform/config/shutdown.js';
import { Commands } from '../../../apps/api/dist/platform/http/commands.js';
import {
  CurrentCaller,
  CurrentCommand,
  Route,
} from '../../../apps/api/dist/platform/http/route.decorator.js';
import { createLogger } from '../../../apps/api/dist/platform/telemetry/logger.js';

/** The API with one command more: it passes the guard, leaves its receipt and does nothing. */
const noop = {
  id: 'benchNoop',
  method: 'POST',
  path: '/bench/noop',
  summary: 'nothing',
  permission: 'quota.reserve',
  status: 201,
  result: z.object({ id: z.uuid() }),
};

class NoopController {
  constructor(commands) {
    this.commands = commands;
  }

  run(caller, command) {
    const done = { resourceId: command.key };
    return this.commands.run(
      caller,
      command,
      async () => done,
      async (_, id) => ({ id }),
    );
  }
}
const { prototype } = NoopController;
Controller()(NoopController);
Reflect.defineMetadata('design:paramtypes', [Commands], NoopController);
Reflect.defineMetadata('design:paramtypes', [Object, Object], prototype, 'run');
Route(noop)(prototype, 'run', Object.getOwnPropertyDescriptor(prototype, 'run'));
CurrentCaller()(prototype, 'run', 0);
CurrentCommand()(prototype, 'run', 1);

const config = readConfig();
const logger = createLogger(config.logLevel, 'api');
class BenchModule {}
Module({
  imports: [
    AppModule.register(
      { config, logger, process: 'api' },
      { database: config.database, queue: 'postgres', version: config.version },
    ),
  ],
  controllers: [NoopController],
})(BenchModule);

const app = await NestFactory.create(BenchModule, { logger: false, bodyParser: false, abortOnError: false });
onShutdown(logger, () => app.close());
app.useBodyParser('json', { limit: '512kb', strict: true });
await app.listen(config.port, config.host);
process.send?.('ready');
