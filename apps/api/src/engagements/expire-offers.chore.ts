import { Injectable } from '@nestjs/common';
import { chinaDate } from '../platform/clock/china-date.js';
import { Clock } from '../platform/clock/clock.js';
import { Database } from '../platform/database/database.js';
import { inBatches } from '../platform/queue/batches.js';
import { Chore } from '../platform/queue/chore.js';
import { CreditsStore } from './credits.store.js';
import { OfferExpiry } from './offer-expiry.js';
import { OffersStore } from './offers.store.js';

/** Each writes its history, an event and a hint, in one transaction. */
const BATCH = 50;

/** Ends offers and approvals whose last day, Beijing time, has passed: nobody need look at one for it to end. */
@Injectable()
export class ExpireOffersChore extends Chore {
  override readonly name = 'expire-offers';
  override readonly everyMs = 10 * 60_000;
  override readonly timeoutMs = 5 * 60_000;

  constructor(
    private readonly database: Database,
    private readonly offers: OffersStore,
    private readonly credits: CreditsStore,
    private readonly expiry: OfferExpiry,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async run(signal: AbortSignal): Promise<void> {
    await inBatches(signal, BATCH, () => this.lapseOffers());
    await inBatches(signal, BATCH, () => this.lapseApprovals());
  }

  private lapseOffers(): Promise<number> {
    const now = this.clock.now();
    return this.database.asService('app_worker', async (tx) => {
      const ids = await this.offers.requestsRunOut(tx, chinaDate(now), now, BATCH);
      for (const id of ids) await this.expiry.lapseOffers(tx, id, now);
      return ids.length;
    });
  }

  private lapseApprovals(): Promise<number> {
    const now = this.clock.now();
    return this.database.asService('app_worker', async (tx) => {
      const ids = await this.credits.approvalsRunOut(tx, chinaDate(now), now, BATCH);
      for (const id of ids) await this.expiry.lapseApproval(tx, id, now);
      return ids.length;
    });
  }
}
