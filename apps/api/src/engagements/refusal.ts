import {
  appealWindow,
  DECLINE_CODES,
  hasRepairableReason,
  isRepairDone,
  type DeclineCode,
  type EngagementFacts,
  type EngagementState,
  type StatedReason,
} from '@yinqi/domain/lifecycle';
import type { CaseRecord } from './case-records.js';
import type { EngagementRow, EventRow } from './engagement-row.js';

const isDeclineCode = (code: string): code is DeclineCode => DECLINE_CODES.some((one) => one === code);

/** The refusal that stands; one taken back is none. */
export const refusalOf = (events: readonly EventRow[]): EventRow | undefined =>
  events.findLast((event) => event.action === 'decline' && !event.undone);

/** Everybody who has declined it, at whichever look. */
const refusersOf = (events: readonly EventRow[]): readonly (string | null)[] =>
  events.filter(({ action, undone }) => action === 'decline' && !undone).map(({ accountId }) => accountId);

/** The reasons of the refusal that stands; those of one taken back are no longer reasons. */
export function statedReasonsOf(events: readonly EventRow[]): StatedReason[] {
  return (refusalOf(events)?.note.reasons ?? []).flatMap(({ code, text }) =>
    isDeclineCode(code) ? [{ code, text }] : [],
  );
}

/** States in which somebody other than who declined is to decide. */
const SECOND_LOOKS: readonly EngagementState[] = ['re_pushed', 'no_response', 'appealed'];

export const awaitsSecondLook = (row: Pick<EngagementRow, 'status' | 'declinedByName'>): boolean =>
  SECOND_LOOKS.includes(row.status) && row.declinedByName !== null;

/** The conditions of the domain's table that a refusal and what follows it establish. */
export function refusalFacts(
  row: EngagementRow,
  { events, repair }: Pick<CaseRecord, 'events' | 'repair'>,
  { accountId, now }: { readonly accountId: string; readonly now: Date },
): EngagementFacts {
  const refusal = refusalOf(events);
  const codes = statedReasonsOf(events).map(({ code }) => code);
  return {
    reasons_repairable: hasRepairableReason(codes),
    ...(refusal !== undefined && appealWindow(Date.parse(refusal.at), now.getTime())),
    repair_done: repair?.status === 'open' && isRepairDone(repair.tasks, now.getTime()),
    another_person: row.declinedBy !== accountId && !refusersOf(events).includes(accountId),
    need_changed: row.needBefore !== null,
  };
}
