import { randomUUID } from 'node:crypto';
import { workingMinutesBetween } from '@yinqi/domain/calendar';
import { draftLetter, type LetterColour } from '@yinqi/domain/supervision';
import { chinaDate } from '../platform/clock/china-date.js';
import type { Tx } from '../platform/database/database.js';
import { policyBook } from '../service-policies/service-policies.public.js';
import type { LettersStore, NewLetterEvent } from './letters.store.js';
import type { CaseOfLetter } from './supervised.store.js';

const MINUTES_AN_HOUR = 60;
const BEIJING = new Intl.DateTimeFormat('sv-SE', {
  timeZone: 'Asia/Shanghai',
  dateStyle: 'short',
  timeStyle: 'short',
});

type Drafter = Pick<NewLetterEvent, 'actor_side' | 'actor_account_id' | 'actor_name'>;
export const BY_PLATFORM: Drafter = { actor_side: 'system', actor_account_id: null, actor_name: '平台' };

export function letterText(about: CaseOfLetter, colour: LetterColour, now: Date): string {
  const late = workingMinutesBetween(Date.parse(about.due_at), now.getTime(), policyBook.calendar).minutes;
  return draftLetter({
    colour,
    bankName: about.branch_name,
    requestNumber: about.request_number,
    duty: about.duty,
    dueAt: BEIJING.format(new Date(about.due_at)),
    lateHours: Math.max(0, Math.floor(late / MINUTES_AN_HOUR)),
  });
}

export type Draft = { readonly about: CaseOfLetter; readonly colour: LetterColour; readonly by: Drafter };

/** A letter that nobody has signed: it lies on the bureau's desk, and the bank knows nothing of it. */
export async function writeDraft(
  tx: Tx,
  letters: LettersStore,
  { about, colour, by }: Draft,
  now: Date,
): Promise<{ readonly id: string; readonly eventId: string }> {
  const id = randomUUID();
  const [year = ''] = chinaDate(now).split('-');
  await letters.insert(tx, { ...about, id, colour, text: letterText(about, colour, now) }, year, now);
  const letter = { id, unit_position: about.unit_position, bank_id: about.bank_id, signed_at: null };
  const eventId = randomUUID();
  await letters.record(tx, letter, { id: eventId, action: 'draft', text: null, ...by }, now);
  return { id, eventId };
}
