import { Injectable } from '@nestjs/common';
import type { LetterColour, LetterDuty, LetterState } from '@yinqi/domain/supervision';
import type { Caller } from '../platform/database/caller.js';
import { isTakenBy, type Tx } from '../platform/database/database.js';
import type { Ownership } from '../platform/database/ownership.js';
import { DomainError } from '../platform/errors/domain-error.js';

export type LetterRow = {
  readonly id: string;
  readonly number: string;
  readonly engagement_id: string;
  readonly request_number: string;
  readonly bank_id: string;
  readonly branch_id: string;
  readonly branch_position: number;
  readonly unit_position: number;
  readonly duty: LetterDuty;
  readonly due_at: string;
  readonly colour: LetterColour;
  readonly status: LetterState;
  readonly text: string;
  readonly signed_by_name: string | null;
  readonly signed_at: string | null;
  readonly reply_due_at: string | null;
  readonly version: number;
  readonly updated_at: string;
};

export type NewLetter = Pick<
  LetterRow,
  | 'id'
  | 'engagement_id'
  | 'request_number'
  | 'bank_id'
  | 'branch_id'
  | 'branch_position'
  | 'unit_position'
  | 'duty'
  | 'due_at'
  | 'colour'
  | 'text'
>;

export type LetterEventRow = {
  readonly id: string;
  readonly at: string;
  readonly action: string;
  readonly actor_side: 'bureau' | 'bank' | 'system';
  readonly actor_name: string;
  readonly text: string | null;
};
export type NewLetterEvent = Omit<LetterEventRow, 'at'> & { readonly actor_account_id: string | null };

/** Whose an event of a letter is. */
type RecordedLetter = Pick<LetterRow, 'id' | 'unit_position' | 'bank_id' | 'signed_at'>;

/** What a move changes of a letter. */
export type LetterChange = Pick<
  LetterRow,
  'status' | 'text' | 'colour' | 'signed_by_name' | 'reply_due_at'
> & { readonly signed_at: string | null };

const COLUMNS = `l.id, l.number, l.engagement_id, l.request_number, l.bank_id, l.branch_id, l.branch_position,
  l.unit_position, l.duty, l.due_at, l.colour, l.status, l.text, l.signed_by_name, l.signed_at, l.reply_due_at, l.version,
  l.updated_at`;
const OWNERSHIP: Ownership = {
  bureau: 'l.unit_position',
  bank: 'l.bank_id',
  shown: { bank: 'l.signed_at is not null' },
};

/** A branch sees its own letters and those of offices below it; the head office all of the bank's. */
const OF_OFFICES = '($1::int is null or l.branch_position between $1 and $2)';
const officesOf = (caller: Caller): readonly [number | null, number | null] =>
  caller.side !== 'bank' || caller.isHeadOffice ? [null, null] : [caller.unit.lo, caller.unit.hi];

@Injectable()
export class LettersStore {
  find(tx: Tx, caller: Caller, id: string): Promise<LetterRow | undefined> {
    return tx.first<LetterRow>(
      `select ${COLUMNS} from supervision_letter l where ${OF_OFFICES} and l.id = $3 and ${tx.own(OWNERSHIP)}`,
      [...officesOf(caller), id],
    );
  }

  lock(tx: Tx, caller: Caller, id: string): Promise<LetterRow | undefined> {
    return tx.first<LetterRow>(
      `select ${COLUMNS} from supervision_letter l
       where ${OF_OFFICES} and l.id = $3 and ${tx.own(OWNERSHIP)} for update`,
      [...officesOf(caller), id],
    );
  }

  /** The draft of a case, held until the transaction ends. */
  lockDraft(tx: Tx, engagementId: string): Promise<LetterRow | undefined> {
    return tx.first<LetterRow>(
      `select ${COLUMNS} from supervision_letter l where l.engagement_id = $1 and l.status = 'draft' for update`,
      [engagementId],
    );
  }

