import type * as z from 'zod/mini';
import type { Permission } from './access.js';
import type { ErrorCode } from './errors.js';

export type Schema = z.ZodMiniType;
export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** A file sent as the raw body of the request. */
export type Upload = { readonly mediaTypes: readonly string[]; readonly maxBytes: number };

/**
 * One operation of the API as a value: the server binds it, the web calls it, OpenAPI is written from it.
 * `path` is relative to /api/v1; commands carry an Idempotency-Key unless `idempotency` is 'none', edits of
 * something that exists carry If-Match where `versioned` is set.
 */
export type RouteShape = {
  readonly id: string;
  readonly method: Method;
  readonly path: string;
  readonly summary: string;
  readonly permission: Permission | 'public';
  readonly params?: Schema;
  readonly query?: Schema;
  readonly body?: Schema;
  readonly upload?: Upload;
  readonly result: Schema | { readonly download: string } | { readonly stream: string };
  readonly status?: 200 | 201 | 202;
  readonly versioned?: true;
  readonly idempotency?: 'none';
  readonly errors?: readonly ErrorCode[];
};

/** Declares a route; the literal type is kept so that wrong input or output does not compile. */
export function defineRoute<const R extends RouteShape>(route: R): R {
  return route;
}

type Part<R, K extends 'params' | 'query' | 'body', D extends 'input' | 'output'> = R extends {
  readonly [P in K]: infer S extends Schema;
}
  ? { readonly [P in K]: D extends 'input' ? z.input<S> : z.output<S> }
  : unknown;

type Extras<R> = (R extends { readonly upload: Upload } ? { readonly bytes: Uint8Array } : unknown) &
  (R extends { readonly versioned: true } ? { readonly version: number } : unknown);

/** What a caller hands over: defaults of the schema may be left out. */
export type CallInput<R extends RouteShape> = Part<R, 'params', 'input'> &
  Part<R, 'query', 'input'> &
  Part<R, 'body', 'input'> &
  Extras<R>;

/** What the handler receives after validation. */
export type RouteInput<R extends RouteShape> = Part<R, 'params', 'output'> &
  Part<R, 'query', 'output'> &
  Part<R, 'body', 'output'> &
  Extras<R>;

export type RouteResult<R extends RouteShape> = R['result'] extends Schema
  ? z.output<R['result']>
  : Uint8Array;

/** Commands change something and are answered once per Idempotency-Key. */
export const isCommand = (route: RouteShape): boolean =>
  route.method !== 'GET' && route.idempotency !== 'none';
