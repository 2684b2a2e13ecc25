import type { ErrorCode, FieldFault, Problem } from './errors.js';
import { isCommand, type CallInput, type RouteResult, type RouteShape, type Schema } from './route.js';

const API = '/api/v1';

/** A refusal the API explained: its code decides the wording, `correlationId` finds it in the logs. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';
  readonly status: number;
  readonly code: ErrorCode;
  readonly correlationId: string;
  readonly params: Problem['params'];
  readonly faults: readonly FieldFault[];

  constructor(problem: Problem) {
    super(`${problem.code}: ${problem.title}`);
    this.status = problem.status;
    this.code = problem.code;
    this.correlationId = problem.correlationId;
    this.params = problem.params;
    this.faults = problem.faults ?? [];
  }
}

/** The request never got an answer: no network, or the server is not running. */
export class ConnectionError extends Error {
  override readonly name = 'ConnectionError';
}

/** The answer was not what the contract promises: a fault of ours, shown with its trace id. */
export class UnexpectedAnswerError extends Error {
  override readonly name = 'UnexpectedAnswerError';
  readonly correlationId: string | undefined;

  constructor(message: string, correlationId: string | undefined, options?: { cause: unknown }) {
    super(message, options);
    this.correlationId = correlationId;
  }
}

export type CallOptions = {
  /** Kept with the draft of a command, so that a second try is answered by the first one's result. */
  readonly idempotencyKey?: string;
  readonly signal?: AbortSignal;
};

/** An upload may hand over the chosen file as it is. */
type ClientInput<Input> = Input extends { readonly bytes: Uint8Array }
  ? Omit<Input, 'bytes'> & { readonly bytes: Uint8Array<ArrayBuffer> | Blob }
  : Input;

type Parts = {
  readonly params?: Readonly<Record<string, unknown>>;
  readonly query?: Readonly<Record<string, unknown>>;
  readonly body?: unknown;
  readonly bytes?: Uint8Array<ArrayBuffer> | Blob;
  readonly version?: number;
};

/** A fresh key for one intended command. */
export const newIdempotencyKey = (): string => crypto.randomUUID();

/** The address of a route, for links that download; lists repeat their name. */
export function routeUrl(route: RouteShape, parts: Pick<Parts, 'params' | 'query'>): string {
  const path = route.path.replace(/:([A-Za-z]+)/g, (_whole, name: string) => {
    const value = parts.params?.[name];
    if (typeof value !== 'string' && typeof value !== 'number') {
      throw new Error(`${route.id} needs the path parameter ${name}`);
    }
    return encodeURIComponent(String(value));
  });
  const search = new URLSearchParams();
  for (const [name, value] of Object.entries(parts.query ?? {})) {
    for (const item of Array.isArray(value) ? (value as readonly unknown[]) : [value]) {
      if (typeof item === 'string' ? item !== '' : typeof item === 'number' || typeof item === 'boolean') {
        search.append(name, String(item));
      }
    }
  }
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
    const { mediaTypes = [] } = route.upload ?? {};
    const type = parts.bytes instanceof Blob ? parts.bytes.type : '';
    // A browser names every file after its ending; what the route does not take by that name it takes as bytes.
    const taken = mediaTypes.includes(type) ? type : mediaTypes[0];
    headers.set('Content-Type', taken ?? 'application/octet-stream');
    init.body = parts.bytes;
  } else if (parts.body !== undefined) {
    headers.set('Content-Type', 'application/json');
    init.body = JSON.stringify(parts.body);
  }
  return init;
}

/** A server newer than the page may name a code the page has no words for yet. */
const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' &&
  value !== null &&
  'code' in value &&
  typeof value.code === 'string' &&
  'status' in value &&
  typeof value.status === 'number';

/** What stands between us and the API answers without a problem document: 502 to 504 while it restarts. */
const codeOfStatus = (status: number): ErrorCode =>
  status === 502 || status === 503 || status === 504 ? 'server.busy' : 'server.fault';

async function refusalOf(response: Response): Promise<ProblemError> {
  const body: unknown = await response.json().catch(() => undefined);
  if (isProblem(body)) return new ProblemError(body);
  return new ProblemError({
    type: 'about:blank',
    title: response.statusText,
    status: response.status,
    code: codeOfStatus(response.status),
    correlationId: response.headers.get('x-correlation-id') ?? '',
  });
}

const isSchema = (result: RouteShape['result']): result is Schema =>
  !('download' in result) && !('stream' in result);

async function answerOf<R extends RouteShape>(route: R, response: Response): Promise<RouteResult<R>> {
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

/** Sends one request; the web hands in the browser's fetch, tests and programs one with their own cookie. */
export type Transport = (url: string, init: RequestInit) => Promise<Response>;

export type Call = <R extends RouteShape>(
  route: R,
  input: ClientInput<CallInput<R>>,
  options?: CallOptions,
) => Promise<RouteResult<R>>;

/** The client of the contract: wrong input does not compile, refusals are thrown as `ProblemError`. */
export function createCall(send: Transport): Call {
  return async (route, input, options = {}) => {
    // CallInput is a conditional type over R; every part it can hold is named in Parts.
    const parts = input as Parts;
    const response = await send(routeUrl(route, parts), requestOf(route, parts, options)).catch(
      (cause: unknown) => {
        if (options.signal?.aborted === true) throw cause;
        throw new ConnectionError('no answer', { cause });
      },
    );
    if (!response.ok) throw await refusalOf(response);
    return answerOf(route, response);
  };
}
