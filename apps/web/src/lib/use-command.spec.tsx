import { QueryClientProvider } from '@tanstack/react-query';
import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { defineRoute } from '@yinqi/contracts/route';
import * as z from 'zod/mini';
import { newQueryClient } from './query.js';
import { useCommand } from './use-command.js';

const submitRequest = defineRoute({
  id: 'submitRequest',
  method: 'POST',
  path: '/requests',
  summary: '',
  permission: 'requests.edit',
  body: z.strictObject({ amountFen: z.string() }),
  result: z.object({ id: z.string() }),
});

function Form() {
  const submit = useCommand(submitRequest);
  return (
    <>
      <button onClick={() => submit.send({ body: { amountFen: '100' } })}>提交 100</button>
      <button onClick={() => submit.send({ body: { amountFen: '200' } })}>提交 200</button>
      <p>{submit.error === null ? '无误' : submit.error.name}</p>
    </>
  );
}

/** Answers in the given order and keeps the Idempotency-Key of each sending. */
function answering(...answers: readonly (() => Promise<Response>)[]): string[] {
  const keys: string[] = [];
  globalThis.fetch = (_url, init) => {
    keys.push(new Headers(init?.headers).get('idempotency-key') ?? '');
    return answers[keys.length - 1]?.() ?? Promise.reject(new Error('not expected'));
  };
  return keys;
}

const done = () => Promise.resolve(new Response('{"id":"r1"}'));
const lost = () => Promise.reject(new TypeError('Failed to fetch'));
const refused = () =>
  Promise.resolve(
    new Response('{"type":"x","title":"x","status":409,"code":"transition.refused","correlationId":"c"}', {
      status: 409,
    }),
  );

function show() {
  const ended = { times: 0 };
  render(
    <QueryClientProvider client={newQueryClient(() => (ended.times += 1))}>
      <Form />
    </QueryClientProvider>,
  );
  return { user: userEvent.setup(), ended };
}

describe('useCommand', () => {
  const original = globalThis.fetch;
  afterEach(() => {
    globalThis.fetch = original;
  });

  it('repeats the key when the same input is sent again after a lost answer', async () => {
    const keys = answering(lost, done, done);
    const { user } = show();
    await user.click(screen.getByText('提交 100'));
    expect(await screen.findByText('ConnectionError')).toBeInTheDocument();
    await user.click(screen.getByText('提交 100'));
    expect(await screen.findByText('无误')).toBeInTheDocument();
    await user.click(screen.getByText('提交 100'));
    expect(keys[1]).toBe(keys[0]);
    // the second was answered: what follows is a new intention
    expect(keys[2]).not.toBe(keys[1]);
  });

  it('takes a new key for other content and after an explained refusal', async () => {
    const keys = answering(lost, refused, done);
    const { user } = show();
    await user.click(screen.getByText('提交 100'));
    await user.click(screen.getByText('提交 200'));
    expect(await screen.findByText('ProblemError')).toBeInTheDocument();
    await user.click(screen.getByText('提交 200'));
    expect(new Set(keys).size).toBe(3);
  });

  it('tells the page when the session has ended', async () => {
    answering(() =>
      Promise.resolve(
        new Response('{"type":"x","title":"x","status":401,"code":"session.required","correlationId":"c"}', {
          status: 401,
        }),
      ),
    );
    const { user, ended } = show();
    await user.click(screen.getByText('提交 100'));
    expect(await screen.findByText('ProblemError')).toBeInTheDocument();
    expect(ended.times).toBe(1);
  });
});
