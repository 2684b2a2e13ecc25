import { Injectable } from '@nestjs/common';
import { DEFAULT_CONSENT_DAYS, type ConsentGroup, type ConsentPurpose } from '@yinqi/domain/disclosure';
import { FAN_OUT_CAP, isEngagementLive, isRequestOpen, isRequestPushable } from '@yinqi/domain/lifecycle';
import { Consents, coversAssessment, dossierFor, lacksLeastGroups } from '../disclosure/disclosure.public.js';
import { RequestReader, type RequestRow } from '../financing-requests/financing-requests.public.js';
import { chinaDate } from '../platform/clock/china-date.js';
import { Clock } from '../platform/clock/clock.js';
import type { Caller } from '../platform/database/caller.js';
import type { Tx } from '../platform/database/database.js';
import { DomainError, notFound } from '../platform/errors/domain-error.js';
import { BankReach, proposedOf, refuseEngaged, type Target } from './bank-reach.js';
import type { Acting } from './engagement-actors.js';
import { dueFor } from './engagement-clock.js';
import type { EngagementRow } from './engagement-row.js';
import { frozenConditionsOf } from './frozen-conditions.js';
import { SentCases } from './sent-cases.js';

/** A request held until the transaction ends, so that two picks at once cannot pass the fan-out cap together. */
export type Started = { readonly request: RequestRow };

export type Terms = {
  readonly fieldGroups: readonly ConsentGroup[];
  readonly purpose: ConsentPurpose;
  readonly validUntil?: string | undefined;
};

/** What is agreed to, and where in the input it stands. */
export type Agreement = { readonly terms: Terms; readonly pointer: string };

export type Proposal = {
  readonly productId: string;
  readonly origin: EngagementRow['origin'];
  readonly reason?: string | undefined;
};

/** The steps by which a bank is reached, each refusing what the domain's table refuses. */
@Injectable()
export class Sending {
  constructor(
    private readonly requests: RequestReader,
    private readonly reach: BankReach,
    private readonly consents: Consents,
    private readonly cases: SentCases,
    private readonly clock: Clock,
  ) {}

  async start(tx: Tx, requestId: string): Promise<Started> {
    const request = await this.requests.lock(tx, requestId);
    if (!request) throw notFound();
    return { request };
  }

  /** Request before engagement: everybody takes hold of them in this order. */
  async startFor(tx: Tx, engagementId: string): Promise<Started> {
    const row = await this.cases.find(tx, engagementId);
    if (!row) throw notFound();
    return this.start(tx, row.requestId);
  }

  /** 授权共享 = 是 discloses nothing, but without it the bureau proposes the enterprise to nobody (domain §9). */
  refuseUnwilling({ request }: Started): void {
    if (!request.willingToShare) throw new DomainError('engagement.not_shareable');
  }

  async propose(tx: Tx, by: Acting, { request }: Started, proposal: Proposal): Promise<EngagementRow> {
    const { productId, origin, reason } = proposal;
    if (!isRequestPushable(request.status)) {
      throw new DomainError('transition.refused', {
        params: { reason: 'guard.request_verified', action: 'propose', state: request.status },
      });
    }
    const existing = await this.cases.ofRequest(tx, request.id);
    if (existing.filter((row) => isEngagementLive(row.status)).length >= FAN_OUT_CAP) {
      throw new DomainError('engagement.fan_out_exceeded', { params: { cap: FAN_OUT_CAP } });
    }
    const target = await this.reach.target(tx, request, productId);
    refuseEngaged(existing, target);
    return this.cases.begin(tx, proposedOf(request, target, origin), {
      by,
      now: this.clock.now(),
      ...(reason === undefined ? {} : { reason }),
      // What the enterprise picks is sent in the same breath: its history begins with the push.
      announced: origin !== 'enterprise',
    });
  }

  async consent(
    tx: Tx,
    caller: Caller,
    { request }: Started,
    row: EngagementRow,
    { terms, pointer }: Agreement,
  ): Promise<string> {
    if (lacksLeastGroups(terms.fieldGroups)) {
      throw new DomainError('request.invalid', {
        faults: [{ pointer: `${pointer}/fieldGroups`, code: 'consent.least_groups' }],
      });
    }
    const now = this.clock.now();
    const lastDay = chinaDate(now, DEFAULT_CONSENT_DAYS);
    return this.consents.give(
      tx,
      {
        enterpriseId: request.enterpriseId,
        unitPosition: request.unitPosition,
        bankId: row.bankId,
        requestId: request.id,
        fieldGroups: terms.fieldGroups,
        purpose: terms.purpose,
        validUntil: terms.validUntil ?? lastDay,
        givenHow: 'signatory',
        caller,
      },
      now,
    );
  }

  async recordedConsent(tx: Tx, row: EngagementRow): Promise<string> {
    const consent = await this.consents.liveConsent(tx, row, this.clock.now());
    if (!consent) throw new DomainError('engagement.consent_missing');
    return consent.id;
  }

  /** The bank is reached: what the consent opens is copied, and its clock begins. */
  async push(tx: Tx, by: Acting, { request }: Started, row: EngagementRow, consentId: string): Promise<void> {
    const now = this.clock.now();
    const consent = await this.consents.hold(tx, consentId);
    if (!consent) throw new DomainError('engagement.consent_missing');
    const target: Target = await this.reach.target(tx, request, row.productId);
    const others = (await this.cases.ofRequest(tx, request.id)).filter(({ id }) => id !== row.id);
    const act = { purpose: 'financing_assessment', at: now } as const;
    const dossier = dossierFor(target.enterprise, request, consent, act, {
      matchExplanation: frozenConditionsOf(target.match),
    });
    await this.cases.send(tx, row, {
      by,
      consentId,
      validUntil: consent.validUntil,
      dossier,
      due: dueFor('accept', now, row.programmeId),
      now,
      facts: {
        request_open: isRequestOpen(request.status),
        request_verified: isRequestPushable(request.status),
        consent_given: coversAssessment(consent, now),
        below_fan_out_cap: others.filter(({ status }) => isEngagementLive(status)).length < FAN_OUT_CAP,
      },
    });
  }
}
