import { Injectable } from '@nestjs/common';
import { deadlineOf, type PolicyStage } from '@yinqi/domain/clocks';
import { conclusionLimit } from '@yinqi/domain/lifecycle';
import type { Purpose } from '@yinqi/domain/matching';
import type { LetterDuty, SupervisedStage } from '@yinqi/domain/supervision';
import type { Tx } from '../platform/database/database.js';
import type { Ownership } from '../platform/database/ownership.js';
import { policyBook } from '../service-policies/service-policies.public.js';

type StageRow = {
  readonly duty: LetterDuty;
  readonly term_months: number | null;
  readonly purpose: Purpose | null;
  readonly programme_id: string | null;
  readonly began: string;
  readonly ended: string | null;
};

const OWNERSHIP: Ownership = { bureau: 'e.unit_position' };
/** A ladder is judged well enough by so many. */
const MOST_STAGES = 20_000;

/** What begins a stage, and which states it lasts through. */
const STAGES: readonly { duty: LetterDuty; begins: string; through: readonly string[] }[] = [
  { duty: 'answer', begins: `ev.to_status in ('pushed', 're_pushed')`, through: ['pushed', 're_pushed'] },
  { duty: 'first_contact', begins: `ev.to_status = 'accepted'`, through: ['accepted'] },
  {
    duty: 'conclude',
    begins: `ev.action = 'record_completeness'`,
    through: ['accepted', 'contacted', 'due_diligence', 'credit_review'],
  },
];

const stageSql = ({ duty, begins, through }: (typeof STAGES)[number], own: string): string =>
  `select '${duty}' as duty, e.term_months, e.purpose, e.programme_id, ev.at as began,
     (select min(later.at) from engagement_event later
      where later.engagement_id = e.id and later.seq > ev.seq and not later.undone
        and later.to_status not in (${through.map((state) => `'${state}'`).join(', ')})) as ended
   from engagement_event ev join engagement e on e.id = ev.engagement_id
   where not ev.undone and ${begins} and (ev.from_status is distinct from ev.to_status or ev.action = 'record_completeness')
     and ev.at >= $1::date::timestamp at time zone 'Asia/Shanghai'
     and ev.at < ($2::date + 1)::timestamp at time zone 'Asia/Shanghai' and ${own}`;

const stageOf = ({ duty, term_months, purpose }: StageRow): PolicyStage => {
  if (duty === 'answer') return 'accept';
  return duty === 'first_contact' ? duty : conclusionLimit(term_months ?? 0, purpose === 'project');
};

/** By the policy that was in force as the stage began, as the deadline itself was reckoned. */
function dueMs(row: StageRow): number {
  const beganMs = Date.parse(row.began);
  const policy = policyBook.policyFor(row.programme_id, beganMs);
  return deadlineOf(policy, stageOf(row), beganMs, policyBook.calendar).dueMs;
}

/** What banks had to do in a span of time, as the history of cases tells it. */
@Injectable()
export class StagesStore {
  async begunBetween(
    tx: Tx,
    { from, until }: { readonly from: string; readonly until: string },
    now: Date,
  ): Promise<SupervisedStage[]> {
    const own = tx.own(OWNERSHIP);
    const sql = STAGES.map((stage) => stageSql(stage, own)).join(' union all ');
    const rows = await tx.rows<StageRow>(`${sql} limit ${MOST_STAGES}`, [from, until]);
    return rows.map((row) => ({
      dueMs: dueMs(row),
      endedMs: row.ended === null ? now.getTime() : Date.parse(row.ended),
    }));
  }
}