  /** Whether the bank has a signed letter about this deadline in one of these colours that is not closed. */
  async hasOpen(
    tx: Tx,
    about: Pick<LetterRow, 'engagement_id' | 'due_at'>,
    colours: readonly LetterColour[],
  ): Promise<boolean> {
    const found = await tx.first(
      `select 1 from supervision_letter l where l.engagement_id = $1 and l.due_at = $2 and l.colour = any($3)
         and l.status in ('sent', 'acknowledged', 'replied') limit 1`,
      [about.engagement_id, about.due_at, colours],
    );
    return found !== undefined;
  }

  async list(
    tx: Tx,
    caller: Caller,
    states: readonly LetterState[] | undefined,
    after: readonly (string | number | null)[] | undefined,
    limit: number,
  ): Promise<{ rows: LetterRow[]; total: number }> {
    const where = `${OF_OFFICES} and ($3::text[] is null or l.status = any($3)) and ${tx.own(OWNERSHIP)}`;
    const filter = [...officesOf(caller), states ?? null];
    const rows = await tx.rows<LetterRow>(
      `select ${COLUMNS} from supervision_letter l
       where ${where} and ($4::timestamptz is null or (l.updated_at, l.id) < ($4, $5::uuid))
       order by l.updated_at desc, l.id desc limit $6`,
      [...filter, after?.[0] ?? null, after?.[1] ?? null, limit + 1],
    );
    const count = await tx.first<{ total: number }>(
      `select count(*)::int as total from supervision_letter l where ${where}`,
      filter,
    );
    return { rows, total: count?.total ?? 0 };
  }

  async insert(tx: Tx, letter: NewLetter, year: string, now: Date): Promise<void> {
    try {
      await tx.execute(
        `insert into supervision_letter (id, number, engagement_id, request_number, bank_id, branch_id, branch_position,
           unit_position, duty, due_at, colour, status, text, created_at, updated_at)
         values ($1, 'DB-' || $2 || '-' || lpad(nextval('supervision_letter_number')::text, 5, '0'), $3, $4, $5, $6, $7,
           $8, $9, $10, $11, 'draft', $12, $13, $13)`,
        [
          letter.id,
          year,
          letter.engagement_id,
          letter.request_number,
          letter.bank_id,
          letter.branch_id,
          letter.branch_position,
          letter.unit_position,
          letter.duty,
          letter.due_at,
          letter.colour,
          letter.text,
          now,
        ],
      );
    } catch (error) {
      if (isTakenBy('supervision_letter_one_draft', error)) throw new DomainError('letter.already_open');
      throw error;
    }
  }

  async update(tx: Tx, id: string, change: LetterChange, now: Date): Promise<void> {
    await tx.execute(
      `update supervision_letter set status = $2, text = $3, colour = $4, signed_by_name = $5, signed_at = $6,
         reply_due_at = $7, version = version + 1, updated_at = $8 where id = $1`,
      [
        id,
        change.status,
        change.text,
        change.colour,
        change.signed_by_name,
        change.signed_at,
        change.reply_due_at,
        now,
      ],
    );
  }

  /** All that a bank may change of a letter. */
  async advance(tx: Tx, id: string, status: LetterChange['status'], now: Date): Promise<void> {
    await tx.execute(
      'update supervision_letter set status = $2, version = version + 1, updated_at = $3 where id = $1',
      [id, status, now],
    );
  }

  /** What was done before a letter is signed is the bureau's own; the bank's column says from when on it is told. */
  async record(tx: Tx, letter: RecordedLetter, event: NewLetterEvent, now: Date): Promise<void> {
    await tx.execute(
      `insert into supervision_letter_event (id, letter_id, unit_position, bank_id, at, action, actor_side,
         actor_account_id, actor_name, text)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        event.id,
        letter.id,
        letter.unit_position,
        letter.signed_at === null ? null : letter.bank_id,
        now,
        event.action,
        event.actor_side,
        event.actor_account_id,
        event.actor_name,
        event.text,
      ],
    );
  }

  events(tx: Tx, letterId: string): Promise<LetterEventRow[]> {
    return tx.rows<LetterEventRow>(
      `select v.id, v.at, v.action, v.actor_side, v.actor_name, v.text from supervision_letter_event v
       where v.letter_id = $1 and ${tx.own({ bureau: 'v.unit_position', bank: 'v.bank_id' })} order by v.seq`,
      [letterId],
    );
  }
}
