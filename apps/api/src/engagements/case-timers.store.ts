import { consentEndMs } from '@yinqi/domain/disclosure';
import type { TimedCase } from '@yinqi/domain/lifecycle';
import type { Tx } from '../platform/database/database.js';
import { owed } from './engagement-records.store.js';
import type { EngagementRow } from './engagement-row.js';

/** What the clock of a case depends on: the row, the papers it waits for, how long its approval holds. */
export async function timedCase(
  tx: Tx,
  row: Pick<EngagementRow, 'id' | 'status' | 'stageSince' | 'dueAt'>,
): Promise<TimedCase> {
  const found = await tx.first<{ papersDueAt: string | null; approvalUntil: string | null }>(
    `select (select max(q.due_at) from supplement_request q where q.engagement_id = $1 and ${owed('q')})
         as "papersDueAt",
       (select valid_until from credit_approval where engagement_id = $1) as "approvalUntil"`,
    [row.id],
  );
  const { papersDueAt = null, approvalUntil = null } = found ?? {};
  const approvalUntilMs = approvalUntil === null ? null : consentEndMs(approvalUntil);
  return {
    state: row.status,
    stageSinceMs: Date.parse(row.stageSince),
    ...(row.dueAt === null ? {} : { dueMs: Date.parse(row.dueAt) }),
    ...(papersDueAt === null ? {} : { papersDueMs: Date.parse(papersDueAt) }),
    ...(approvalUntilMs === null ? {} : { approvalUntilMs }),
  };
}
