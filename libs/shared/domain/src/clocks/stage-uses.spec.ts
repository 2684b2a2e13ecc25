import { makeCalendar, publishedHolidayYears } from '../calendar/index.js';
import type { ClockEvent } from './countdown.js';
import { stageUses } from './stage-uses.js';

const calendar = makeCalendar(publishedHolidayYears());
const event = (text: string, action: string, to: ClockEvent['to']): ClockEvent => ({
  atMs: Date.parse(`${text}:00+08:00`),
  action,
  to,
});

describe('what each side used of a stage', () => {
  it('is told apart by stage, and says nothing of the one that is not over', () => {
    const history = [
      event('2026-03-02T09:00', 'push', 'pushed'),
      event('2026-03-02T11:00', 'accept', 'accepted'),
      event('2026-03-02T17:00', 'record_contact', 'contacted'),
      event('2026-03-03T10:00', 'ask_supplement', 'contacted'),
      event('2026-03-04T10:00', 'answer_supplement', 'contacted'),
      event('2026-03-04T11:00', 'start_due_diligence', 'due_diligence'),
      event('2026-03-04T14:30', 'submit_to_review', 'credit_review'),
    ];
    expect(stageUses(history, calendar)).toEqual([
      { stage: 'answer', used: { bank: 120, enterprise: 0, bureau: 0 } },
      // Mon 11:00–12:00 and 13:30–17:00.
      { stage: 'first_contact', used: { bank: 60 + 210, enterprise: 0, bureau: 0 } },
      // Bank: Mon 17:00–17:30, Tue 09:00–10:00, Wed 10:00–12:00 and 13:30–14:30. Enterprise: Tue 10:00 to Wed 10:00.
      { stage: 'due_diligence', used: { bank: 30 + 60 + 120 + 60, enterprise: 420, bureau: 0 } },
    ]);
  });

  it('goes on through missing papers and adds a second visit to the first', () => {
    const history = [
      event('2026-03-02T09:00', 'push', 'pushed'),
      event('2026-03-02T10:00', 'ask_supplement', 'pushed'),
      event('2026-03-03T10:00', 'mark_incomplete', 'incomplete'),
      event('2026-03-03T11:00', 'resume', 'pushed'),
      event('2026-03-03T12:00', 'decline', 'declined'),
      event('2026-03-10T09:00', 'begin_repair', 'repairing'),
      event('2026-03-11T09:00', 're_push', 're_pushed'),
      event('2026-03-11T09:30', 'accept', 'accepted'),
    ];
    // Enterprise: Mon 10:00 to Tue 11:00; the repair is no stage of the bank's answer.
    expect(stageUses(history, calendar)).toEqual([
      { stage: 'answer', used: { bank: 60 + 60 + 30, enterprise: 420 + 60, bureau: 0 } },
    ]);
  });
});
