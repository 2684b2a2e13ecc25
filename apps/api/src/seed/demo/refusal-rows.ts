import {
  DEFAULT_STAGE_LIMITS,
  DECLINE_CODES,
  REPAIR_LIMIT_OF,
  repairTasksFor,
  type DeclineCode,
} from '@yinqi/domain/lifecycle';
import { stableId } from '../stable-id.js';
import type { SeedRow } from './insert-rows.js';
import type { Journey } from './journey.js';
import type { Lane, Told } from './journey-records.js';
import { dueAfter, iso, MINUTES_PER_DAY } from './office-clock.js';
import { sideOf } from './people.js';

type LimitCode = (typeof REPAIR_LIMIT_OF)[keyof typeof REPAIR_LIMIT_OF] | 'decide_appeal';

const toldOf = (journey: Journey, lane: Lane, action: string): Told | undefined =>
  journey.told.findLast((told) => told.lane === lane && told.action === action);

const dueMs = (code: LimitCode, atMs: number): number =>
  dueAfter(atMs, DEFAULT_STAGE_LIMITS[code].amount * MINUTES_PER_DAY).instant;

function codesOf(declined: Told | undefined): DeclineCode[] {
  const reasons = declined?.note['reasons'];
  if (!Array.isArray(reasons)) return [];
  const codes = reasons.map((reason: { readonly code?: unknown }) => reason.code);
  return DECLINE_CODES.filter((code) => codes.includes(code));
}

/** What a refusal leaves on the case itself: whose it was, and until when the next answer is due. */
export function refusedColumns(journey: Journey, lane: Lane): SeedRow {
  const declined = toldOf(journey, lane, 'decline');
  const code = lane.state === 'repairing' ? 'repair_by_enterprise' : 'decide_appeal';
  const isTimed = lane.state === 'repairing' || lane.state === 'appealed';
  return {
    declined_by: declined?.by.accountId ?? null,
    declined_by_name: declined?.by.name ?? null,
    ...(isTimed && { due_at: iso(dueMs(code, lane.stageSinceMs)), officer_id: null, officer_name: null }),
  };
}

/** The plan of a repair with its tasks, or the appeal that was filed. */
export function refusalRows(journey: Journey, lane: Lane, scope: SeedRow): Record<string, SeedRow[]> {
  const own = { ...scope, engagement_id: lane.id };
  const begun = lane.state === 'repairing' ? toldOf(journey, lane, 'begin_repair') : undefined;
  const appealed = lane.state === 'appealed' ? toldOf(journey, lane, 'appeal') : undefined;
  const planId = stableId(`repair:${lane.id}`);
  const tasks = begun === undefined ? [] : repairTasksFor(codesOf(toldOf(journey, lane, 'decline')));
  return {
    repair_plan: begun
      ? [
          {
            ...own,
            id: planId,
            status: 'open',
            opened_by_side: sideOf(begun.by),
            opened_by_name: begun.by.name,
            opened_at: iso(begun.atMs),
            due_at: iso(dueMs('repair_by_enterprise', begun.atMs)),
          },
        ]
      : [],
    repair_task: tasks.map(({ reason, owner, zh, en, field }, position) => ({
      ...own,
      id: stableId(`repair:${lane.id}:${position}`),
      plan_id: planId,
      position,
      reason,
      owner,
      title: zh,
      title_en: en,
      field,
      due_at: iso(dueMs(REPAIR_LIMIT_OF[owner], begun?.atMs ?? lane.stageSinceMs)),
    })),
    refusal_review: appealed
      ? [
          {
            ...own,
            id: stableId(`appeal:${lane.id}`),
            kind: 'appeal',
            grounds: String(appealed.note['grounds']),
            asked_by_side: sideOf(appealed.by),
            asked_by_name: appealed.by.name,
            asked_at: iso(appealed.atMs),
            due_at: iso(dueMs('decide_appeal', appealed.atMs)),
          },
        ]
      : [],
  };
}
