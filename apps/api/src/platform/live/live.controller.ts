import { Controller, Req, Res } from '@nestjs/common';
import { followChanges } from '@yinqi/contracts/live';
import type { Response } from 'express';
import type { Caller } from '../database/caller.js';
import { DomainError } from '../errors/domain-error.js';
import { CallerSource, SessionCookie } from '../http/access.guard.js';
import type { ApiRequest } from '../http/api-request.js';
import { CurrentCaller, Route } from '../http/route.decorator.js';
import { LiveHub } from './live-hub.js';

@Controller()
export class LiveController {
  constructor(
    private readonly hub: LiveHub,
    private readonly callers: CallerSource,
    private readonly cookie: SessionCookie,
  ) {}

  @Route(followChanges)
  follow(@CurrentCaller() caller: Caller, @Req() request: ApiRequest, @Res() response: Response): void {
    const token = this.cookie.read(request) ?? '';
    const stillSignedIn = async (): Promise<boolean> => (await this.callers.callerOf(token)) !== undefined;
    if (!this.hub.follow({ caller, response, stillSignedIn })) throw new DomainError('server.busy');
  }
}
