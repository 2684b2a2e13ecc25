import { Injectable } from '@nestjs/common';
import { FAN_OUT_CAP, isEngagementLive, isRequestOpen, isRequestPushable } from '@yinqi/domain/lifecycle';
import { Consents, coversAssessment, dossierFor } from '../../disclosure/disclosure.public.js';
import type { Tx } from '../../platform/database/database.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { BankReach } from '../bank-reach.js';
import type { OpenCase } from '../case-desk.js';
import { dueFor } from '../engagement-clock.js';
import { frozenConditionsOf } from '../frozen-conditions.js';
import type { Started } from '../sending.js';
import { SentCases } from '../sent-cases.js';

/** 再次推送: the same bank looks again, at the facts as they stand now, under the consent that still holds. */
@Injectable()
export class Resending {
  constructor(
    private readonly reach: BankReach,
    private readonly consents: Consents,
    private readonly cases: SentCases,
  ) {}

  async resend(tx: Tx, { request }: Started, { row, facts, by, now }: OpenCase): Promise<void> {
    const live = await this.consents.liveConsent(tx, row, now);
    const consent = live && (await this.consents.hold(tx, live.id));
    if (!consent) throw new DomainError('engagement.consent_missing');
    // Fit is tested again: a repair may have left the product behind.
    const target = await this.reach.target(tx, request, row.productId);
    const others = (await this.cases.ofRequest(tx, request.id)).filter(({ id }) => id !== row.id);
    const act = { purpose: 'financing_assessment', at: now } as const;
    await this.cases.resend(tx, row, {
      by,
      consentId: consent.id,
      validUntil: consent.validUntil,
      dossier: dossierFor(target.enterprise, request, consent, act, {
        matchExplanation: frozenConditionsOf(target.match),
      }),
      due: dueFor('accept', now, row.programmeId),
      now,
      facts: {
        ...facts,
        request_open: isRequestOpen(request.status),
        request_verified: isRequestPushable(request.status),
        consent_given: coversAssessment(consent, now),
        below_fan_out_cap: others.filter(({ status }) => isEngagementLive(status)).length < FAN_OUT_CAP,
        recommendation_written: true,
      },
    });
  }
}
