import { AsyncLocalStorage } from 'node:async_hooks';
import { randomUUID } from 'node:crypto';

const storage = new AsyncLocalStorage<string>();

/** Runs `work` under one correlation id: it goes from the request through the outbox into the worker's logs. */
export const withCorrelation = <T>(id: string, work: () => T): T => storage.run(id, work);

/** The id of the work under way; work nobody asked for gets one of its own. */
export const correlationId = (): string => storage.getStore() ?? randomUUID();
