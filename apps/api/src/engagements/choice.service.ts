import { Injectable } from '@nestjs/common';
import type { chooseOffer as chooseOfferRoute, OfferComparison } from '@yinqi/contracts/offers';
import type { RouteInput } from '@yinqi/contracts/route';
import {
  allowsOffer,
  chooseOffer,
  isRequestOpen,
  type ChoiceRefusal,
  type Choice,
} from '@yinqi/domain/lifecycle';
import { RequestReader, type RequestRow } from '../financing-requests/financing-requests.public.js';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';
import type { Command } from '../platform/http/api-request.js';
import { actingFor } from './engagement-actors.js';
import { EngagementMoves } from './engagement-moves.js';
import type { EngagementRow } from './engagement-row.js';
import { domainOffers, isForNeed, setAsideLosers } from './left-to-fund.js';
import { offerEndMs } from './offer-validity.js';
import { OfferComparisons } from './offer-comparisons.js';
import { OffersStore, type OfferRow } from './offers.store.js';
import { EngagementsStore } from './engagements.store.js';
import type { QuotaStep } from './quota/case-commands.js';
import { CaseQuota, OutdatedPlan } from './quota/case-quota.js';
import { ChoiceConditions, type ChosenLoan } from './quota/choice-conditions.js';
import { clockAt } from './waits.store.js';

type Input = RouteInput<typeof chooseOfferRoute>;
type Chosen = Extract<Choice, { ok: true }>;

function refusalOf(code: ChoiceRefusal): DomainError {
  if (code === 'offer.nothing_left')
    return new DomainError('offer.amount_exceeds_rest', { params: { reason: code } });
  return new DomainError('offer.not_open', { params: { reason: code } });
}

/** Everything a choice reads and writes, held in one order: request, engagements, offers. */
type Held = { readonly request: RequestRow; readonly cases: EngagementRow[]; readonly offers: OfferRow[] };

/** An offer for the need as it was: the bank confirms it by offering again (domain §4). */
function refuseEarlier({ request, offers }: Held, ids: readonly (string | undefined)[]): void {
  const picked = offers.filter(({ id }) => ids.includes(id));
  if (picked.every((offer) => isForNeed(offer, request))) return;
  throw new DomainError('offer.not_open', { params: { reason: 'offer.of_earlier_version' } });
}

function keptCases(held: Held, choice: Chosen): ReadonlySet<string> {
  const kept = choice.outcomes.filter(({ state }) => state === 'chosen' || state === 'standby');
  const offers = held.offers.filter(({ id }) => kept.some((one) => one.id === id));
  return new Set(offers.map(({ engagementId }) => engagementId));
}

@Injectable()
export class OfferChoice {
  constructor(
    private readonly requests: RequestReader,
    private readonly engagements: EngagementsStore,
    private readonly offers: OffersStore,
    private readonly moves: EngagementMoves,
    private readonly clock: Clock,
  ) {}

  /** The loan that a choice would bring; changes nothing. */
  async plan(tx: Tx, caller: Caller, input: Input): Promise<ChosenLoan> {
    const { held, row, chosen, choice, now } = await this.decide(tx, caller, input);
    return { request: held.request, row, offer: chosen, amountFen: choice.chosenFen, now };
  }

  /** One transaction: the chosen, the standby and every losing offer with its case. */
  async choose(tx: Tx, caller: Caller, input: Input, planned: QuotaStep | null): Promise<void> {
    const { held, row, choice, now } = await this.decide(tx, caller, input);
    if (planned?.step === 'choose' && planned.amountFen !== choice.chosenFen) throw new OutdatedPlan();
    await this.writeOutcomes(tx, held, choice, now);
    const changes = await clockAt(tx, row, now);
    await this.moves.mark(tx, row, { milestone: 'choose_offer', by: actingFor(caller), changes });
    if (choice.restFen <= 0n) await setAsideLosers(tx, this.moves, held.cases, keptCases(held, choice));
  }

