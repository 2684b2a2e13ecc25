import * as z from 'zod';
import { ERROR_STATUS, type ErrorCode } from '@yinqi/contracts/errors';
import { isCommand, type RouteShape, type Schema } from '@yinqi/contracts/route';

type JsonObject = Record<string, unknown>;

/** Errors every operation may answer with, beside those it declares. */
const COMMON: readonly ErrorCode[] = ['request.invalid', 'server.busy', 'server.fault'];

const jsonSchema = (schema: Schema, io: 'input' | 'output'): JsonObject => {
  const { $schema: _, ...rest } = z.toJSONSchema(schema, {
    io,
    target: 'draft-2020-12',
    unrepresentable: 'any',
  });
  return rest;
};

function parametersOf(route: RouteShape): JsonObject[] {
  const parameters: JsonObject[] = [];
  for (const [place, part] of [
    ['path', route.params],
    ['query', route.query],
  ] as const) {
    if (!part) continue;
    const { properties = {}, required = [] } = jsonSchema(part, 'input') as {
      properties?: JsonObject; // z.toJSONSchema of an object schema
      required?: string[];
    };
    for (const [name, schema] of Object.entries(properties)) {
      parameters.push({ name, in: place, required: place === 'path' || required.includes(name), schema });
    }
  }
  if (isCommand(route)) {
    parameters.push({
      name: 'Idempotency-Key',
      in: 'header',
      required: true,
      schema: { type: 'string', format: 'uuid' },
    });
  }
  if (route.versioned) {
    parameters.push({ name: 'If-Match', in: 'header', required: true, schema: { type: 'string' } });
  }
  return parameters;
}

function requestBodyOf(route: RouteShape): JsonObject | undefined {
  if (route.upload) {
    const schema = { type: 'string', format: 'binary', maxLength: route.upload.maxBytes };
    return {
      required: true,
      content: Object.fromEntries(route.upload.mediaTypes.map((type) => [type, { schema }])),
    };
  }
  if (!route.body) return undefined;
  return { required: true, content: { 'application/json': { schema: jsonSchema(route.body, 'input') } } };
}

const isSchema = (result: RouteShape['result']): result is Schema =>
  !('download' in result) && !('stream' in result);

/** What several operations answer stands once, under the name of the first of them. */
class SharedResults {
  private readonly names = new Map<Schema, string>();
  readonly schemas: JsonObject = {};

  constructor(routes: readonly RouteShape[]) {
    const first = new Map<Schema, string>();
    for (const { id, result } of routes) {
      if (!isSchema(result)) continue;
      const name = first.get(result);
      if (name === undefined) first.set(result, `${id.charAt(0).toUpperCase()}${id.slice(1)}Result`);
      else if (!this.names.has(result)) {
        this.names.set(result, name);
        this.schemas[name] = jsonSchema(result, 'output');
      }
    }
  }

  of(result: Schema): JsonObject {
    const name = this.names.get(result);
    return name === undefined ? jsonSchema(result, 'output') : { $ref: `#/components/schemas/${name}` };
  }
}

function successOf(route: RouteShape, shared: SharedResults): JsonObject {
  if ('download' in route.result) {
    return {
      description: 'file',
      content: { [route.result.download]: { schema: { type: 'string', format: 'binary' } } },
    };
  }
  if ('stream' in route.result) {
    return { description: 'stream', content: { [route.result.stream]: { schema: { type: 'string' } } } };
  }
  return { description: 'done', content: { 'application/json': { schema: shared.of(route.result) } } };
}

function refusalsOf(route: RouteShape): JsonObject {
  const access: readonly ErrorCode[] =
    route.permission === 'public' ? [] : ['session.required', 'permission.denied'];
  const codes = new Set<ErrorCode>([...COMMON, ...access, ...(route.errors ?? [])]);
  const byStatus = new Map<number, ErrorCode[]>();
  for (const code of codes)
    byStatus.set(ERROR_STATUS[code], [...(byStatus.get(ERROR_STATUS[code]) ?? []), code]);
  return Object.fromEntries(
    [...byStatus].map(([status, list]) => [
      String(status),
      {
        description: list.join(', '),
        content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } },
      },
    ]),
  );
}

const PROBLEM: JsonObject = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'correlationId'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { type: 'string', enum: Object.keys(ERROR_STATUS) },
    correlationId: { type: 'string' },
    params: { type: 'object', additionalProperties: { type: ['string', 'number', 'boolean'] } },
    faults: {
      type: 'array',
      items: {
        type: 'object',
        required: ['pointer', 'code'],
        properties: { pointer: { type: 'string' }, code: { type: 'string' }, params: { type: 'object' } },
      },
    },
  },
};

/** The published contract, written from the same route values that the server binds and the web calls. */
export function openApiDocument(routes: readonly RouteShape[], version: string): JsonObject {
  const paths: Record<string, JsonObject> = {};
  const ordered = [...routes].sort((a, b) => (a.path + a.method < b.path + b.method ? -1 : 1));
  const shared = new SharedResults(ordered);
  for (const route of ordered) {
    const path = `/api/v1${route.path.replace(/:(\w+)/g, '{$1}')}`;
    const body = requestBodyOf(route);
    paths[path] = {
      ...paths[path],
      [route.method.toLowerCase()]: {
        operationId: route.id,
        summary: route.summary,
        'x-permission': route.permission,
        security: route.permission === 'public' ? [] : [{ session: [] }],
        parameters: parametersOf(route),
        ...(body ? { requestBody: body } : {}),
        responses: { [String(route.status ?? 200)]: successOf(route, shared), ...refusalsOf(route) },
      },
    };
  }
  return {
    openapi: '3.1.0',
    info: {
      title: '银企桥 Yinqi Bridge',
      version,
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    paths,
    components: {
      schemas: { Problem: PROBLEM, ...shared.schemas },
      securitySchemes: { session: { type: 'apiKey', in: 'cookie', name: 'session' } },
    },
  };
}
