import { Global, Module, type DynamicModule, type OnApplicationShutdown } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR } from '@nestjs/core';
import { Clock, SystemClock } from './clock/clock.js';
import type { Config } from './config/config.js';
import { Database } from './database/database.js';
import { AccessGuard, OwnOrigin, SessionCookie } from './http/access.guard.js';
import { BrowserSessionCookie, SameOrigin } from './http/browser-trust.js';
import { Commands } from './http/commands.js';
import { ProblemFilter } from './http/problem.filter.js';
import { ResultInterceptor } from './http/result.interceptor.js';
import { LiveController } from './live/live.controller.js';
import { LiveHub } from './live/live-hub.js';
import { ConfiguredAddress, Mailer, NoMailer, PublicAddress, SmtpMailer } from './mail/mailer.js';
import { Outbound } from './outbound/outbound.js';
import { PurgeChore } from './retention/purge.chore.js';
import type { Logger } from './telemetry/logger.js';
import { Metrics } from './telemetry/metrics.js';

/** Connections for transactions; docs/operations.md counts what else a process holds. */
const POOL = { api: 20, worker: 16, thread: 2 } as const;

export type PlatformOptions = {
  readonly config: Pick<Config, 'apiDatabaseUrl' | 'workerDatabaseUrl' | 'publicUrl' | 'host'> &
    Partial<Pick<Config, 'mail' | 'outbound'>>;
  readonly logger: Logger;
  readonly process: keyof typeof POOL;
  readonly clock?: Clock;
};

/** What every capability stands on; it knows none of them. */
@Global()
@Module({})
export class PlatformModule implements OnApplicationShutdown {
  constructor(
    private readonly database: Database,
    private readonly hub: LiveHub,
    private readonly mailer: Mailer,
  ) {}

  static register({ config, logger, process, clock }: PlatformOptions): DynamicModule {
    const url = process === 'api' ? config.apiDatabaseUrl : config.workerDatabaseUrl;
    const cookie = new BrowserSessionCookie(config.publicUrl, config.host);
    return {
      module: PlatformModule,
      controllers: [LiveController],
      providers: [
        {
          provide: Database,
          useFactory: () => new Database(url, POOL[process]).open(),
        },
        { provide: Clock, useValue: clock ?? new SystemClock() },
        { provide: Metrics, useValue: new Metrics() },
        { provide: LiveHub, useValue: new LiveHub(url, logger) },
        { provide: BrowserSessionCookie, useValue: cookie },
        { provide: SessionCookie, useValue: cookie },
        { provide: OwnOrigin, useValue: new SameOrigin(config.publicUrl) },
        { provide: Commands, useFactory: (database: Database) => new Commands(database), inject: [Database] },
        { provide: Mailer, useValue: config.mail ? new SmtpMailer(config.mail) : new NoMailer() },
        { provide: Outbound, useValue: new Outbound(config.outbound) },
        { provide: PublicAddress, useValue: new ConfiguredAddress(config.publicUrl) },
        PurgeChore,
        { provide: APP_GUARD, useClass: AccessGuard },
        { provide: APP_INTERCEPTOR, useClass: ResultInterceptor },
        { provide: APP_FILTER, useValue: new ProblemFilter(logger) },
      ],
      exports: [
        Outbound,
        Database,
        Clock,
        Metrics,
        LiveHub,
        BrowserSessionCookie,
        SessionCookie,
        OwnOrigin,
        Commands,
        Mailer,
        PublicAddress,
      ],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    this.mailer.close();
    await this.hub.close();
    await this.database.close();
  }
}
