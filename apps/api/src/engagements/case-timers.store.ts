import { consentEndMs } from '@yinqi/domain/disclosure';
import { isResumable, type TimedCase } from '@yinqi/domain/lifecycle';
import type { Tx } from '../platform/database/database.js';
import { owed } from './engagement-records.store.js';
import type { EngagementRow } from './engagement-row.js';

type Found = {
  readonly papersDueAt: string | null;
  readonly approvalUntil: string | null;
  readonly consentEnded: boolean;
};

/** What the clock of a case depends on: the row, the papers it waits for, how long its approval holds. */
export async function timedCase(
  tx: Tx,
  row: Pick<EngagementRow, 'id' | 'status' | 'stageSince' | 'dueAt' | 'consentId'>,
): Promise<TimedCase> {
  const found = await tx.first<Found>(
    `select (select max(q.due_at) from supplement_request q where q.engagement_id = $1 and ${owed('q')})
         as "papersDueAt",
       (select valid_until from credit_approval where engagement_id = $1) as "approvalUntil",
       exists (select 1 from consent c where c.id = $2 and (c.withdrawn_at is not null or c.ended_at is not null))
         as "consentEnded"`,
    [row.id, row.consentId],
  );
  const { papersDueAt = null, approvalUntil = null, consentEnded = false } = found ?? {};
  const approvalUntilMs = approvalUntil === null ? null : consentEndMs(approvalUntil);
  return {
    state: row.status,
    stageSinceMs: Date.parse(row.stageSince),
    // Who may no longer read what was asked cannot answer it: to say nothing is no silence then.
    ...(row.dueAt === null || (consentEnded && isResumable(row.status))
      ? {}
      : { dueMs: Date.parse(row.dueAt) }),
    ...(papersDueAt === null ? {} : { papersDueMs: Date.parse(papersDueAt) }),
    ...(approvalUntilMs === null ? {} : { approvalUntilMs }),
  };
}
