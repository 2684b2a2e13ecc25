import { consentEndMs } from '@yinqi/domain/disclosure';
import type { TimedCase } from '@yinqi/domain/lifecycle';
import type { Tx } from '../platform/database/database.js';
import type { EngagementRow } from './engagement-row.js';

/** What the clock of a case depends on: the row, the papers it waits for, how long its approval holds. */
export async function timedCase(
  tx: Tx,
  row: Pick<EngagementRow, 'id' | 'status' | 'stageSince' | 'dueAt' | 'heldAt'>,
): Promise<TimedCase> {
  const found = await tx.first<{ papersDueAt: string | null; approvalUntil: string | null }>(
    `select (select max(due_at) from supplement_request where engagement_id = $1 and answered_at is null)
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
    // A bank that went on without the papers waits for them no more.
    ...(papersDueAt === null || row.heldAt === null ? {} : { papersDueMs: Date.parse(papersDueAt) }),
    ...(approvalUntilMs === null ? {} : { approvalUntilMs }),
  };
}
