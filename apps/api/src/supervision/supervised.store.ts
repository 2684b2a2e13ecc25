import { Injectable } from '@nestjs/common';
import type { LadderLevel, LetterColour, LetterDuty, LetterState } from '@yinqi/domain/supervision';
import type { EngagementState } from '@yinqi/domain/lifecycle';
import type { Tx } from '../platform/database/database.js';
import type { Ownership } from '../platform/database/ownership.js';
import type { LadderRow } from './ladders.store.js';

/** Whose duty a state of a case is, while it has a deadline. */
export const DUTY_OF: Readonly<Partial<Record<EngagementState, LetterDuty>>> = {
  pushed: 'answer',
  re_pushed: 'answer',
  accepted: 'first_contact',
  contacted: 'conclude',
  due_diligence: 'conclude',
  credit_review: 'conclude',
};
const STATES = Object.keys(DUTY_OF);

export type WaitingCase = {
  readonly engagement_id: string;
  readonly due_at: string;
  readonly status: EngagementState;
  readonly unit_position: number;
};

/** A climb that is due, with the case it is about. */
export type DueClimb = {
  readonly engagement_id: string;
  readonly due_at: string;
  readonly duty: LetterDuty;
  readonly taken: number;
  readonly steps: LadderRow['steps'] | null;
  readonly officer_id: string | null;
  readonly request_id: string;
  readonly enterprise_id: string;
  readonly enterprise_name: string;
} & CaseOfLetter;

export type CaseOfLetter = {
  readonly engagement_id: string;
  readonly request_number: string;
  readonly bank_id: string;
  readonly branch_id: string;
  readonly branch_name: string;
  readonly branch_position: number;
  readonly unit_position: number;
  readonly duty: LetterDuty;
  readonly due_at: string;
};

/** A case that a letter could be about. */
export type LetterableCase = Omit<CaseOfLetter, 'duty'> & {
  readonly status: EngagementState;
  readonly red: boolean;
};

export type Climbed = {
  readonly engagement_id: string;
  readonly due_at: string;
  readonly taken: number;
  readonly level: LadderLevel | null;
  /** How many people were told at that level. */
  readonly told: number;
  readonly red: boolean;
  readonly next_at: Date | null;
};

export type SupervisedRow = {
  readonly engagement_id: string;
  readonly request_number: string;
  readonly enterprise_name: string;
  readonly bank_id: string;
  readonly branch_id: string;
  readonly officer_name: string | null;
  readonly duty: LetterDuty;
  readonly due_at: string;
  readonly level: LadderLevel;
  readonly told: number;
  readonly red: boolean;
  readonly letter_id: string | null;
  readonly letter_status: LetterState | null;
  readonly letter_colour: LetterColour | null;
};

export type CaseFilter = { readonly asOf: Date; readonly colours: readonly LetterColour[] | undefined };
type Cursor = readonly (string | number | null)[] | undefined;

const OWNERSHIP: Ownership = { bureau: 'c.unit_position' };
/** The domain's colourOf. */
const COLOUR = `(case when c.red then 'red' when c.due_at <= $2 then 'yellow' else 'blue' end)`;
const LISTED = 'from supervision_case c join engagement e on e.id = c.engagement_id';
/** The stage goes on with this very deadline; a bank that waits for papers has none. */
const STILL = `e.due_at = c.due_at and e.held_at is null and e.status = any($1)`;

/** Stages under a deadline and how far up their ladders they have come. */
@Injectable()
export class SupervisedStore {
  /** Stages with a deadline that no climb stands for, or whose climb was ended by a move that was undone. */
  unenrolled(tx: Tx, limit: number): Promise<WaitingCase[]> {
    return tx.rows<WaitingCase>(
      `select e.id as engagement_id, e.due_at, e.status, e.unit_position from engagement e
       left join supervision_case c on c.engagement_id = e.id and c.due_at = e.due_at
       where e.due_at is not null and e.held_at is null and e.status = any($1)
         and (c.engagement_id is null or c.ended_at is not null)
       order by e.id limit $2`,
      [STATES, limit],
    );
  }

  async enrol(
    tx: Tx,
    waiting: WaitingCase,
    duty: LetterDuty,
    { ladderId, nextAt }: { readonly ladderId: string | null; readonly nextAt: Date | null },
  ): Promise<void> {
    await tx.execute(
      `insert into supervision_case (engagement_id, due_at, duty, unit_position, ladder_id, next_at)
       values ($1, $2, $3, $4, $5, $6)
       on conflict (engagement_id, due_at) do update
         set ended_at = null, next_at = coalesce(supervision_case.next_at, excluded.next_at)`,
      [waiting.engagement_id, waiting.due_at, duty, waiting.unit_position, ladderId, nextAt],
    );
  }

