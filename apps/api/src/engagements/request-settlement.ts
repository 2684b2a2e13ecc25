import { Injectable } from '@nestjs/common';
import type { EventPayload } from '@yinqi/contracts/event';
import type { engagementsChanged } from '@yinqi/contracts/events';
import {
  actionWhenRequestEnds,
  aggregateRequest,
  decideMilestone,
  leftToFund,
  LIVE_STATES,
  REQUEST_ENDS,
  reviveStandby,
  type EngagementState,
  type OfferState,
  type RequestEnd,
  type RequestState,
} from '@yinqi/domain/lifecycle';
import {
  RequestLifecycle,
  RequestReader,
  SYSTEM_ACTOR,
  type RequestRow,
} from '../financing-requests/financing-requests.public.js';
import type { Tx } from '../platform/database/database.js';
import { SYSTEM } from './engagement-actors.js';
import { NO_DUE } from './engagement-clock.js';
import { EngagementMoves } from './engagement-moves.js';
import type { EngagementRow } from './engagement-row.js';
import { EngagementsStore } from './engagements.store.js';
import { domainOffers, setAsideLosers } from './left-to-fund.js';
import { OffersStore, type OfferRow } from './offers.store.js';
import { clockAt } from './waits.store.js';

/** A loan paid out keeps its offer chosen for good; every other end frees what the offer held. */
const KEEPING_OFFERS: readonly EngagementState[] = [...LIVE_STATES, 'disbursed', 'closed'];
const KEPT_OFFERS: readonly OfferState[] = ['chosen', 'standby'];

const isRequestEnd = (state: RequestState): state is RequestEnd => REQUEST_ENDS.some((end) => end === state);

type Settled = EventPayload<typeof engagementsChanged>;
/** A case as it is settled: under a decision that may still be taken back, as it was before. */
type SettledCase = EngagementRow & { readonly isFinal: boolean };

/** The event of a decision comes when it is final: it decides, whatever two machines' clocks differ by. */
function settledCase(row: EngagementRow, decision: string | undefined, now: Date): SettledCase {
  const { undoTo, undoUntil } = row;
  if (undoTo === null || undoUntil === null || undoTo.eventId === decision) return { ...row, isFinal: true };
  if (Date.parse(undoUntil) <= now.getTime()) return { ...row, isFinal: true };
  return { ...row, status: undoTo.status, isFinal: false };
}

/** What the platform itself does after a case or a request has changed. Done twice, it changes nothing. */
@Injectable()
export class RequestSettlement {
  constructor(
    private readonly requests: RequestReader,
    private readonly lifecycle: RequestLifecycle,
    private readonly engagements: EngagementsStore,
    private readonly offers: OffersStore,
    private readonly moves: EngagementMoves,
  ) {}

  async settle(tx: Tx, { engagementIds, decision }: Settled, now: Date): Promise<void> {
    for (const requestId of await this.engagements.requestIdsOf(tx, engagementIds)) {
      const request = await this.requests.lock(tx, requestId);
      if (!request) continue;
      const rows = await this.engagements.lockOfRequest(tx, requestId);
      const cases = rows.map((row) => settledCase(row, decision, now));
      await this.settleOffers(tx, request, cases, now);
      await this.aggregate(tx, request, cases, now);
      // The other sides hear of a decision when it is final.
      for (const row of cases.filter(({ id, isFinal }) => isFinal && engagementIds.includes(id)))
        await this.moves.announce(tx, row);
    }
  }

  /**
   * Banks still judging have the need as it stands, and confirm it by offering again. A request whose facts changed was
   * sent back to be matched; with a bank at work on it, it is engaged all the same.
   */
  async takeRevisions(tx: Tx, requestIds: readonly string[], now: Date): Promise<void> {
    const revised = await this.engagements.revisedRequests(tx, requestIds);
    for (const requestId of [...requestIds].sort()) {
      const request = await this.requests.lock(tx, requestId);
      if (!request) continue;
      const cases = await this.engagements.lockOfRequest(tx, requestId);
      const taken = revised.includes(requestId)
        ? await this.engagements.takeRevision(tx, requestId, now)
        : [];
      for (const row of taken) {
        // An offer for the need as it was can be chosen no more: the move is the bank's again.
        await this.moves.setClock(tx, row, await clockAt(tx, row, now));
        await this.moves.announce(tx, row);
      }
      const settled = cases.map((row) => settledCase(row, undefined, now));
      await this.aggregate(tx, request, settled, now);
    }
  }

