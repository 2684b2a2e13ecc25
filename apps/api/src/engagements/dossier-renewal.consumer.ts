import { Injectable } from '@nestjs/common';
import type { EventPayload } from '@yinqi/contracts/event';
import type { consentsChanged } from '@yinqi/contracts/events';
import { Clock } from '../platform/clock/clock.js';
import { Consumer, type Delivery } from '../platform/queue/queue.js';
import { DossierRenewal } from './dossier-renewal.js';
import { renewDossiers } from './engagements.queues.js';

@Injectable()
export class RenewDossiersConsumer extends Consumer<typeof consentsChanged> {
  override readonly queue = renewDossiers;

  constructor(
    private readonly renewal: DossierRenewal,
    private readonly clock: Clock,
  ) {
    super();
  }

  override handle({ consentIds }: EventPayload<typeof consentsChanged>, delivery: Delivery): Promise<void> {
    return delivery.once((tx) => this.renewal.renew(tx, consentIds, this.clock.now()));
  }
}
