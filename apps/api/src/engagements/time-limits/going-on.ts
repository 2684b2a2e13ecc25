import { Injectable } from '@nestjs/common';
import { FAN_OUT_CAP, isEngagementLive, isRequestPushable } from '@yinqi/domain/lifecycle';
import { Consents } from '../../disclosure/disclosure.public.js';
import type { RequestRow } from '../../financing-requests/financing-requests.public.js';
import { byFit, MatchReader } from '../../matching/matching.public.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { inSavepoint } from '../../platform/database/savepoint.js';
import { DomainError } from '../../platform/errors/domain-error.js';
import { SYSTEM } from '../engagement-actors.js';
import type { EngagementRow } from '../engagement-row.js';
import { Sending, type Started } from '../sending.js';
import { SentCases } from '../sent-cases.js';

type Candidate = { readonly productId: string; readonly bankId: string };

/** A bank that cannot be reached, because nothing of it fits any more or no office serves the place, makes room. */
async function tried(tx: Tx, send: () => Promise<unknown>): Promise<boolean> {
  try {
    await inSavepoint(tx, send);
    return true;
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    return false;
  }
}

/** Stored results may name products that have changed since; so many are tried before the enterprise is left to choose. */
const TRIES = 5;

/**
 * Where a request goes after a bank stayed silent: to the best fitting bank that a consent already names, and to no
 * other. Where no consent names one, the next bank is put before the enterprise, which sends with one press or not.
 */
@Injectable()
export class GoingOn {
  constructor(
    private readonly cases: SentCases,
    private readonly consents: Consents,
    private readonly matches: MatchReader,
    private readonly sending: Sending,
    private readonly clock: Clock,
  ) {}

  async after(tx: Tx, request: RequestRow): Promise<void> {
    if (!isRequestPushable(request.status)) return;
    const rows = await this.cases.ofRequest(tx, request.id);
    if (rows.filter(({ status }) => isEngagementLive(status)).length >= FAN_OUT_CAP) return;
    const started: Started = { request };
    const named = await this.consents.liveOfRequest(tx, request, this.clock.now());
    const waiting = rows.filter(({ status }) => status === 'proposed');
    for (const row of waiting) {
      const consent = named.find(({ bankId }) => bankId === row.bankId);
      if (consent && (await tried(tx, () => this.sending.push(tx, SYSTEM, started, row, consent.id)))) return;
    }
    const next = await this.banksAfter(tx, request, rows);
    const consented = next.flatMap(({ bankId, productId }) => {
      const consent = named.find((one) => one.bankId === bankId);
      return consent === undefined ? [] : [{ productId, consentId: consent.id }];
    });
    for (const { productId, consentId } of consented.slice(0, TRIES)) {
      const isSent = await tried(tx, async () => {
        const row = await this.sending.propose(tx, SYSTEM, started, { productId, origin: 'platform' });
        await this.sending.push(tx, SYSTEM, started, row, consentId);
      });
      if (isSent) return;
    }
    // Whoever does not want to be shared is proposed to nobody (domain §9).
    if (waiting.length === 0 && request.willingToShare) await this.propose(tx, started, next);
  }

  /** The best product of each bank that has had nothing to do with this request, best first. */
  private async banksAfter(
    tx: Tx,
    request: RequestRow,
    rows: readonly EngagementRow[],
  ): Promise<readonly Candidate[]> {
    const opened = await this.matches.open(tx, request);
    if (!opened) return [];
    const tried = new Set(rows.map(({ bankId }) => bankId));
    const next: Candidate[] = [];
    const fitting = opened.stored.verdicts.filter(({ verdict }) => verdict === 'eligible');
    for (const { productId } of [...fitting].sort(byFit)) {
      const bankId = opened.catalogue.entries.get(productId)?.product.bankId;
      if (bankId === undefined || tried.has(bankId)) continue;
      tried.add(bankId);
      next.push({ productId, bankId });
    }
    return next;
  }

  private async propose(tx: Tx, started: Started, candidates: readonly Candidate[]): Promise<void> {
    for (const { productId } of candidates.slice(0, TRIES)) {
      const proposal = { productId, origin: 'platform' } as const;
      if (await tried(tx, () => this.sending.propose(tx, SYSTEM, started, proposal))) return;
    }
  }
}