  async endWithRequests(tx: Tx, requestIds: readonly string[]): Promise<void> {
    // Looked at first and in one order of ids: an event names whatever changed, and few of them end.
    const ended = (await this.requests.load(tx, requestIds)).filter(({ status }) => isRequestEnd(status));
    for (const { id } of ended) {
      const request = await this.requests.lock(tx, id);
      if (!request || !isRequestEnd(request.status)) continue;
      for (const row of await this.engagements.lockOfRequest(tx, id)) {
        const action = actionWhenRequestEnds(row.status, request.status);
        if (action === null) continue;
        await this.moves.apply(tx, row, {
          action,
          by: SYSTEM,
          facts: { request_ended: true, nothing_left: true },
          changes: { ...NO_DUE, heldAt: null, heldDueAt: null },
        });
      }
    }
  }

  /** Offers of cases that have ended are gone; what they held is free again, first for the standby. */
  private async settleOffers(
    tx: Tx,
    request: RequestRow,
    cases: readonly SettledCase[],
    now: Date,
  ): Promise<void> {
    const over = cases.filter(({ status }) => !KEEPING_OFFERS.includes(status)).map(({ id }) => id);
    for (const offer of await this.offers.lockOpenOf(tx, over)) {
      const to = offer.status === 'chosen' ? 'lapsed' : 'withdrawn';
      await this.offers.setStatus(tx, offer.id, to, now);
    }
    const left = await this.offers.lockOfRequest(tx, request.id);
    const offers = domainOffers(left, cases, now);
    const requestedFen = request.amountFen ?? 0n;
    const revived = reviveStandby(requestedFen, offers, now.getTime());
    if (revived) await this.revive(tx, revived.id, left, cases, now);
    if (request.amountFen === null || leftToFund(requestedFen, offers) > 0n) return;
    const kept = left.filter(({ status }) => KEPT_OFFERS.includes(status));
    // A case that an undo or a repair brought back after everything was chosen.
    await setAsideLosers(
      tx,
      this.moves,
      cases.filter(({ isFinal }) => isFinal),
      new Set(kept.map(({ engagementId }) => engagementId)),
    );
  }

  /** The enterprise decides about the standby as about a new offer, and reads in the history why it may. */
  private async revive(
    tx: Tx,
    offerId: string,
    offers: readonly OfferRow[],
    cases: readonly SettledCase[],
    now: Date,
  ): Promise<void> {
    await this.offers.setStatus(tx, offerId, 'sent', now);
    const engagementId = offers.find(({ id }) => id === offerId)?.engagementId;
    const row = cases.find(({ id, isFinal }) => isFinal && id === engagementId);
    if (row && decideMilestone(row.status, 'revive_offer', 'system').ok) {
      const changes = await clockAt(tx, row, now);
      await this.moves.mark(tx, row, { milestone: 'revive_offer', by: SYSTEM, changes });
    }
  }

  private async aggregate(
    tx: Tx,
    request: RequestRow,
    cases: readonly SettledCase[],
    now: Date,
  ): Promise<void> {
    const { actions } = aggregateRequest({
      state: request.status,
      requestedFen: request.amountFen ?? 0n,
      engagements: cases.map((row) => ({
        state: row.status,
        disbursedFen: row.currency === request.currency ? row.disbursedFen : 0n,
      })),
    });
    for (const action of actions) {
      await this.lifecycle.apply(tx, { requestId: request.id, action, actor: SYSTEM_ACTOR, now });
    }
  }
}
