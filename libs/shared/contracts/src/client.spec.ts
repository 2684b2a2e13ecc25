import * as z from 'zod/mini';
import {
  ConnectionError,
  createCall,
  ProblemError,
  routeUrl,
  UnexpectedAnswerError,
  type Call,
} from './client.js';
import { defineRoute } from './route.js';

const readRequest = defineRoute({
  id: 'readRequest',
  method: 'GET',
  path: '/requests/:id/offers',
  summary: '',
  permission: 'requests.read',
  params: z.strictObject({ id: z.string() }),
  query: z.strictObject({ status: z.optional(z.array(z.string())), search: z.optional(z.string()) }),
  result: z.object({ amountFen: z.string() }),
});
const editRequest = defineRoute({
  id: 'editRequest',
  method: 'PUT',
  path: '/requests/:id',
  summary: '',
  permission: 'requests.edit',
  params: z.strictObject({ id: z.string() }),
  body: z.strictObject({ amountFen: z.string() }),
  versioned: true,
  result: z.object({ version: z.int() }),
});
const uploadSheet = defineRoute({
  id: 'uploadSheet',
  method: 'POST',
  path: '/imports',
  summary: '',
  permission: 'imports.manage',
  upload: { mediaTypes: ['application/vnd.ms-excel'], maxBytes: 100 },
  result: { download: 'text/csv' },
});

type Sent = { readonly url: string; readonly init: RequestInit };

/** A client of a server that answers once and keeps what it was sent. */
function answering(answer: () => Response): { readonly call: Call; readonly sent: Sent[] } {
  const sent: Sent[] = [];
  const call = createCall((url, init) => {
    sent.push({ url, init });
    return Promise.resolve().then(answer);
  });
  return { call, sent };
}

const json = (body: unknown, status = 200, headers: Record<string, string> = {}): Response =>
  new Response(body === undefined ? null : JSON.stringify(body), { status, headers });

const headersOf = (sent: Sent | undefined): Headers => new Headers(sent?.init.headers);

describe('call', () => {
  it('builds the address from parameters and query, repeating lists and leaving out what is empty', async () => {
    const { call, sent } = answering(() => json({ amountFen: '3200000000' }));
    const result = await call(readRequest, {
      params: { id: 'a/b' },
      query: { status: ['sent', 'chosen'], search: '' },
    });
    expect(result).toEqual({ amountFen: '3200000000' });
    expect(sent[0]?.url).toBe('/api/v1/requests/a%2Fb/offers?status=sent&status=chosen');
    expect(headersOf(sent[0]).has('idempotency-key')).toBe(false);
  });

  it('sends a command with its key and the version it was read at', async () => {
    const { call, sent } = answering(() => json({ version: 8 }));
    const input = { params: { id: 'r1' }, body: { amountFen: '1' }, version: 7 };
    await expect(call(editRequest, input, { idempotencyKey: 'draft-1' })).resolves.toEqual({ version: 8 });
    expect(headersOf(sent[0]).get('idempotency-key')).toBe('draft-1');
    expect(headersOf(sent[0]).get('if-match')).toBe('"7"');
    expect(sent[0]?.init.body).toBe('{"amountFen":"1"}');
  });

  it('sends a file as it is and hands back bytes of a download', async () => {
    const { call, sent } = answering(() => new Response(new Uint8Array([1, 2])));
    const bytes = new Uint8Array([9]);
    await expect(call(uploadSheet, { bytes }, { idempotencyKey: 'k' })).resolves.toEqual(
      new Uint8Array([1, 2]),
    );
    expect(sent[0]?.init.body).toBe(bytes);
    expect(headersOf(sent[0]).get('content-type')).toBe('application/vnd.ms-excel');
  });

  it.each(['text/csv', ''])('names a file of type %p as the route takes it', async (type) => {
    const { call, sent } = answering(() => new Response(new Uint8Array([1])));
    const bytes = new Blob(['a,b'], { type });
    await call(uploadSheet, { bytes }, { idempotencyKey: 'k' });
    expect(headersOf(sent[0]).get('content-type')).toBe('application/vnd.ms-excel');
  });

  it('throws the problem the server explains, with its faults', async () => {
    const { call } = answering(() =>
      json(
        {
          type: 'urn:yinqi:problem:request.invalid',
          title: 'request.invalid',
          status: 422,
          code: 'request.invalid',
          correlationId: 'c-1',
          faults: [{ pointer: '/body/amountFen', code: 'invalid_format' }],
        },
        422,
      ),
    );
    const error: unknown = await call(editRequest, {
      params: { id: 'r' },
      body: { amountFen: 'x' },
      version: 1,
    }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ProblemError);
    expect(error).toMatchObject({ code: 'request.invalid', status: 422, correlationId: 'c-1' });
    expect(error).toMatchObject({ faults: [{ pointer: '/body/amountFen', code: 'invalid_format' }] });
  });

  it('reads a bare 503 of a proxy as busy', async () => {
    const { call } = answering(() => json(undefined, 503));
    await expect(call(readRequest, { params: { id: 'r' }, query: {} })).rejects.toMatchObject({
      code: 'server.busy',
    });
  });

  it('tells a missing network from a refusal', async () => {
    const { call } = answering(() => {
      throw new TypeError('Failed to fetch');
    });
    await expect(call(readRequest, { params: { id: 'r' }, query: {} })).rejects.toBeInstanceOf(
      ConnectionError,
    );
  });

  it('refuses an answer outside the contract', async () => {
    const { call } = answering(() => json({ amountFen: 3200 }, 200, { 'x-correlation-id': 'c-2' }));
    const answer = call(readRequest, { params: { id: 'r' }, query: {} });
    await expect(answer).rejects.toBeInstanceOf(UnexpectedAnswerError);
    await expect(answer).rejects.toMatchObject({ correlationId: 'c-2' });
  });

  it('does not build an address with a hole in it', () => {
    expect(() => routeUrl(readRequest, { query: {} })).toThrow('readRequest needs the path parameter id');
  });
});
