import {
  applyDecorators,
  createParamDecorator,
  Delete,
  Get,
  Header,
  HttpCode,
  Patch,
  Post,
  Put,
  SetMetadata,
  type ExecutionContext,
} from '@nestjs/common';
import type { Method, RouteShape } from '@yinqi/contracts/route';
import type { Caller } from '../database/caller.js';
import { DomainError } from '../errors/domain-error.js';
import { readInput } from './route-input.js';
import type { ApiRequest } from './api-request.js';

export const ROUTE = Symbol('route');
export const API_PREFIX = '/api/v1';

const VERBS = { GET: Get, POST: Post, PUT: Put, PATCH: Patch, DELETE: Delete } as const satisfies Record<
  Method,
  unknown
>;

/** Binds a handler to a route of the contract: path, verb, status, permission and result schema come from it. */
export function Route(route: RouteShape): MethodDecorator {
  const decorators = [
    SetMetadata(ROUTE, route),
    VERBS[route.method](`${API_PREFIX}${route.path}`),
    HttpCode(route.status ?? 200),
  ];
  if ('download' in route.result) decorators.push(Header('content-type', route.result.download));
  return applyDecorators(...decorators);
}

/** The route a handler was bound to; a handler without one is refused by the guard. */
export function routeOf(context: ExecutionContext): RouteShape | undefined {
  return Reflect.getMetadata(ROUTE, context.getHandler()) as RouteShape | undefined; // set by @Route only
}

/** The validated input: params, query, body, bytes and If-Match version, as the route declares them. */
export const Input = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const route = routeOf(context);
  if (!route) throw new Error('@Input() outside a @Route() handler');
  return readInput(route, context.switchToHttp().getRequest<ApiRequest>());
});

/** Who asks. Only routes with a permission have a caller. */
export const CurrentCaller = createParamDecorator((_: unknown, context: ExecutionContext): Caller => {
  const { caller } = context.switchToHttp().getRequest<ApiRequest>();
  if (!caller) throw new DomainError('session.required');
  return caller;
});

/** The command's Idempotency-Key together with the hash of what it asks for. */
export const CurrentCommand = createParamDecorator((_: unknown, context: ExecutionContext) => {
  const { command } = context.switchToHttp().getRequest<ApiRequest>();
  if (!command) throw new Error('@CurrentCommand() on a route that is no command');
  return command;
});

const OPEN = Symbol('open');

/** For the few operational endpoints outside the contract: reachable without a session, on purpose. */
export const Open = (): MethodDecorator => SetMetadata(OPEN, true);

export const isOpen = (context: ExecutionContext): boolean =>
  Reflect.getMetadata(OPEN, context.getHandler()) === true;
