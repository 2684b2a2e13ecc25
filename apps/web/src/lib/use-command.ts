import { useRef } from 'react';
import { useMutation } from '@tanstack/react-query';
import type { RouteResult, RouteShape } from '@yinqi/contracts/route';
import { call, newIdempotencyKey } from './call.js';
import { ConnectionError, hasCode } from './problem.js';

type Input<R extends RouteShape> = Parameters<typeof call<R>>[1];
type Attempt<R extends RouteShape> = { readonly input: Input<R>; readonly key: string };
type Options<R extends RouteShape> = {
  readonly onSuccess?: (result: RouteResult<R>, input: Input<R>) => unknown;
  readonly onError?: (error: Error, input: Input<R>) => unknown;
};

const wasLeftOpen = (error: unknown): boolean =>
  error instanceof ConnectionError || hasCode(error, 'server.busy');

/**
 * Sends one command of the contract. When no answer came, sending the very same input again carries the same
 * Idempotency-Key, so that a click repeated after a lost answer is not done twice.
 */
export function useCommand<R extends RouteShape>(route: R, { onSuccess, onError }: Options<R> = {}) {
  const open = useRef<Attempt<R>>(undefined);
  const mutation = useMutation<RouteResult<R>, Error, Input<R>>({
    mutationFn: async (input) => {
      const isRepeat = open.current !== undefined && sameInput(open.current.input, input);
      const key = isRepeat && open.current !== undefined ? open.current.key : newIdempotencyKey();
      open.current = { input, key };
      try {
        const result = await call(route, input, { idempotencyKey: key });
        open.current = undefined;
        return result;
      } catch (error) {
        if (!wasLeftOpen(error)) open.current = undefined;
        throw error;
      }
    },
    ...(onSuccess !== undefined && { onSuccess: (result, input) => onSuccess(result, input) }),
    ...(onError !== undefined && { onError: (error, input) => onError(error, input) }),
  });
  return {
    send: mutation.mutate,
    sendAndWait: mutation.mutateAsync,
    isPending: mutation.isPending,
    error: mutation.error,
    reset: mutation.reset,
  };
}

/** Files are compared by identity, everything else by what would be sent. */
function sameInput(one: unknown, other: unknown): boolean {
  if (one === other) return true;
  if (hasBytes(one) || hasBytes(other)) return false;
  return JSON.stringify(one) === JSON.stringify(other);
}

const hasBytes = (input: unknown): boolean => typeof input === 'object' && input !== null && 'bytes' in input;
