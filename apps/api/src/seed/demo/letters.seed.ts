import { draftLetter } from '@yinqi/domain/supervision';
import { workingMinutesBetween } from '@yinqi/domain/calendar';
import type { Tx } from '../../platform/database/database.js';
import { stableId } from '../stable-id.js';
import { bankIdOf } from './banks.seed.js';
import { CALENDAR, iso, later, MINUTES_PER_DAY } from './office-clock.js';
import { demoBank } from './people.js';

type LateCase = {
  readonly id: string;
  readonly request_number: string;
  readonly branch_name: string;
  readonly status: string;
  readonly due_at: string;
};

const BEIJING_MS = 8 * 3_600_000;
const beijingText = (instant: string): string =>
  iso(Date.parse(instant) + BEIJING_MS)
    .slice(0, 16)
    .replace('T', ' ');

const SIGNED_BY = '外资处 周宁';
const REPLY_DAYS = 3;
const TOLD = [
  { status: 'sent', action: 'sign', colour: 'red' },
  { status: 'replied', action: 'reply', colour: 'red' },
] as const;

/** Two 督办单 on the cases that are longest overdue, the shown bank's first: one just signed, one the bank has answered. */
export async function seedLetters(tx: Tx, nowMs: number): Promise<void> {
  const late = await tx.rows<LateCase>(
    `select e.id, e.request_number, o.name as branch_name, e.status, e.due_at
     from engagement e join organisation o on o.id = e.branch_id
     where e.status in ('accepted', 'contacted', 'due_diligence', 'credit_review') and e.due_at < $1 and e.held_at is null
     order by e.bank_id <> $2, e.due_at, e.id limit ${TOLD.length}`,
    [iso(nowMs), bankIdOf(demoBank().key)],
  );
  for (const [at, one] of late.entries()) await seedLetter(tx, one, TOLD[at] ?? TOLD[0], nowMs);
}

async function seedLetter(
  tx: Tx,
  about: LateCase,
  { status, action, colour }: (typeof TOLD)[number],
  nowMs: number,
): Promise<void> {
  const id = stableId(`letter:${about.id}`);
  const duty = about.status === 'accepted' ? 'first_contact' : 'conclude';
  const lateMinutes = workingMinutesBetween(Date.parse(about.due_at), nowMs, CALENDAR).minutes;
  const text = draftLetter({
    colour,
    bankName: about.branch_name,
    requestNumber: about.request_number,
    duty,
    dueAt: beijingText(about.due_at),
    lateHours: Math.floor(lateMinutes / 60),
  });
  const replyDue = iso(later(nowMs, REPLY_DAYS * MINUTES_PER_DAY));
  await tx.execute(
    `insert into supervision_letter (id, number, engagement_id, request_number, bank_id, branch_id, branch_position,
       unit_position, duty, due_at, colour, status, text, signed_by_name, signed_at, reply_due_at, created_at, updated_at)
     select $1, 'DB-' || left($2::text, 4) || '-' || lpad(nextval('supervision_letter_number')::text, 5, '0'), e.id,
       e.request_number, e.bank_id, e.branch_id, e.branch_position, e.unit_position, $3, e.due_at, $4, $5, $6, $7, $2::timestamptz, $8::timestamptz,
       $2::timestamptz, $2::timestamptz from engagement e where e.id = $9`,
    [id, iso(nowMs), duty, colour, status, text, SIGNED_BY, replyDue, about.id],
  );
  const told = [
    { action: 'draft', side: 'system', name: '平台', text: null },
    { action: 'sign', side: 'bureau', name: SIGNED_BY, text: null },
    { action: 'reply', side: 'bank', name: '经办 陆言', text: '已与企业财务负责人约定本周内上门。' },
  ].slice(0, action === 'sign' ? 2 : 3);
  for (const one of told) {
    await tx.execute(
      `insert into supervision_letter_event (id, letter_id, unit_position, bank_id, at, action, actor_side, actor_name, text)
       select $1, l.id, l.unit_position, case when $2 = 'draft' then null else l.bank_id end, $3::timestamptz, $2, $4, $5, $6
       from supervision_letter l where l.id = $7`,
      [stableId(`letter:${id}:${one.action}`), one.action, iso(nowMs), one.side, one.name, one.text, id],
    );
  }
}
