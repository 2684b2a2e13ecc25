import { Injectable } from '@nestjs/common';
import { isEngagementTerminal } from '@yinqi/domain/lifecycle';
import { Consents, coversAssessment, dossierFor } from '../disclosure/disclosure.public.js';
import { EnterpriseFacts } from '../enterprises/enterprises.public.js';
import { RequestReader, type RequestRow } from '../financing-requests/financing-requests.public.js';
import { MatchReader } from '../matching/matching.public.js';
import type { Tx } from '../platform/database/database.js';
import type { EngagementRow } from './engagement-row.js';
import { frozenConditionsOf } from './frozen-conditions.js';
import { SentCases } from './sent-cases.js';

const isAtBank = (row: EngagementRow): boolean => row.pushedAt !== null && !isEngagementTerminal(row.status);

/** A case stands while the consent it rests on has ended; a later one for the same bank and request carries it on. */
@Injectable()
export class DossierRenewal {
  constructor(
    private readonly requests: RequestReader,
    private readonly enterprises: EnterpriseFacts,
    private readonly matches: MatchReader,
    private readonly consents: Consents,
    private readonly cases: SentCases,
  ) {}

  async renew(tx: Tx, consentIds: readonly string[], now: Date): Promise<void> {
    for (const id of consentIds) {
      const given = await this.consents.find(tx, id);
      // Request before consent: everybody takes hold of them in this order.
      const request = given && (await this.requests.lock(tx, given.requestId));
      if (!request) continue;
      const cases = await this.cases.ofRequest(tx, request.id);
      const found = cases.findLast((one) => one.bankId === given.bankId && isAtBank(one));
      const row = found && (await this.cases.lock(tx, found.id));
      if (!row) continue;
      if (row.consentId !== id) await this.rebind(tx, request, row, { id, now });
      else if (!coversAssessment(given, now)) await this.cases.consentTurned(tx, row, 'end_consent', now);
    }
  }

  private async rebind(
    tx: Tx,
    request: RequestRow,
    row: EngagementRow,
    { id, now }: { readonly id: string; readonly now: Date },
  ): Promise<void> {
    const bound = row.consentId === null ? undefined : await this.consents.find(tx, row.consentId);
    const consent = await this.consents.hold(tx, id);
    if (!consent || !coversAssessment(consent, now)) return;
    if (bound && Date.parse(bound.givenAt) > Date.parse(consent.givenAt)) return;
    const enterprise = (await this.enterprises.load(tx, [request.enterpriseId])).get(request.enterpriseId);
    if (!enterprise) return;
    const act = { purpose: 'financing_assessment', at: now } as const;
    const dossier = dossierFor(enterprise, request, consent, act, {
      matchExplanation: await this.explanationOf(tx, row),
    });
    await this.cases.renew(tx, row, { consentId: id, validUntil: consent.validUntil, dossier, now });
  }

  /** As it was frozen at the push; where the first consent left it out, as it is judged now. */
  private async explanationOf(tx: Tx, row: EngagementRow): Promise<unknown> {
    const frozen = await this.cases.frozenExplanation(tx, row);
    if (frozen !== undefined) return frozen;
    const match = await this.matches.explain(tx, row.requestId, row.productId);
    return match && frozenConditionsOf(match);
  }
}
