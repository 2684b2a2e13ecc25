import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { engagementsChanged } from '@yinqi/contracts/events';
import {
  allowsOffer,
  decideEngagement,
  decideEngagementUndo,
  decideMilestone,
  ENGAGEMENT_TRANSITIONS,
  rowFor,
  UNDO_WINDOW_MS,
  type EngagementAction,
  type EngagementFacts,
  type EngagementMilestone,
  type EngagementRefusal,
  type EngagementState,
} from '@yinqi/domain/lifecycle';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';
import { announce, type BankAudience } from '../platform/live/live.js';
import { publish } from '../platform/outbox/outbox.js';
import { armCase } from './case-timers.js';
import { actingFor, isInScope, type Acting } from './engagement-actors.js';
import {
  movableOf,
  type EngagementRow,
  type EventAction,
  type EventNote,
  type Movable,
} from './engagement-row.js';
import { EngagementsStore } from './engagements.store.js';
import type { Change } from './engagement-records.js';

type Step = {
  readonly by: Acting;
  readonly note?: EventNote;
  /** What the move sets besides the state. */
  readonly changes?: Partial<Movable>;
};
export type Move = Step & { readonly action: EngagementAction; readonly facts: EngagementFacts };
export type Milestone = Step & { readonly milestone: EngagementMilestone };

type Written = Step & {
  readonly action: EventAction;
  readonly to: EngagementState;
  readonly undoable: boolean;
};

/** Conditions with a code of their own; the page words those better than "not in this state". */
function refusal(code: EngagementRefusal, action: EventAction, row: EngagementRow): DomainError {
  if (code === 'guard.consent_given') return new DomainError('engagement.consent_missing');
  if (code === 'guard.below_fan_out_cap') return new DomainError('engagement.fan_out_exceeded');
  return new DomainError('transition.refused', { params: { reason: code, action, state: row.status } });
}

/** Whoever offers for the changed need has confirmed it. */
const AGREEING: readonly EngagementMilestone[] = ['confirm_need', 'send_offer'];

/** A bank hears nothing, not even an id, before it is reached. */
const bankOf = (row: EngagementRow): BankAudience | undefined =>
  row.pushedAt !== null || row.status === 'pushed'
    ? { id: row.bankId, branchPosition: row.branchPosition }
    : undefined;

/** Moves engagements along the domain's table: state, history, event and live hint in the caller's transaction. */
@Injectable()
export class EngagementMoves {
  constructor(
    private readonly store: EngagementsStore,
    private readonly clock: Clock,
  ) {}

  /** Takes hold of a case for one of its own people, at the version that person has seen. */
  async open(tx: Tx, caller: Caller, id: string, version: number): Promise<EngagementRow> {
    const row = await this.store.lock(tx, id);
    if (!row || !isInScope(caller, row)) throw notFound();
    if (row.version !== version) throw await this.conflict(tx, row);
    await this.refuseUndecided(tx, row, caller);
    return row;
  }

  /** Until a reversible decision is final, nobody else may build upon it. */
  async refuseUndecided(tx: Tx, row: EngagementRow, caller: Caller): Promise<void> {
    if (row.undoUntil === null || row.undoAccountId === caller.accountId) return;
    if (this.clock.now().getTime() < Date.parse(row.undoUntil)) throw await this.conflict(tx, row);
  }

  /** One move of the table; the first of the person's roles that may make it counts. */
  async apply(tx: Tx, row: EngagementRow, move: Move): Promise<EngagementRow> {
    const situation = {
      state: row.status,
      facts: move.facts,
      ...(row.stage === null ? {} : { stageBefore: row.stage }),
    };
    const decisions = move.by.as.map((actor) => decideEngagement(situation, move.action, actor));
    const allowed = decisions.find((decision) => decision.ok);
    if (!allowed?.ok) {
      const codes = decisions.flatMap((decision) => (decision.ok ? [] : [decision.code]));
      // A condition that is missing says more than a role that may not.
      const code =
        codes.find((one) => one.startsWith('guard.')) ?? codes[0] ?? 'transition.not_by_this_actor';
      throw refusal(code, move.action, row);
    }
    const undoable = rowFor(ENGAGEMENT_TRANSITIONS, row.status, move.action)?.undoable === true;
    return this.write(tx, row, { ...move, to: allowed.to, undoable: undoable && move.by.accountId !== null });
  }

