import type { Decision, Transition, TransitionRefusal } from '../lifecycle/transition-table.js';
import { permittedRow, STAGE_BEFORE } from '../lifecycle/transition-table.js';

/** 督办单: drafted by the ladder or a person, binding only when a person of the bureau has signed it. */
export const LETTER_STATES = [
  'draft',
  'sent',
  'acknowledged',
  'replied',
  'closed',
  'discarded',
  'withdrawn',
] as const;
export type LetterState = (typeof LETTER_STATES)[number];

export const LETTER_OPEN_STATES = [
  'draft',
  'sent',
  'acknowledged',
  'replied',
] as const satisfies readonly LetterState[];

const ROWS = [
  { action: 'edit', from: ['draft'], to: 'draft', by: ['bureau'] },
  { action: 'sign', from: ['draft'], to: 'sent', by: ['bureau'] },
  // The case was answered before anybody signed, or the bureau sees no reason for a letter.
  { action: 'discard', from: ['draft'], to: 'discarded', by: ['bureau', 'system'] },
  { action: 'acknowledge', from: ['sent'], to: 'acknowledged', by: ['officer', 'reviewer', 'approver'] },
  // Whoever replies has read it: the receipt need not come first.
  { action: 'reply', from: ['sent', 'acknowledged'], to: 'replied', by: ['officer', 'reviewer', 'approver'] },
  { action: 'ask_again', from: ['replied'], to: 'acknowledged', by: ['bureau'] },
  { action: 'close', from: ['replied'], to: 'closed', by: ['bureau'] },
  { action: 'withdraw', from: ['sent', 'acknowledged', 'replied'], to: 'withdrawn', by: ['bureau'] },
] as const satisfies readonly Transition<LetterState, string, never>[];

export type LetterAction = (typeof ROWS)[number]['action'];
export type LetterTransition = Transition<LetterState, LetterAction, never>;
export const LETTER_TRANSITIONS: readonly LetterTransition[] = ROWS;
export const LETTER_ACTIONS: readonly LetterAction[] = ROWS.map(({ action }) => action);

export type LetterActor = LetterTransition['by'][number];

/** Decides one move of a letter. A bank is heard before one is closed: only a reply leads there. */
export function decideLetter(
  state: LetterState,
  action: LetterAction,
  actor: LetterActor,
): Decision<LetterState, TransitionRefusal> {
  const permitted = permittedRow(LETTER_TRANSITIONS, state, action, actor);
  if (!permitted.ok) return permitted;
  const { to } = permitted.row;
  return to === STAGE_BEFORE ? { ok: false, code: 'transition.stage_before_unknown' } : { ok: true, to };
}

/** What an actor may do with a letter in this state: pages draw their buttons from it. */
export const allowedLetterActions = (state: LetterState, actor: LetterActor): readonly LetterAction[] =>
  LETTER_TRANSITIONS.filter((row) => row.from.includes(state) && row.by.includes(actor)).map(
    (row) => row.action,
  );

export const isLetterOpen = (state: LetterState): boolean =>
  LETTER_OPEN_STATES.some((open) => open === state);
