import { readFileSync } from 'node:fs';
import { API_ROUTES } from './api-routes.js';
import { openApiDocument } from './platform/http/openapi.js';

const FILE = 'docs/api/openapi.json';
const VERBS = ['get', 'post', 'put', 'patch', 'delete'];

type JsonObject = Record<string, unknown>;
type Operation = {
  readonly operationId: string;
  readonly parameters: readonly { readonly name: string; readonly schema: JsonObject }[];
  readonly requestBody?: { readonly content: Readonly<Record<string, { readonly schema: JsonObject }>> };
  readonly responses: Readonly<
    Record<string, { readonly content: Readonly<Record<string, { readonly schema: JsonObject }>> }>
  >;
};

const read = (file: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../../${file}`, import.meta.url), 'utf8'));
const { version } = read('package.json') as { version: string }; // every package.json names one
const document = openApiDocument(API_ROUTES, version);

const operations = Object.values(document['paths'] as Record<string, Record<string, Operation>>) // as OpenAPI says
  .flatMap((path) => VERBS.flatMap((verb) => path[verb] ?? []));

/** Places where a schema says nothing: an empty one accepts everything, and `{}` below it a part of everything. */
function emptyParts(schema: unknown, place: string): string[] {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return [];
  if (Object.keys(schema).length === 0) return [place];
  const { properties, items, anyOf } = schema as { properties?: object; items?: unknown; anyOf?: unknown[] };
  return [
    ...Object.entries(properties ?? {}).flatMap(([name, part]) => emptyParts(part, `${place}.${name}`)),
    ...(items === undefined ? [] : emptyParts(items, `${place}[]`)),
    ...(anyOf ?? []).flatMap((part) => emptyParts(part, `${place}|`)),
  ];
}

describe('the published contract', () => {
  it('is the one in docs/api; renew it with `npm run openapi` and have the difference reviewed', () => {
    expect(read(FILE)).toEqual(JSON.parse(JSON.stringify(document)));
  });

  it('has a schema for everything that an operation takes and answers', () => {
    const faults = operations.flatMap(({ operationId, parameters, requestBody, responses }) => [
      ...parameters.flatMap(({ name, schema }) => emptyParts(schema, `${operationId} ?${name}`)),
      ...Object.values(requestBody?.content ?? {}).flatMap(({ schema }) =>
        emptyParts(schema, `${operationId} body`),
      ),
      ...Object.entries(responses).flatMap(([status, { content }]) =>
        Object.values(content).flatMap(({ schema }) => emptyParts(schema, `${operationId} ${status}`)),
      ),
    ]);
    const { schemas } = document['components'] as { schemas: JsonObject }; // as OpenAPI says
    const named = Object.entries(schemas).flatMap(([name, schema]) => emptyParts(schema, name));
    expect([...faults, ...named]).toEqual([]);
  });

  it('describes every route once', () => {
    expect(operations.map(({ operationId }) => operationId).sort()).toEqual(
      API_ROUTES.map(({ id }) => id).sort(),
    );
  });
});
