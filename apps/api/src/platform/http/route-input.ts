import { createHash } from 'node:crypto';
import type { FieldFault } from '@yinqi/contracts/errors';
import { isCommand, type RouteShape, type Schema } from '@yinqi/contracts/route';
import { DomainError } from '../errors/domain-error.js';
import type { ApiRequest, Command } from './api-request.js';

type Part = 'params' | 'query' | 'body';
const PARTS: readonly Part[] = ['params', 'query', 'body'];
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/i;

type Issue = {
  readonly code: string;
  readonly path: readonly PropertyKey[];
  readonly minimum?: number | bigint;
  readonly maximum?: number | bigint;
  readonly keys?: readonly string[];
  readonly format?: string;
  readonly params?: Readonly<Record<string, unknown>> | undefined;
};

/** A check of ours names its fault itself; all others are zod's. */
const codeOf = ({ code, params }: Issue): string =>
  typeof params?.['fault'] === 'string' ? params['fault'] : code;

/** zod/mini carries no wording; the issue's code and bounds are what the reader's language needs. */
function faultsOf(part: Part, issues: readonly Issue[]): FieldFault[] {
  return issues.map((issue) => {
    const params = {
      ...(issue.minimum === undefined ? {} : { minimum: String(issue.minimum) }),
      ...(issue.maximum === undefined ? {} : { maximum: String(issue.maximum) }),
      ...(issue.format === undefined ? {} : { format: issue.format }),
      ...(issue.keys === undefined ? {} : { keys: issue.keys.join(', ') }),
    };
    return { pointer: ['', part, ...issue.path.map(String)].join('/'), code: codeOf(issue), params };
  });
}

/** PostgreSQL holds no U+0000 in text, and nobody types one. */
const holdsNul = (value: unknown): boolean => JSON.stringify(value ?? null).includes('\\u0000');

function parsePart(schema: Schema, value: unknown, part: Part): unknown {
  if (holdsNul(value)) {
    throw new DomainError('request.invalid', {
      faults: [{ pointer: `/${part}`, code: 'invalid_character' }],
    });
  }
  const parsed = schema.safeParse(value ?? {});
  if (parsed.success) return parsed.data;
  throw new DomainError('request.invalid', { faults: faultsOf(part, parsed.error.issues) });
}

function expectedVersion(request: ApiRequest): number {
  const match = /^"?(\d{1,9})"?$/.exec(request.headers['if-match'] ?? '');
  if (!match) throw new DomainError('resource.version_required');
  return Number(match[1]);
}

function uploadedBytes(route: RouteShape, request: ApiRequest): Uint8Array {
  if (!Buffer.isBuffer(request.body)) {
    throw new DomainError('request.unsupported_media', {
      params: { expected: route.upload?.mediaTypes.join(', ') ?? '' },
    });
  }
  if (request.body.length > (route.upload?.maxBytes ?? 0)) {
    throw new DomainError('request.too_large', { params: { maximumBytes: route.upload?.maxBytes ?? 0 } });
  }
  return request.body;
}

/** Validates everything the route declares; what it does not declare is refused or never read. */
export function readInput(route: RouteShape, request: ApiRequest): Record<string, unknown> {
  const input: Record<string, unknown> = {};
  for (const part of PARTS) {
    const schema = route[part];
    if (schema) input[part] = parsePart(schema, request[part], part);
  }
  if (route.upload) input['bytes'] = uploadedBytes(route, request);
  if (route.versioned) input['version'] = expectedVersion(request);
  return input;
}

/** The Idempotency-Key of a command with the hash of all it asks for; undefined where the route is none. */
export function readCommand(route: RouteShape, request: ApiRequest): Command | undefined {
  if (!isCommand(route)) return undefined;
  const key = request.headers['idempotency-key'];
  if (typeof key !== 'string' || !UUID.test(key)) throw new DomainError('idempotency.key_required');
  const hash = createHash('sha256').update(`${request.method} ${request.originalUrl}\n`);
  hash.update(Buffer.isBuffer(request.body) ? request.body : JSON.stringify(request.body ?? null));
  hash.update(`\n${request.headers['if-match'] ?? ''}`);
  return { key: key.toLowerCase(), routeId: route.id, bodyHash: hash.digest('hex') };
}
