import type { Request } from 'express';
import type { Caller } from '../database/caller.js';

/** A command as it was sent: replays carry the same key and must carry the same content. */
export type Command = { readonly key: string; readonly routeId: string; readonly bodyHash: string };

/** What the guard adds to a request before the handler sees it. */
export type ApiRequest = Request & { caller?: Caller; command?: Command; correlationId?: string };
