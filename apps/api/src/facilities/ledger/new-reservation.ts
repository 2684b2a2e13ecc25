import { Injectable } from '@nestjs/common';
import type { createReservation, stepHold } from '@yinqi/contracts/quota-ledger';
import type { RouteInput } from '@yinqi/contracts/route';
import type { Asked, Reserve } from '@yinqi/domain/quota';
import { Clock } from '../../platform/clock/clock.js';
import type { Caller } from '../../platform/database/caller.js';
import { Database } from '../../platform/database/database.js';
import { DomainError, notFound } from '../../platform/errors/domain-error.js';
import { amountOf } from './amounts.js';
import { claimOf } from './hold-view.js';
import { refuseAfterClosing, refuseByClaim, refuseTooLong } from './reservation-bounds.js';
import { sha256 } from './sha256.js';
import { TermsStore, type TermsRow } from './terms.store.js';
import { checksOf } from './use-of-facility.js';

/** The same key names the same hold, so that a second sending asks for the same thing (UUID version 8). */
function holdIdOf({ tenantId, key }: Asked): string {
  const hex = sha256(`quota-hold ${tenantId} ${key}`);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`];
  return [...parts, hex.slice(20, 32)].join('-');
}

/** A bank's reservation as the ledger is asked for it: against the bank's own pool, with the tool's conditions tested. */
@Injectable()
export class NewReservation {
  constructor(
    private readonly database: Database,
    private readonly store: TermsStore,
    private readonly clock: Clock,
  ) {}

  async commandFor(
    caller: Caller,
    asked: Asked,
    { params, body }: RouteInput<typeof createReservation>,
  ): Promise<Reserve> {
    const amountFen = amountOf(body.amountFen);
    const terms = await this.terms(caller, params.id);
    const now = this.clock.now();
    refuseTooLong(terms, now, body.holdUntil);
    const { annualRateBp, borrower } = body;
    return {
      kind: 'reserve',
      ...asked,
      poolId: terms.pool_id,
      holdId: holdIdOf(asked),
      amountFen,
      currency: body.currency,
      expiresAtMs: Date.parse(body.holdUntil),
      subject: {
        customerId: body.enterpriseId,
        bankId: terms.bank_id,
        engagementId: null,
        requestId: null,
        claimKey: claimOf(terms.bank_id, body.claimKey),
      },
      checks: checksOf({ terms, borrower, annualRateBp, amountFen, now }),
    };
  }

  /** Refuses to use, or keep longer, what was reserved once the tool's time is over. */
  async refuseUse(
    caller: Caller,
    facilityId: string,
    step: Exclude<RouteInput<typeof stepHold>['body'], { step: 'release' }>,
  ): Promise<void> {
    const terms = await this.terms(caller, facilityId);
    const now = this.clock.now();
    refuseAfterClosing(terms, now);
    if (step.step === 'extend') refuseTooLong(terms, now, step.holdUntil);
  }

  /** Without a pool of its own a bank has nothing to reserve under a tool, whoever else may. */
  private async terms(caller: Caller, facilityId: string): Promise<TermsRow> {
    const terms = await this.database.asCaller(caller, (tx) => this.store.ofOwnPool(tx, facilityId));
    if (!terms) throw notFound();
    refuseByClaim(terms);
    if (terms.closed) throw new DomainError('facility.closed');
    return terms;
  }
}
