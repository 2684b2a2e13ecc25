import type { Actor } from './actors.js';

/** Stands in the table where a move leads back to the stage the record was in before. */
export const STAGE_BEFORE = '@stage_before';

export interface Transition<State extends string, Action extends string, Guard extends string> {
  readonly action: Action;
  readonly from: readonly State[];
  readonly to: State | typeof STAGE_BEFORE;
  readonly by: readonly Actor[];
  readonly guards?: readonly Guard[];
  readonly undoable?: true;
}

export const TRANSITION_REFUSALS = [
  'transition.not_from_this_state',
  'transition.not_by_this_actor',
  'transition.stage_before_unknown',
] as const;
export type TransitionRefusal = (typeof TRANSITION_REFUSALS)[number];

export const UNDO_REFUSALS = [
  'undo.not_undoable',
  'undo.not_the_same_person',
  'undo.too_late',
  'undo.overtaken',
] as const;
export type UndoRefusal = (typeof UNDO_REFUSALS)[number];

/** A reversible decision takes effect for others only after this long. */
export const UNDO_WINDOW_MS = 10_000;

export type Refused<Code extends string> = { readonly ok: false; readonly code: Code };
export type Decision<State extends string, Code extends string> =
  { readonly ok: true; readonly to: State } | Refused<Code>;

/** Finds the one row for an action in a state; the tables are tested to hold at most one. */
export function rowFor<State extends string, Action extends string, Guard extends string>(
  table: readonly Transition<State, Action, Guard>[],
  state: State,
  action: Action,
): Transition<State, Action, Guard> | undefined {
  return table.find((row) => row.action === action && row.from.includes(state));
}

/** Finds the row and checks the actor, before any guard is looked at. */
export function permittedRow<State extends string, Action extends string, Guard extends string>(
  table: readonly Transition<State, Action, Guard>[],
  state: State,
  action: Action,
  actor: Actor,
): { readonly ok: true; readonly row: Transition<State, Action, Guard> } | Refused<TransitionRefusal> {
  const row = rowFor(table, state, action);
  if (row === undefined) return { ok: false, code: 'transition.not_from_this_state' };
  if (!row.by.includes(actor)) return { ok: false, code: 'transition.not_by_this_actor' };
  return { ok: true, row };
}

export interface LastMove<State extends string, Action extends string> {
  readonly action: Action;
  readonly from: State;
  readonly to: State;
  readonly atMs: number;
  readonly userId: string;
}

/** Decides whether the same person may still take the last move back, and to which state that leads. */
export function decideUndo<State extends string, Action extends string, Guard extends string>(
  table: readonly Transition<State, Action, Guard>[],
  state: State,
  last: LastMove<State, Action>,
  userId: string,
  asOfMs: number,
): Decision<State, UndoRefusal> {
  if (state !== last.to) return { ok: false, code: 'undo.overtaken' };
  if (rowFor(table, last.from, last.action)?.undoable !== true) {
    return { ok: false, code: 'undo.not_undoable' };
  }
  if (last.userId !== userId) return { ok: false, code: 'undo.not_the_same_person' };
  if (asOfMs >= last.atMs + UNDO_WINDOW_MS) return { ok: false, code: 'undo.too_late' };
  return { ok: true, to: last.from };
}
