import { Injectable } from '@nestjs/common';
import type { EventPayload } from '@yinqi/contracts/event';
import type { engagementsChanged } from '@yinqi/contracts/events';
import { QuotaPoster } from '../../facilities/facilities.public.js';
import { Clock } from '../../platform/clock/clock.js';
import { Database } from '../../platform/database/database.js';
import { Consumer, type Delivery } from '../../platform/queue/queue.js';
import { settleQuota } from '../engagements.queues.js';
import { CaseQuotaReader } from './case-quota-reader.js';
import { QuotaSettlement } from './settle-quota.js';

/**
 * Gives back what is held for a case that has ended, and books loans and repayments that passed the ledger by. A hold
 * that ends a moment late gives away nothing; keys make a second look harmless.
 */
@Injectable()
export class SettleQuotaConsumer extends Consumer<typeof engagementsChanged> {
  override readonly queue = settleQuota;

  constructor(
    private readonly database: Database,
    private readonly settlement: QuotaSettlement,
    private readonly quota: CaseQuotaReader,
    private readonly poster: QuotaPoster,
    private readonly clock: Clock,
  ) {
    super();
  }

  override async handle(changed: EventPayload<typeof engagementsChanged>, delivery: Delivery): Promise<void> {
    const { releases, facts } = await this.database.asService('app_worker', (tx) =>
      this.settlement.look(tx, changed, this.clock.now()),
    );
    for (const fact of facts) {
      const commands = await this.quota.commandsOf(fact, 'platform');
      if (commands.length > 0) await this.poster.post(commands);
    }
    for (const release of releases) await this.poster.post([release]);
    await delivery.once(() => Promise.resolve());
  }
}
