import { Injectable } from '@nestjs/common';
import type { ClockEvent } from '@yinqi/domain/clocks';
import type { Purpose } from '@yinqi/domain/matching';
import type { Tx } from '../platform/database/database.js';
import type { Ownership } from '../platform/database/ownership.js';
import { DUTY_OF } from './supervised.store.js';

/** A case at all the offices it went through, as far as its clock depends on it. */
export type CaseHistory = {
  readonly term_months: number | null;
  readonly purpose: Purpose | null;
  readonly programme_id: string | null;
  readonly events: readonly ClockEvent[];
};

/** A request on its way to being verified. */
export type VerifiedSpan = { readonly began_ms: number; readonly ended_ms: number | null };

/** Times are judged well enough by so many, the latest. */
export const MOST_CASES = 20_000;

const OWNERSHIP: Ownership = { bureau: 'e.unit_position' };
/** Under a time limit, whichever: what began long ago may go on. */
const RUNNING = [...Object.keys(DUTY_OF), 'revealed', 'incomplete', 'appealed', 'mediation'];
const MILLISECONDS = (instant: string): string => `(extract(epoch from ${instant}) * 1000)::float8`;
const BEGINNING = `$1::date::timestamp at time zone 'Asia/Shanghai'`;

/** What banks, bureaus and enterprises had to do since a day, as the histories tell it. Nothing of it names anybody. */
@Injectable()
export class StagesStore {
  /** Cases that were worked on since then, or still run. */
  histories(tx: Tx, from: string): Promise<CaseHistory[]> {
    return tx.rows<CaseHistory>(
      `with recursive recent as (
         select e.id, e.term_months, e.purpose, e.programme_id from engagement e
         where e.status <> 'transferred' and e.pushed_at is not null and ${tx.own(OWNERSHIP)}
           and (e.updated_at >= ${BEGINNING} or e.status = any($2))
         order by e.updated_at desc, e.id limit $3),
       line (id, member) as (
         select id, id from recent
         union all
         select l.id, e.predecessor_id from line l join engagement e on e.id = l.member
         where e.predecessor_id is not null)
       select r.term_months, r.purpose, r.programme_id,
         jsonb_agg(jsonb_build_object('atMs', ${MILLISECONDS('v.at')}, 'action', v.action, 'to', v.to_status)
                   order by v.seq) as events
       from recent r join line l on l.id = r.id join engagement_event v on v.engagement_id = l.member
       where not v.undone and v.action not in ('undo', 'transfer')
       group by r.id, r.term_months, r.purpose, r.programme_id`,
      [from, RUNNING, MOST_CASES],
    );
  }

  /** From each submission to what came of it. */
  verifications(tx: Tx, from: string): Promise<VerifiedSpan[]> {
    return tx.rows<VerifiedSpan>(
      `select ${MILLISECONDS('v.at')} as began_ms,
         (select ${MILLISECONDS('min(later.at)')} from financing_request_event later
          where later.request_id = v.request_id and later.seq > v.seq and later.to_status <> 'submitted') as ended_ms
       from financing_request_event v
       where v.to_status = 'submitted' and v.from_status is distinct from 'submitted' and v.at >= ${BEGINNING}
       order by v.at desc limit $2`,
      [from, MOST_CASES],
    );
  }
}
