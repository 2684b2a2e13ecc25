import { Module, type DynamicModule } from '@nestjs/common';
import { IdentityModule } from '../../identity/identity.public.js';
import { createLogger } from '../../platform/telemetry/logger.js';
import { PlatformModule } from '../../platform/platform.module.js';
import { MatchingModule } from '../matching.module.js';

/** What a matching thread needs of the worker: its database and its matching. */
@Module({})
export class MatchThreadModule {
  static register(databaseUrl: string): DynamicModule {
    const platform = PlatformModule.register({
      config: {
        apiDatabaseUrl: databaseUrl,
        workerDatabaseUrl: databaseUrl,
        publicUrl: undefined,
        host: '127.0.0.1',
      },
      logger: createLogger('warn', 'worker'),
      process: 'thread',
    });
    return { module: MatchThreadModule, imports: [platform, IdentityModule, MatchingModule] };
  }
}
