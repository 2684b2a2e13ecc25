import type { Tx } from '../platform/database/database.js';
import { held, resumed } from './engagement-clock.js';
import { owed } from './engagement-records.store.js';
import type { EngagementRow, Movable } from './engagement-row.js';

type Waiting = Pick<EngagementRow, 'id' | 'consentId' | 'hqExpectedOn' | 'contentVersion' | 'currency'>;

/**
 * Whether the move is the enterprise's: papers it owes, its head office, an offer it has not chosen yet, a consent that
 * ended and without which the bank may not go on.
 */
async function isWaitedFor(tx: Tx, row: Waiting): Promise<boolean> {
  if (row.hqExpectedOn !== null) return true;
  const found = await tx.first<{ waits: boolean }>(
    `select exists (select 1 from supplement_request q where q.engagement_id = $1 and ${owed('q')})
       or exists (select 1 from offer o where o.engagement_id = $1 and o.status in ('sent', 'standby')
         and o.content_version = $3 and o.currency = $4)
       or exists (select 1 from consent c where c.id = $2 and (c.withdrawn_at is not null or c.ended_at is not null))
       as waits`,
    [row.id, row.consentId, row.contentVersion, row.currency],
  );
  return found?.waits === true;
}

/** The bank's clock after something it waited for came, or did not: it stands as long as anything else is missing. */
export const clockAt = async (tx: Tx, row: EngagementRow, now: Date): Promise<Partial<Movable>> =>
  (await isWaitedFor(tx, row)) ? held(row, now) : resumed(row, now);
