import { ERROR_STATUS, type ErrorCode, type Problem } from '@yinqi/contracts/errors';
import type { CallInput, RouteResult, RouteShape, Schema } from '@yinqi/contracts/route';
import { ConnectionError, ProblemError, UnexpectedAnswerError } from './problem.js';

const API = '/api/v1';

/** An upload may hand over the chosen file as it is. */
type WebInput<Input> = Input extends { readonly bytes: Uint8Array }
  ? Omit<Input, 'bytes'> & { readonly bytes: Uint8Array<ArrayBuffer> | Blob }
  : Input;

export type CallOptions = {
  /** Kept with the draft of a command, so that a second try is answered by the first one's result. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
};

type Parts = {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly bytes?: Uint8Array<ArrayBuffer> | Blob;
  readonly version?: number;
};

const isSchema = (result: RouteShape['result']): result is Schema =>
  !('download' in result) && !('stream' in result);

const isCommand = (route: RouteShape): boolean => route.method !== 'GET' && route.idempotency !== 'none';

const isScalar = (value: unknown): value is string | number | boolean =>
  typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';

/** A fresh key for one intended command. */
export const newIdempotencyKey = (): string => crypto.randomUUID();

/** The address of a route, for links that download; lists repeat their name. */
export function routeUrl(route: RouteShape, parts: Pick<Parts, 'params' | 'query'>): string {
  const path = route.path.replace(
    /:([A-Za-z]+)|\{([A-Za-z]+)\}/g,
    (_whole, colon?: string, brace?: string) => {
      const name = colon ?? brace ?? '';
      const value = parts.params?.[name];
      if (typeof value !== 'string' && typeof value !== 'number')
        throw new Error(`${route.id} needs the path parameter ${name}`);
      return encodeURIComponent(String(value));
    },
  );
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parts.query ?? {}))
    for (const item of Array.isArray(value) ? (value as readonly unknown[]) : [value])
      if (isScalar(item) && item !== '') search.append(name, String(item));
  const text = search.toString();
  return `${API}${path}${text === '' ? '' : `?${text}`}`;
}

function requestOf(route: RouteShape, parts: Parts, options: CallOptions): RequestInit {
  const headers = new Headers({ Accept: 'application/json, application/problem+json' });
  if (isCommand(route)) headers.set('Idempotency-Key', options.idempotencyKey ?? newIdempotencyKey());
  if (parts.version !== undefined) headers.set('If-Match', `"${parts.version}"`);
  const init: RequestInit = { method: route.method, headers, credentials: 'same-origin' };
  if (options.signal !== undefined) init.signal = options.signal;
  if (parts.bytes !== undefined) {
    const type = parts.bytes instanceof Blob ? parts.bytes.type : '';
    headers.set('Content-Type', type || (route.upload?.mediaTypes[0] ?? 'application/octet-stream'));
    init.body = parts.bytes;
  } else if (parts.body !== undefined) {
    headers.set('Content-Type', 'application/json');
    init.body = JSON.stringify(parts.body);
  }
  return init;
}

const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' &&
  value !== null &&
  'code' in value &&
  typeof value.code === 'string' &&
  value.code in ERROR_STATUS &&
  'status' in value &&
  typeof value.status === 'number';

/** What stands between us and the API answers without a problem document: 502 and 503 while it restarts. */
const codeOfStatus = (status: number): ErrorCode =>
  status === 502 || status === 503 || status === 504 ? 'server.busy' : 'server.fault';

async function refusalOf(response: Response): Promise<ProblemError> {
  const correlationId = response.headers.get('x-correlation-id') ?? '';
  const body: unknown = await response.json().catch(() => undefined);
  if (isProblem(body)) return new ProblemError(body);
  return new ProblemError({
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    code: codeOfStatus(response.status),
    correlationId,
  });
}

/** Calls one operation of the API; refusals are thrown as `ProblemError`. */
export async function call<R extends RouteShape>(
  route: R,
  input: WebInput<CallInput<R>>,
  options: CallOptions = {},
): Promise<RouteResult<R>> {
  // CallInput is a conditional type over R; every part it can hold is named in Parts.
  const parts = input as Parts;
  const response = await fetch(routeUrl(route, parts), requestOf(route, parts, options)).catch(
    (cause: unknown) => {
      if (options.signal?.aborted === true) throw cause;
      throw new ConnectionError('no answer', { cause });
    },
  );
  if (!response.ok) throw await refusalOf(response);
  // RouteResult<R> is the schema's output, or bytes for a download: decided here by the same test.
  if (!isSchema(route.result)) return new Uint8Array(await response.arrayBuffer()) as RouteResult<R>;
  const answer: unknown = response.status === 204 ? null : await response.json().catch(() => undefined);
  const parsed = route.result.safeParse(answer);
  if (parsed.success) return parsed.data as RouteResult<R>;
  throw new UnexpectedAnswerError(
    `${route.id} answered outside its contract`,
    response.headers.get('x-correlation-id') ?? undefined,
    { cause: parsed.error },
  );
}
