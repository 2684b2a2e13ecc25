import { Controller, Res } from '@nestjs/common';
import { followChanges } from '@yinqi/contracts/live';
import type { Response } from 'express';
import type { Caller } from '../database/caller.js';
import { DomainError } from '../errors/domain-error.js';
import { CurrentCaller, Route } from '../http/route.decorator.js';
import { LiveHub } from './live-hub.js';

@Controller()
export class LiveController {
  constructor(private readonly hub: LiveHub) {}

  @Route(followChanges)
  follow(@CurrentCaller() caller: Caller, @Res() response: Response): void {
    if (!this.hub.follow({ caller, response })) throw new DomainError('server.busy');
  }
}