  /** Ends what is over: answered, moved on, or its deadline moved. Answers the cases. */
  async endOver(tx: Tx, now: Date, limit: number): Promise<string[]> {
    const rows = await tx.rows<{ engagement_id: string }>(
      `update supervision_case over set ended_at = $2
       from (select c.engagement_id, c.due_at from supervision_case c join engagement e on e.id = c.engagement_id
             where c.ended_at is null and (${STILL}) is not true
               and (e.undo_until is null or e.undo_until <= $2) limit $3 for update of c skip locked) done
       where over.engagement_id = done.engagement_id and over.due_at = done.due_at
       returning over.engagement_id`,
      [STATES, now, limit],
    );
    return rows.map(({ engagement_id }) => engagement_id);
  }

  due(tx: Tx, now: Date, limit: number): Promise<DueClimb[]> {
    return tx.rows<DueClimb>(
      `select c.engagement_id, c.due_at, c.duty, c.taken, l.steps, e.request_number, e.bank_id, e.branch_id,
         o.name as branch_name, e.branch_position, e.unit_position, e.officer_id, e.request_id, e.enterprise_id,
         n.name as enterprise_name
       from supervision_case c join engagement e on e.id = c.engagement_id join enterprise n on n.id = e.enterprise_id
         join organisation o on o.id = e.branch_id left join supervision_ladder l on l.id = c.ladder_id
       where c.ended_at is null and c.next_at <= $2 and ${STILL}
       order by c.next_at, c.engagement_id limit $3 for update of c skip locked`,
      [STATES, now, limit],
    );
  }

  async climb(tx: Tx, { engagement_id, due_at, taken, level, told, red, next_at }: Climbed): Promise<void> {
    await tx.execute(
      `update supervision_case set taken = $3, level = coalesce($4, level),
         told = case when $4::text is null then told else $7 end, red = $5, next_at = $6
       where engagement_id = $1 and due_at = $2`,
      [engagement_id, due_at, taken, level, red, next_at, told],
    );
  }

  /** A case with a deadline now, for a letter that a person drafts. */
  waiting(tx: Tx, engagementId: string): Promise<LetterableCase | undefined> {
    return tx.first<LetterableCase>(
      `select e.id as engagement_id, e.request_number, e.bank_id, e.branch_id, o.name as branch_name, e.branch_position,
         e.unit_position, e.status, e.due_at, coalesce(c.red, false) as red
       from engagement e left join supervision_case c on c.engagement_id = e.id and c.due_at = e.due_at join organisation o on o.id = e.branch_id
       where e.id = $2 and e.due_at is not null and e.held_at is null and e.status = any($1)
         and ${tx.own({ bureau: 'e.unit_position' })}`,
      [STATES, engagementId],
    );
  }

  /** Everything somebody has heard of and that still waits, the longest overdue first. */
  list(tx: Tx, filter: CaseFilter, after: Cursor, limit: number): Promise<SupervisedRow[]> {
    return tx.rows<SupervisedRow>(
      `select c.engagement_id, e.request_number, n.name as enterprise_name, e.bank_id, e.branch_id, e.officer_name, c.duty,
         c.due_at, c.level, c.told, c.red, t.id as letter_id, t.status as letter_status, t.colour as letter_colour
       ${LISTED} join enterprise n on n.id = e.enterprise_id
         left join lateral (
           select x.id, x.status, x.colour from supervision_letter x
           where x.engagement_id = c.engagement_id and x.due_at = c.due_at and x.status not in ('discarded', 'withdrawn')
           order by x.created_at desc, x.id limit 1) t on true
       ${this.where(tx)} and ($4::timestamptz is null or (c.due_at, c.engagement_id) > ($4, $5::uuid))
       order by c.due_at, c.engagement_id limit $6`,
      [STATES, filter.asOf, filter.colours ?? null, after?.[0] ?? null, after?.[1] ?? null, limit],
    );
  }

  async counts(tx: Tx, asOf: Date): Promise<Readonly<Record<LetterColour, number>>> {
    const rows = await tx.rows<{ colour: LetterColour; count: number }>(
      `select ${COLOUR} as colour, count(*)::int as count ${LISTED} ${this.where(tx)} group by 1`,
      [STATES, asOf, null],
    );
    const of = (colour: LetterColour) => rows.find((row) => row.colour === colour)?.count ?? 0;
    return { blue: of('blue'), yellow: of('yellow'), red: of('red') };
  }

  private where(tx: Tx): string {
    return `where c.ended_at is null and c.level is not null and ${STILL} and ${tx.own(OWNERSHIP)}
      and ($3::text[] is null or ${COLOUR} = any($3))`;
  }
}
