import { Controller, Get, Header, Inject } from '@nestjs/common';
import { API_ROUTES } from './api-routes.js';
import { Database } from './platform/database/database.js';
import { openApiDocument } from './platform/http/openapi.js';
import { Open } from './platform/http/route.decorator.js';

export const SYSTEM_INFO = Symbol('system info');
export type SystemInfo = {
  readonly database: 'embedded' | 'external';
  readonly queue: 'postgres' | 'redis';
  readonly version: string;
};

/** What operators and integrators ask before anything else; both answer without a session. */
@Controller()
export class SystemController {
  /** Made when it is first asked for: nobody waits for it at a start. */
  private document: Record<string, unknown> | undefined;

  constructor(
    private readonly store: Database,
    @Inject(SYSTEM_INFO) private readonly info: SystemInfo,
  ) {}

  @Open()
  @Get('/health')
  @Header('cache-control', 'no-store')
  async health(): Promise<{ status: 'ok' } & SystemInfo> {
    await this.store.asService('app_public', (tx) => tx.rows('select 1'));
    return { status: 'ok', ...this.info };
  }

  @Open()
  @Get('/api/openapi.json')
  openApi(): Record<string, unknown> {
    return (this.document ??= openApiDocument(API_ROUTES, this.info.version));
  }
}
