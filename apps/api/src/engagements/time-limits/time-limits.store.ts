import { Injectable } from '@nestjs/common';
import type { Tx } from '../../platform/database/database.js';
import type { DueTimer } from '../../platform/timers/timers.js';
import { owed } from '../engagement-records.store.js';
import { ENGAGEMENT_COLUMNS } from '../engagement-records.js';
import { rowOf, type EngagementRow, type StoredEngagement } from '../engagement-row.js';
import { CASE_LIMIT, OFFER_VALIDITY } from '../case-timers.js';
import { STATES_OF_OFFERS, STATES_WITH_LIMIT } from './states.js';

/** A timer with the case it is about and the request of that case, which is locked first. */
export type DueSubject = DueTimer & { readonly engagementId: string; readonly requestId: string };

export type OpenOffer = Pick<EngagementRow, 'enterpriseId' | 'unitPosition' | 'bankId'> & {
  readonly id: string;
  readonly validUntil: string;
};

/** An effect takes a second or two; one that is missing after this long was lost on its way, or keeps failing. */
const LOST_AFTER_S = 3_600;

/** Timers beside the records they stand for. */
@Injectable()
export class TimeLimitsStore {
  /** In the order in which everybody takes hold of requests and cases. */
  async subjects(tx: Tx, timers: readonly DueTimer[]): Promise<DueSubject[]> {
    return tx.rows<DueSubject>(
      `select t.kind, t.id as "subjectId", t.generation, e.id as "engagementId", e.request_id as "requestId"
       from unnest($1::text[], $2::uuid[], $3::int[]) as t(kind, id, generation)
       left join offer o on t.kind = '${OFFER_VALIDITY.kind}' and o.id = t.id
       join engagement e on e.id = coalesce(o.engagement_id, t.id)
       order by e.request_id, e.id, t.kind, t.id`,
      [
        timers.map(({ kind }) => kind),
        timers.map(({ subjectId }) => subjectId),
        timers.map(({ generation }) => generation),
      ],
    );
  }

  /** Cases in whose state a time can run and for which no timer waits or has just fired, in the order of ids. */
  async withoutTimer(tx: Tx, after: string, now: Date, limit: number): Promise<EngagementRow[]> {
    const rows = await tx.rows<StoredEngagement>(
      `select ${ENGAGEMENT_COLUMNS} from engagement e
       where e.id > $1 and (e.status = any($2) or exists (
         select 1 from supplement_request q where q.engagement_id = e.id and ${owed('q')})) and not exists (
         select 1 from timer t where t.kind = '${CASE_LIMIT.kind}' and t.subject_id = e.id and ${WAITING})
       order by e.id limit $4`,
      [after, STATES_WITH_LIMIT, now, limit],
    );
    return rows.map(rowOf);
  }

  offersWithoutTimer(tx: Tx, after: string, now: Date, limit: number): Promise<OpenOffer[]> {
    return tx.rows<OpenOffer>(
      `select o.id, o.enterprise_id as "enterpriseId", o.unit_position as "unitPosition", o.bank_id as "bankId",
         o.valid_until as "validUntil"
       from offer o join engagement e on e.id = o.engagement_id
       where o.id > $1 and o.status in ('sent', 'standby', 'chosen') and e.status = any($2) and not exists (
         select 1 from timer t where t.kind = '${OFFER_VALIDITY.kind}' and t.subject_id = o.id and ${WAITING})
       order by o.id limit $4`,
      [after, STATES_OF_OFFERS, now, limit],
    );
  }

  /** Those that fired long ago have done what they were for. */
  removeFired(tx: Tx, before: Date, limit: number): Promise<number> {
    return tx.execute(
      `delete from timer where (kind, subject_id) in (
         select kind, subject_id from timer where fired_at < $1 order by fired_at limit $2)`,
      [before, limit],
    );
  }
}

const WAITING = `(t.fired_at is null or t.fired_at > $3::timestamptz - make_interval(secs => ${LOST_AFTER_S}))`;
