import {
  allowedLetterActions,
  decideLetter,
  draftLetter,
  LETTER_STATES,
  LETTER_TRANSITIONS,
} from './index.js';

it('binds nobody before a person of the bureau has signed', () => {
  expect(LETTER_TRANSITIONS.filter(({ to }) => to === 'sent')).toEqual([
    { action: 'sign', from: ['draft'], to: 'sent', by: ['bureau'] },
  ]);
});

it('hears the bank before it is closed, and the bank alone replies', () => {
  const closing = LETTER_TRANSITIONS.filter(({ to }) => to === 'closed');
  expect(closing.flatMap(({ from }) => from)).toEqual(['replied']);
  expect(decideLetter('sent', 'close', 'bureau')).toEqual({
    ok: false,
    code: 'transition.not_from_this_state',
  });
  expect(decideLetter('acknowledged', 'reply', 'bureau')).toEqual({
    ok: false,
    code: 'transition.not_by_this_actor',
  });
  expect(decideLetter('sent', 'reply', 'officer')).toEqual({ ok: true, to: 'replied' });
});

it('holds one row per state and action', () => {
  for (const state of LETTER_STATES) {
    for (const actor of ['bureau', 'officer'] as const) {
      const actions = allowedLetterActions(state, actor);
      expect(new Set(actions).size).toBe(actions.length);
    }
  }
});

it('is drafted in words that leave the decision to the bank', () => {
  const subject = {
    bankName: '瀚宁银行苏州分行',
    requestNumber: 'RZ-2026-000123',
    duty: 'answer',
    dueAt: '2026-11-20 10:00',
    lateHours: 7,
  } as const;
  expect(draftLetter({ ...subject, colour: 'yellow' })).toBe(
    '瀚宁银行苏州分行：\n融资需求RZ-2026-000123推送你行后，应对推送需求作出答复，时限为2026-11-20 10:00，已超过7个工作小时。请尽快办理，并回复办理情况。是否授信由你行自主决定。',
  );
  expect(draftLetter({ ...subject, colour: 'blue', lateHours: 0 })).toContain('即将届满');
  expect(draftLetter({ ...subject, colour: 'red' })).toContain('书面说明超时原因');
});
