import { Injectable } from '@nestjs/common';
import {
  decideMilestone,
  decideOffer,
  type EngagementAction,
  type EngagementState,
} from '@yinqi/domain/lifecycle';
import { RequestReader } from '../financing-requests/financing-requests.public.js';
import type { Tx } from '../platform/database/database.js';
import { SYSTEM } from './engagement-actors.js';
import { NO_DUE } from './engagement-clock.js';
import { EngagementMoves } from './engagement-moves.js';
import type { EngagementRow } from './engagement-row.js';
import { EngagementsStore } from './engagements.store.js';
import { offerAt } from './offer-validity.js';
import { OffersStore } from './offers.store.js';
import { clockAt } from './waits.store.js';

const LAPSES = [
  ['approved', 'lapse'],
  ['contracted', 'lapse'],
  ['partially_disbursed', 'lapse_rest'],
] as const satisfies readonly (readonly [EngagementState, EngagementAction])[];

const isUndecided = ({ undoUntil }: EngagementRow, now: Date): boolean =>
  undoUntil !== null && Date.parse(undoUntil) > now.getTime();

/** Writes down what the clock has ended: offers past their last day, approvals past theirs. Done twice, it changes nothing. */
@Injectable()
export class OfferExpiry {
  constructor(
    private readonly requests: RequestReader,
    private readonly engagements: EngagementsStore,
    private readonly offers: OffersStore,
    private readonly moves: EngagementMoves,
  ) {}

  /** A chosen offer that the bank did not approve in time is free again: settling the request brings the standby back. */
  async lapseOffers(tx: Tx, requestId: string, now: Date): Promise<void> {
    await this.requests.lock(tx, requestId);
    const cases = new Map((await this.engagements.lockOfRequest(tx, requestId)).map((row) => [row.id, row]));
    for (const offer of await this.offers.lockOfRequest(tx, requestId)) {
      const row = cases.get(offer.engagementId);
      if (!row || isUndecided(row, now)) continue;
      const { status } = offerAt(offer, row, now);
      if (status === offer.status || !decideOffer(offer.status, 'lapse', 'system').ok) continue;
      await this.offers.setStatus(tx, offer.id, status, now);
      if (!decideMilestone(row.status, 'lapse_offer', 'system').ok) continue;
      const changes = await clockAt(tx, row, now);
      cases.set(row.id, await this.moves.mark(tx, row, { milestone: 'lapse_offer', by: SYSTEM, changes }));
    }
  }

  /** 授信到期: what was not drawn of the limit is gone; money really paid is reported all the same. */
  async lapseApproval(tx: Tx, engagementId: string, now: Date): Promise<void> {
    const row = await this.engagements.lock(tx, engagementId);
    const action = LAPSES.find(([state]) => state === row?.status)?.[1];
    if (!row || isUndecided(row, now) || action === undefined) return;
    await this.moves.apply(tx, row, {
      action,
      by: SYSTEM,
      facts: { approval_expired: true },
      changes: { ...NO_DUE, heldAt: null, heldDueAt: null },
    });
  }
}