  /** An act that stands on the timeline and leaves the state as it is. */
  async mark(tx: Tx, row: EngagementRow, { milestone, ...step }: Milestone): Promise<EngagementRow> {
    const decisions = step.by.as.map((actor) => decideMilestone(row.status, milestone, actor));
    if (!decisions.some((decision) => decision.ok)) {
      const [first] = decisions.flatMap((decision) => (decision.ok ? [] : [decision.code]));
      throw refusal(first ?? 'transition.not_by_this_actor', milestone, row);
    }
    if (row.needBefore !== null && AGREEING.includes(milestone))
      await this.store.setNeedConfirmed(tx, row.id);
    return this.write(tx, row, { ...step, action: milestone, to: row.status, undoable: false });
  }

  /** Who works on a case is no move of it, but stands in its history. */
  claim(tx: Tx, row: EngagementRow, by: Acting): Promise<EngagementRow> {
    const changes = { officerId: by.accountId, officerName: by.name };
    return this.write(tx, row, { by, action: 'claim', to: row.status, undoable: false, changes });
  }

  /** What the platform learned of whom a case waits for is no move of it. */
  async setClock(tx: Tx, row: EngagementRow, changes: Partial<Movable>): Promise<void> {
    if (Object.keys(changes).length === 0) return;
    const moved = { ...row, ...changes };
    await this.store.setClock(tx, moved);
    await armCase(tx, moved);
  }

  async undo(tx: Tx, row: EngagementRow, caller: Caller): Promise<void> {
    const { undoTo, undoUntil } = row;
    if (undoTo === null || undoUntil === null) throw new DomainError('engagement.undo_expired');
    const now = this.clock.now();
    const last = {
      action: undoTo.action,
      from: undoTo.status,
      to: row.status,
      atMs: Date.parse(undoUntil) - UNDO_WINDOW_MS,
      userId: row.undoAccountId ?? '',
    };
    const decision = decideEngagementUndo(row.status, last, caller.accountId, now.getTime());
    if (!decision.ok && decision.code === 'undo.too_late') throw new DomainError('engagement.undo_expired');
    if (!decision.ok) {
      throw new DomainError('transition.refused', {
        params: { reason: decision.code, action: 'undo', state: row.status },
      });
    }
    const { eventId, action: _action, ...before } = undoTo;
    await this.store.markUndone(tx, eventId);
    const by = actingFor(caller);
    await this.write(tx, row, { by, action: 'undo', to: decision.to, undoable: false, changes: before });
  }

  /** Says who was faster, and with what. */
  private async conflict(tx: Tx, row: EngagementRow): Promise<DomainError> {
    const last = await this.store.lastEvent(tx, row.id);
    return new DomainError('resource.version_conflict', {
      params: {
        version: row.version,
        ...(last && { who: last.actorName, what: last.action, when: last.at }),
      },
    });
  }

  private async write(tx: Tx, row: EngagementRow, written: Written): Promise<EngagementRow> {
    const now = this.clock.now();
    const { by, to, action, undoable } = written;
    const eventId = randomUUID();
    const undoUntil = new Date(now.getTime() + UNDO_WINDOW_MS);
    const movesOn = to !== row.status;
    const change: Change = {
      ...movableOf(row),
      status: to,
      ...(movesOn && { stage: to === 'incomplete' ? row.status : null, stageSince: now.toISOString() }),
      // A decision makes the head office's moot; an undo brings it back.
      ...(!allowsOffer(to) && to !== 'incomplete' && { hqExpectedOn: null }),
      ...written.changes,
      undo:
        undoable && by.accountId !== null
          ? {
              until: undoUntil,
              accountId: by.accountId,
              // Only the table's own moves are undoable.
              to: { ...movableOf(row), eventId, action: action as EngagementAction },
            }
          : null,
    };
    await this.store.update(tx, row.id, change, now);
    await this.store.insertEvent(
      tx,
      row.id,
      {
        id: eventId,
        action,
        from: row.status,
        to,
        side: by.side,
        accountId: by.accountId,
        actorName: by.name,
        note: written.note ?? {},
      },
      now,
    );
    const moved = { ...row, ...change, version: row.version + 1 };
    await armCase(tx, moved);
    await this.tell(tx, moved, change.undo === null ? undefined : { eventId, at: undoUntil });
    return moved;
  }

  /** Colleagues see a decision at once, the other sides when it can no longer be taken back. */
  async tell(tx: Tx, row: EngagementRow, decision?: { eventId: string; at: Date }): Promise<void> {
    const told = { engagementIds: [row.id], ...(decision && { decision: decision.eventId }) };
    await publish(tx, engagementsChanged, told, decision?.at);
    if (decision === undefined) await this.announce(tx, row);
    else await announce(tx, { kind: 'engagement', id: row.id }, { bank: bankOf(row) });
  }

  async announce(tx: Tx, row: EngagementRow): Promise<void> {
    await announce(
      tx,
      { kind: 'engagement', id: row.id },
      { organisationIds: [row.enterpriseId], bank: bankOf(row), unitPosition: row.unitPosition },
    );
  }
}
