import { Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import type { Caller } from '../database/caller.js';
import { DomainError } from '../errors/domain-error.js';
import type { ApiRequest } from './api-request.js';
import { readCommand } from './route-input.js';
import { isOpen, routeOf } from './route.decorator.js';

/** Turns a session token into a caller; identity provides it. */
export abstract class CallerSource {
  abstract callerOf(token: string): Promise<Caller | undefined>;
  /** Which of these sessions are still live; looking does not count as using them. */
  abstract liveAmong(sessionIds: readonly string[]): Promise<ReadonlySet<string>>;
}

/** Reads the session cookie under the name this installation uses. */
export abstract class SessionCookie {
  abstract read(request: ApiRequest): string | undefined;
}

/** Where pages of this installation are served from; commands from other origins are refused. */
export abstract class OwnOrigin {
  abstract isOwn(request: ApiRequest): boolean;
}

/** Deny by default: a handler that declares neither a permission nor "public" is never reached. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly callers: CallerSource,
    private readonly cookie: SessionCookie,
    private readonly origin: OwnOrigin,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    if (isOpen(context)) return true;
    const route = routeOf(context);
    if (!route) throw new DomainError('permission.denied');
    const request = context.switchToHttp().getRequest<ApiRequest>();
    if (route.method !== 'GET' && !this.origin.isOwn(request)) throw new DomainError('origin.refused');
    if (route.permission !== 'public') {
      const token = this.cookie.read(request);
      const caller = token ? await this.callers.callerOf(token) : undefined;
      if (!caller) throw new DomainError('session.required');
      if (!caller.permissions.has(route.permission)) throw new DomainError('permission.denied');
      request.caller = caller;
    }
    const command = readCommand(route, request);
    if (command) request.command = command;
    return true;
  }
}
