import * as z from 'zod/mini';
import { defineRoute } from './route.js';

/** What can change under a reader's eyes. */
export const LIVE_KINDS = [
  'allocation',
  'allotment',
  'claim',
  'import',
  'financing_request',
  'match',
  'match_run',
  'engagement',
  'outcomes',
  'notice',
  'product',
  'rule_preview',
  'statement',
] as const;

/** A hint that a record changed: the reader fetches it again under its own access. */
export const liveHint = z.object({ kind: z.enum(LIVE_KINDS), id: z.uuid() });
export type LiveHint = z.output<typeof liveHint>;

export const followChanges = defineRoute({
  id: 'followChanges',
  method: 'GET',
  path: '/live',
  summary: '接收记录变更提示（服务器推送）',
  permission: 'session.use',
  result: { stream: 'text/event-stream' },
});
