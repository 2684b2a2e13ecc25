import type { EventPayload } from '@yinqi/contracts/event';
import type { TimerEvent } from '@yinqi/contracts/events';
import type { Tx } from '../database/database.js';
import { inSavepoint } from '../database/savepoint.js';
import { publish } from '../outbox/outbox.js';

/** A kind of deadline, and the event that tells of those of its kind that have come. */
export type TimerSpec = { readonly kind: string; readonly event: TimerEvent };

export type DueTimer = EventPayload<TimerEvent>['timers'][number];

/** When a subject's time is up. Whose it is decides who may set it: the columns are the policy's. */
export type Alarm = {
  readonly subjectId: string;
  readonly dueAt: Date;
  readonly enterpriseId: string;
  readonly unitPosition: number;
  readonly bankId: string | null;
};

/**
 * One per kind and subject, in the transaction of the deadline it stands for. Set again it moves, and one that has
 * fired waits anew: an undo may bring back the very deadline that passed meanwhile.
 */
export async function setTimer(tx: Tx, { kind }: TimerSpec, alarm: Alarm): Promise<void> {
  await tx.execute(
    `insert into timer as t (kind, subject_id, due_at, enterprise_id, unit_position, bank_id)
     values ($1, $2, $3, $4, $5, $6)
     on conflict (kind, subject_id) do update
       set due_at = excluded.due_at, generation = t.generation + 1, fired_at = null
       where t.due_at <> excluded.due_at or t.fired_at is not null`,
    [kind, alarm.subjectId, alarm.dueAt, alarm.enterpriseId, alarm.unitPosition, alarm.bankId],
  );
}

/**
 * Does the effect of each. One that fails takes nothing from the others: it goes out again by itself, so that what
 * ends as a dead letter is that one deadline and not its neighbours'.
 */
export async function eachDue<Timer extends DueTimer>(
  tx: Tx,
  event: TimerEvent,
  timers: readonly Timer[],
  effect: (timer: Timer) => Promise<void>,
): Promise<void> {
  const [only, ...others] = timers;
  if (only && others.length === 0) return effect(only);
  for (const timer of timers) {
    try {
      await inSavepoint(tx, () => effect(timer));
    } catch {
      const { kind, subjectId, generation } = timer;
      await publish(tx, event, { timers: [{ kind, subjectId, generation }] });
    }
  }
}