  private async decide(tx: Tx, caller: Caller, { params, body }: Input) {
    const held = await this.hold(tx, params.id);
    // Its cases end a moment after a request, and until then their offers look open.
    if (!isRequestOpen(held.request.status)) {
      throw new DomainError('transition.refused', {
        params: { reason: 'guard.request_open', action: 'choose_offer', state: held.request.status },
      });
    }
    const chosen = held.offers.find(({ id }) => id === body.offerId);
    const row = held.cases.find(({ id }) => id === chosen?.engagementId);
    if (!chosen || !row || !allowsOffer(row.status)) throw new DomainError('offer.not_open');
    await this.moves.refuseUndecided(tx, row, caller);
    refuseEarlier(held, [body.offerId, body.standbyId]);
    const now = this.clock.now();
    const choice = chooseOffer({
      requestedFen: held.request.amountFen ?? 0n,
      offers: domainOffers(held.offers, held.cases, now),
      chosenId: body.offerId,
      asOfMs: now.getTime(),
      ...(body.standbyId === undefined ? {} : { standbyId: body.standbyId }),
    });
    if (!choice.ok) throw refusalOf(choice.code);
    if (body.usableFen !== undefined && BigInt(body.usableFen) !== choice.chosenFen) {
      throw await this.overtaken(tx, held);
    }
    return { held, chosen, row, choice, now };
  }

  /** The rest is not what it was: somebody chose another offer first. */
  private async overtaken(tx: Tx, { request, offers }: Held): Promise<DomainError> {
    const decided = offers.filter(({ decidedAt, status }) => decidedAt !== null && status !== 'withdrawn');
    const latest = decided.sort((a, b) => (a.decidedAt ?? '').localeCompare(b.decidedAt ?? '')).at(-1);
    const last = latest && (await this.engagements.lastEvent(tx, latest.engagementId));
    return new DomainError('resource.version_conflict', {
      params: {
        version: request.version,
        ...(last && { who: last.actorName, what: last.action, when: last.at }),
      },
    });
  }

  private async hold(tx: Tx, requestId: string): Promise<Held> {
    const request = await this.requests.lock(tx, requestId);
    if (!request) throw notFound();
    const cases = await this.engagements.lockOfRequest(tx, requestId);
    return { request, cases, offers: await this.offers.lockOfRequest(tx, requestId) };
  }

  private async writeOutcomes(tx: Tx, held: Held, choice: Chosen, now: Date): Promise<void> {
    for (const { id, state, usableFen } of choice.outcomes) {
      const before = held.offers.find((offer) => offer.id === id);
      if (before === undefined || before.status === state) continue;
      await this.offers.setStatus(tx, id, state, now, state === 'chosen' ? usableFen : null);
    }
  }
}

@Injectable()
export class ChoiceService {
  constructor(
    private readonly quota: CaseQuota,
    private readonly choice: OfferChoice,
    private readonly conditions: ChoiceConditions,
    private readonly comparisons: OfferComparisons,
  ) {}

  /**
   * Tests the tool's conditions once more, as they are today, and holds quota of the chosen bank's tool in the same
   * transaction; a standby holds nothing.
   */
  choose(caller: Caller, command: Command, input: Input): Promise<OfferComparison> {
    return this.quota.run(caller, command, {
      plan: async (tx) => {
        const loan = await this.choice.plan(tx, caller, input);
        const { row, offer, amountFen } = loan;
        const checks = await this.conditions.checks(tx, loan);
        return {
          step: 'choose',
          row,
          holdId: offer.id,
          amountFen,
          expiresAtMs: offerEndMs(offer),
          checks,
        };
      },
      perform: async (tx, planned) => {
        await this.choice.choose(tx, caller, input, planned);
        return { resourceId: input.params.id };
      },
      read: (tx, requestId) => this.comparisons.of(tx, caller, requestId),
    });
  }
}
