import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { sendOffer, withdrawOffer } from '@yinqi/contracts/engagement-money';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import type { RouteInput } from '@yinqi/contracts/route';
import { consentEndMs } from '@yinqi/domain/disclosure';
import { decideOffer } from '@yinqi/domain/lifecycle';
import type { Caller } from '../platform/database/caller.js';
import { DomainError } from '../platform/errors/domain-error.js';
import type { Command } from '../platform/http/api-request.js';
import { Commands } from '../platform/http/commands.js';
import { CaseDesk, type OpenCase } from './case-desk.js';
import { EngagementMoves } from './engagement-moves.js';
import { EngagementReader } from './engagement-reader.js';
import { takenBy } from './decisions.service.js';
import { OffersStore, type OfferRow } from './offers.store.js';

const MAX_OFFER_DAYS = 366;
const DAY_MS = 86_400_000;

/** An offer holds to the end of its last day, Beijing time. */
export const offerEndMs = (offer: Pick<OfferRow, 'validUntil'>): number =>
  consentEndMs(offer.validUntil) ?? 0;

function refuseFaulty({ body }: RouteInput<typeof sendOffer>, { row, now }: OpenCase): void {
  const faults = [];
  // What the enterprise did not ask for cannot be offered to it; less is a part that others may complete.
  if (BigInt(body.amountFen) > row.requestedFen) {
    faults.push({
      pointer: '/body/amountFen',
      code: 'above_request',
      params: { maxFen: String(row.requestedFen) },
    });
  }
  const endMs = offerEndMs(body);
  if (endMs <= now.getTime()) faults.push({ pointer: '/body/validUntil', code: 'in_the_past' });
  if (endMs > now.getTime() + MAX_OFFER_DAYS * DAY_MS) {
    faults.push({ pointer: '/body/validUntil', code: 'too_late' });
  }
  if (faults.length > 0) throw new DomainError('request.invalid', { faults });
}

/** 报价: indicative, never an approval. It has no undo but a check page: what was sent can be revised or withdrawn. */
@Injectable()
export class OffersService {
  constructor(
    private readonly commands: Commands,
    private readonly desk: CaseDesk,
    private readonly moves: EngagementMoves,
    private readonly offers: OffersStore,
    private readonly reader: EngagementReader,
  ) {}

  send(caller: Caller, command: Command, input: RouteInput<typeof sendOffer>): Promise<EngagementDetail> {
    const { params, version, body } = input;
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const open = await this.desk.open(tx, caller, params.id, version);
        const { row, record, facts, by, now } = open;
        // What is refused as too much would tell a bank the amount it may no longer see.
        if (facts.consent_given !== true) throw new DomainError('engagement.consent_missing');
        refuseFaulty(input, open);
        if (record.offers.some(({ status }) => status === 'chosen' || status === 'standby')) {
          throw new DomainError('transition.refused', {
            params: { reason: 'offer.already_chosen', action: 'send_offer', state: row.status },
          });
        }
        await this.moves.mark(tx, row, { milestone: 'send_offer', by, changes: takenBy(open) });
        for (const offer of record.offers.filter(({ status }) => status === 'sent')) {
          await this.offers.setStatus(tx, offer.id, 'withdrawn', now);
        }
        const offer = {
          ...body,
          id: randomUUID(),
          version: Math.max(0, ...record.offers.map((earlier) => earlier.version)) + 1,
          amountFen: BigInt(body.amountFen),
          guaranteeFeeFen: BigInt(body.guaranteeFeeFen),
          appraisalFeeFen: BigInt(body.appraisalFeeFen),
          sentByName: by.name,
        };
        await this.offers.insert(tx, row, offer, now);
        return { resourceId: row.id };
      },
      (tx, id) => this.reader.detail(tx, caller, id),
    );
  }

  withdraw(
    caller: Caller,
    command: Command,
    { params, version }: RouteInput<typeof withdrawOffer>,
  ): Promise<EngagementDetail> {
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        const { row, record, by, now } = await this.desk.open(tx, caller, params.id, version);
        const offer = record.offers.find(({ id }) => id === params.offerId);
        const allowed = by.as.some((actor) => offer && decideOffer(offer.status, 'withdraw', actor).ok);
        if (!offer || !allowed) throw new DomainError('offer.not_open');
        await this.moves.mark(tx, row, { milestone: 'withdraw_offer', by });
        await this.offers.setStatus(tx, offer.id, 'withdrawn', now);
        return { resourceId: row.id };
      },
      (tx, id) => this.reader.detail(tx, caller, id),
    );
  }
}
