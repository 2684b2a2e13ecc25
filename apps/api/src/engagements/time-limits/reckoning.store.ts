import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import { rowOf, type EngagementRow, type StoredEngagement } from '../engagement-row.js';
import { owed } from '../engagement-records.store.js';
import { ENGAGEMENT_COLUMNS } from '../engagement-records.js';

export type ProvisionalPapers = {
  readonly id: string;
  readonly engagementId: string;
  readonly programmeId: string | null;
  readonly askedAt: string;
};

/** Deadlines that were reckoned before the holidays of a year were known. */
@Injectable()
export class ReckoningStore {
  async provisionalCases(tx: Tx, after: string, limit: number): Promise<EngagementRow[]> {
    const rows = await tx.rows<StoredEngagement>(
      `select ${ENGAGEMENT_COLUMNS} from engagement e
       where e.due_provisional and e.id > $1 order by e.id limit $2 for no key update`,
      [after, limit],
    );
    return rows.map(rowOf);
  }

  /** No move of the case: its version stays, and whoever decides on what they saw is not refused. */
  async setDue(tx: Tx, id: string, dueAt: Date, isProvisional: boolean): Promise<void> {
    await tx.execute('update engagement set due_at = $2, due_provisional = $3 where id = $1', [
      id,
      dueAt,
      isProvisional,
    ]);
  }

  provisionalPapers(tx: Tx, after: string, limit: number): Promise<ProvisionalPapers[]> {
    return tx.rows<ProvisionalPapers>(
      `select s.id, s.engagement_id as "engagementId", e.programme_id as "programmeId", s.asked_at as "askedAt"
       from supplement_request s join engagement e on e.id = s.engagement_id
       where s.due_provisional and ${owed('s')} and s.id > $1 order by s.id limit $2`,
      [after, limit],
    );
  }

  async setPapersDue(tx: Tx, id: string, dueAt: string, isProvisional: boolean): Promise<void> {
    await tx.execute('update supplement_request set due_at = $2, due_provisional = $3 where id = $1', [
      id,
      dueAt,
      isProvisional,
    ]);
  }
}
