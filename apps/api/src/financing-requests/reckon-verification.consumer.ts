import { Injectable } from '@nestjs/common';
import type { EventPayload } from '@yinqi/contracts/event';
import type { holidayYearLoaded } from '@yinqi/contracts/events';
import { Consumer, type Delivery } from '../platform/queue/queue.js';
import { PolicyReader } from '../service-policies/service-policies.public.js';
import { reckonVerificationAgain } from './financing-requests.queues.js';
import { RequestLifecycle } from './request-lifecycle.js';
import { VerificationStore } from './verification.store.js';
import { verificationDue } from './verification-clock.js';

const BATCH = 500;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** The bureau's time as well is reckoned again when the holidays of a year are known. */
@Injectable()
export class ReckonVerificationConsumer extends Consumer<typeof holidayYearLoaded> {
  override readonly queue = reckonVerificationAgain;

  constructor(
    private readonly policies: PolicyReader,
    private readonly store: VerificationStore,
    private readonly lifecycle: RequestLifecycle,
  ) {
    super();
  }

  override handle(_year: EventPayload<typeof holidayYearLoaded>, delivery: Delivery): Promise<void> {
    return delivery.once(async (tx) => {
      await this.policies.read(tx);
      let waiting = await this.store.provisional(tx, FIRST_ID, BATCH);
      while (waiting.length > 0) {
        for (const request of waiting) {
          await this.store.setDue(tx, request.id, verificationDue(new Date(request.submittedAt)));
          await this.lifecycle.announce(tx, request);
        }
        waiting = await this.store.provisional(tx, waiting.at(-1)?.id ?? '', BATCH);
      }
    });
  }
}
