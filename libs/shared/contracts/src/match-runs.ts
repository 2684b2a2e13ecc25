import * as z from 'zod/mini';
import { id, instant } from './fields.js';
import { defineRoute } from './route.js';

/** Why everything is matched again: asked for, other weights, another engine, another day, too much changed at once. */
export const RUN_REASONS = ['command', 'policy', 'engine', 'day', 'catalogue'] as const;

export const matchRun = z.object({
  id,
  reason: z.enum(RUN_REASONS),
  /** Open requests to match, and how many of them have been. */
  total: z.int(),
  done: z.int(),
  startedAt: instant,
  finishedAt: z.nullable(instant),
});
export type MatchRun = z.output<typeof matchRun>;

export const listMatchRuns = defineRoute({
  id: 'listMatchRuns',
  method: 'GET',
  path: '/matching/runs',
  summary: '全量重新匹配的进度：进行中的在前，最近二十次',
  permission: 'match_runs.read',
  result: z.object({ items: z.array(matchRun) }),
});

export const matchRunRoutes = [listMatchRuns] as const;
