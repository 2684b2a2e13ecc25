import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { sendOffer, withdrawOffer } from '@yinqi/contracts/engagement-money';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import type { FieldFault } from '@yinqi/contracts/errors';
import type { RouteInput } from '@yinqi/contracts/route';
import { decideOffer, type BoundedTerms } from '@yinqi/domain/lifecycle';
import type { PoolOutlook } from '../facilities/facilities.public.js';
import type { Caller } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import { DomainError } from '../platform/errors/domain-error.js';
import type { Command } from '../platform/http/api-request.js';
import { Commands } from '../platform/http/commands.js';
import { CaseDesk, type OpenCase } from './case-desk.js';
import { armOffer } from './case-timers.js';
import { held } from './engagement-clock.js';
import { EngagementMoves } from './engagement-moves.js';
import { EngagementReader } from './engagement-reader.js';
import { takenBy } from './decisions.service.js';
import { OfferTests, refuseRuledOut, type OfferTest } from './offer-tests.js';
import { offerEndMs } from './offer-validity.js';
import { OffersStore } from './offers.store.js';
import { clockAt } from './waits.store.js';

type Sent = RouteInput<typeof sendOffer>;

const MAX_OFFER_DAYS = 366;
const DAY_MS = 86_400_000;

const boundedTerms = ({ body }: Sent): BoundedTerms => ({
  ...body,
  amountFen: BigInt(body.amountFen),
  guaranteeFeeFen: BigInt(body.guaranteeFeeFen),
  appraisalFeeFen: BigInt(body.appraisalFeeFen),
  depositFen: BigInt(body.depositFen),
});

function refuseFaulty({ body }: Sent, test: OfferTest, now: Date): void {
  const faults: FieldFault[] = test.faults.map(({ term, code, limit }) => ({
    pointer: `/body/${term}`,
    code,
    params: code === 'above_request' ? { maxFen: limit } : { limit },
  }));
  const endMs = offerEndMs(body);
  if (endMs <= now.getTime()) faults.push({ pointer: '/body/validUntil', code: 'in_the_past' });
  if (endMs > now.getTime() + MAX_OFFER_DAYS * DAY_MS) {
    faults.push({ pointer: '/body/validUntil', code: 'too_late' });
  }
  if (faults.length > 0) throw new DomainError('request.invalid', { faults });
}

/** Offers as they are sent, revised and taken back; an earlier version stays beside the one that replaces it. */
@Injectable()
export class OfferRecords {
  constructor(
    private readonly moves: EngagementMoves,
    private readonly offers: OffersStore,
    private readonly tests: OfferTests,
  ) {}

  async send(tx: Tx, open: OpenCase, input: Sent, outlook: PoolOutlook | undefined): Promise<void> {
    const { row, record, facts, by, now } = open;
    const { body } = input;
    // What is refused as too much would tell a bank the amount it may no longer see.
    if (facts.consent_given !== true) throw new DomainError('engagement.consent_missing');
    const test = await this.tests.test(tx, row, boundedTerms(input), { outlook, now });
    refuseFaulty(input, test, now);
    refuseRuledOut(test);
    if (record.offers.some(({ status }) => status === 'chosen' || status === 'standby')) {
      throw new DomainError('transition.refused', {
        params: { reason: 'offer.already_chosen', action: 'send_offer', state: row.status },
      });
    }
    await this.moves.mark(tx, row, {
      milestone: 'send_offer',
      by,
      changes: { ...takenBy(open), ...held(row, now) },
    });
    for (const offer of record.offers.filter(({ status }) => status === 'sent')) {
      await this.offers.setStatus(tx, offer.id, 'withdrawn', now);
    }
    const offer = {
      ...body,
      ...boundedTerms(input),
      id: randomUUID(),
      version: Math.max(0, ...record.offers.map((earlier) => earlier.version)) + 1,
      sentByName: by.name,
    };
    await this.offers.insert(tx, row, offer, now);
    await armOffer(tx, row, offer);
  }

  async withdraw(tx: Tx, open: OpenCase, { params }: RouteInput<typeof withdrawOffer>): Promise<void> {
    const { row, record, by, now } = open;
    const offer = record.offers.find(({ id }) => id === params.offerId);
    const allowed = by.as.some((actor) => offer && decideOffer(offer.status, 'withdraw', actor).ok);
    if (!offer || !allowed) throw new DomainError('offer.not_open');
    await this.offers.setStatus(tx, offer.id, 'withdrawn', now);
    await this.moves.mark(tx, row, {
      milestone: 'withdraw_offer',
      by,
      changes: await clockAt(tx, row, now),
    });
  }
}

/** 报价: indicative, never an approval. It has no undo but a check page: what was sent can be revised or withdrawn. */
@Injectable()
export class OffersService {
  constructor(
    private readonly commands: Commands,
    private readonly desk: CaseDesk,
    private readonly records: OfferRecords,
    private readonly reader: EngagementReader,
    private readonly tests: OfferTests,
  ) {}

  /** Refused where the product or its tool rules the offer out; quota that is short is no hindrance before a choice. */
  async send(caller: Caller, command: Command, input: Sent): Promise<EngagementDetail> {
    const outlook = await this.tests.outlook(caller, input.params.id);
    return this.run(caller, command, input, (tx, open) => this.records.send(tx, open, input, outlook));
  }

  withdraw(
    caller: Caller,
    command: Command,
    input: RouteInput<typeof withdrawOffer>,
  ): Promise<EngagementDetail> {
    return this.run(caller, command, input, (tx, open) => this.records.withdraw(tx, open, input));
  }

  private run(
    caller: Caller,
    command: Command,
    { params, version }: { readonly params: { readonly id: string }; readonly version: number },
    record: (tx: Tx, open: OpenCase) => Promise<void>,
  ): Promise<EngagementDetail> {
    return this.commands.run(
      caller,
      command,
      async (tx) => {
        await record(tx, await this.desk.open(tx, caller, params.id, version));
        return { resourceId: params.id };
      },
      (tx, id) => this.reader.detail(tx, caller, id),
    );
  }
}
