import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import {
  financingRequestsChanged,
  financingRequestsEnded,
  financingRequestsMoved,
} from '@yinqi/contracts/events';
import {
  decideRequest,
  isRequestOpen,
  type Actor,
  type RequestAction,
  type RequestState,
  type Side,
} from '@yinqi/domain/lifecycle';
import type { Caller } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';
import { announce } from '../platform/live/live.js';
import { publish } from '../platform/outbox/outbox.js';
import { FinancingRequestsStore } from './financing-requests.store.js';
import type { NewEvent } from './request-records.js';
import type { RequestRow } from './request-row.js';

/** Who moves a request, as the domain's table and the history name them. */
export type RequestActor = {
  readonly as: Actor;
  readonly accountId: string | null;
  readonly name: string;
};

export const SYSTEM_ACTOR: RequestActor = { as: 'system', accountId: null, name: '平台' };

export type RequestMove = {
  readonly requestId: string;
  readonly action: RequestAction;
  readonly actor: RequestActor;
  readonly now: Date;
  /** `reason` is shown on the timeline. */
  readonly note?: Readonly<Record<string, unknown>>;
};

export type Moved = {
  readonly from: RequestState;
  readonly to: RequestState;
  readonly version: number;
};

/** Matching reports these itself; telling it again would match every request twice. */
const KNOWN_TO_MATCHING: readonly RequestAction[] = ['match_found', 'match_empty'];

/** The caller as the domain's table knows it; sides that never move a request find nothing. */
export function requestActorOf(caller: Caller): RequestActor {
  const person = { accountId: caller.accountId, name: caller.displayName };
  if (caller.side === 'bureau') return { as: 'bureau', ...person };
  if (caller.side !== 'enterprise') throw notFound();
  return { as: caller.roles.includes('signatory') ? 'signatory' : 'enterprise', ...person };
}

export function sideOfActor(actor: Actor): Side {
  switch (actor) {
    case 'enterprise':
    case 'signatory':
      return 'enterprise';
    case 'officer':
    case 'reviewer':
    case 'approver':
      return 'bank';
    case 'bureau':
    case 'mediator':
      return 'bureau';
    case 'system':
      return 'system';
  }
}

export const eventOf = (
  actor: RequestActor,
  event: Pick<NewEvent, 'requestId' | 'action' | 'from' | 'to'>,
  note: NewEvent['note'] = {},
): NewEvent => ({
  id: randomUUID(),
  ...event,
  side: sideOfActor(actor.as),
  accountId: actor.accountId,
  actorName: actor.name,
  note,
});

/** Moves a request along the domain's table: state, history, event and live hint in the caller's transaction. */
@Injectable()
export class RequestLifecycle {
  constructor(private readonly store: FinancingRequestsStore) {}

  async apply(tx: Tx, move: RequestMove): Promise<Moved> {
    const [request] = await this.store.lock(tx, [move.requestId]);
    if (!request) throw notFound();
    return this.applyTo(tx, request, move);
  }

  /** For a request this transaction has locked already. */
  async applyTo(tx: Tx, request: RequestRow, move: RequestMove): Promise<Moved> {
    const { action, actor, now } = move;
    const decision = decideRequest(request.status, action, actor.as);
    if (!decision.ok) {
      throw new DomainError('transition.refused', {
        params: { reason: decision.code, action, state: request.status },
      });
    }
    await this.store.move(tx, [request.id], { to: decision.to, by: actor.name, now });
    const event = eventOf(
      actor,
      { requestId: request.id, action, from: request.status, to: decision.to },
      move.note,
    );
    await this.store.insertEvents(tx, [event], now);
    await publish(tx, financingRequestsMoved, { requestIds: [request.id] });
    if (!isRequestOpen(decision.to)) await publish(tx, financingRequestsEnded, { requestIds: [request.id] });
    else if (!KNOWN_TO_MATCHING.includes(action)) {
      await publish(tx, financingRequestsChanged, { requestIds: [request.id] });
    }
    await this.announce(tx, request);
    return { from: request.status, to: decision.to, version: request.version + 1 };
  }

  async announce(tx: Tx, request: Pick<RequestRow, 'id' | 'enterpriseId' | 'unitPosition'>): Promise<void> {
    await announce(
      tx,
      { kind: 'financing_request', id: request.id },
      { organisationIds: [request.enterpriseId], unitPosition: request.unitPosition },
    );
  }
}
