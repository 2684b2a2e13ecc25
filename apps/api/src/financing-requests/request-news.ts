import { Injectable } from '@nestjs/common';
import { isNoticeCode } from '@yinqi/domain/notices';
import { Notices, newsSince } from '../notifications/notifications.public.js';
import { Clock } from '../platform/clock/clock.js';
import type { Tx } from '../platform/database/database.js';
import { RequestNewsStore } from './request-news.store.js';

/** What the history of requests has to tell people. Told twice, it tells nothing new. */
@Injectable()
export class RequestNews {
  constructor(
    private readonly store: RequestNewsStore,
    private readonly notices: Notices,
    private readonly clock: Clock,
  ) {}

  async tell(tx: Tx, requestIds: readonly string[]): Promise<void> {
    const entries = await this.store.entries(tx, requestIds, newsSince(this.clock.now()));
    await this.notices.post(
      tx,
      entries.flatMap((entry) => {
        const code = `request.${entry.action}`;
        if (!isNoticeCode(code)) return [];
        return {
          eventId: entry.id,
          code,
          at: entry.at,
          actor: { side: entry.side, accountId: entry.accountId },
          request: { id: entry.requestId, number: entry.requestNumber },
          enterprise: { id: entry.enterpriseId, name: entry.enterpriseName },
          unitPosition: entry.isBureauVisible ? entry.unitPosition : null,
          engagement: null,
        };
      }),
    );
  }
}
