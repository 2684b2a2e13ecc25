import type * as z from 'zod/mini';

/**
 * A fact that happened, published through the outbox in the transaction that made it true. Payloads carry ids
 * and versions only: whoever consumes it reads the state again under its own access.
 */
export type EventShape = { readonly topic: string; readonly payload: z.ZodMiniType };

export function defineEvent<const E extends EventShape>(event: E): E {
  return event;
}

export type EventPayload<E extends EventShape> = z.output<E['payload']>;
