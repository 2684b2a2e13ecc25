import { Injectable } from '@nestjs/common';
import type { NoticeCode } from '@yinqi/domain/notices';
import { newsSince, Notices, type Happening } from '../notifications/notifications.public.js';
import { Clock } from '../platform/clock/clock.js';
import type { Tx } from '../platform/database/database.js';
import { correctionIdOf } from './claim-ledger.js';
import { ClaimNewsStore, type NewsBatch } from './claim-news.store.js';

type What = Pick<Happening, 'eventId' | 'code' | 'at' | 'actor'>;

const happening = (batch: NewsBatch, what: What): Happening => ({
  ...what,
  request: null,
  enterprise: null,
  engagement: null,
  unitPosition: null,
  quota: {
    record: { kind: 'claim_batch', id: batch.id },
    facilityCode: batch.facilityCode,
    name: batch.number,
    holderId: batch.holderId,
    bank: { id: batch.bankId, position: batch.bankPosition },
    proposerId: null,
  },
});

function outcomeOf({ askedFen, reimbursedFen }: NewsBatch): NoticeCode {
  if (reimbursedFen === '0') return 'claim.sent_back';
  return reimbursedFen === askedFen ? 'claim.reimbursed' : 'claim.in_part';
}

/** What a batch has come to; once it is decided, that it was handed in is no news any more. */
function newsOf(batch: NewsBatch): Happening[] {
  const { id, decidedAt, decidedBy, submittedAt, corrected } = batch;
  if (decidedAt === null) {
    const actor = { side: 'bank', accountId: null } as const;
    return [happening(batch, { eventId: id, code: 'claim.handed_in', at: submittedAt, actor })];
  }
  const actor = { side: 'holder', accountId: decidedBy } as const;
  const byHolder = { side: 'holder', accountId: null } as const;
  return [
    happening(batch, { eventId: id, code: outcomeOf(batch), at: decidedAt, actor }),
    ...corrected.map(({ claimId, round, at }) =>
      happening(batch, {
        eventId: correctionIdOf(claimId, round),
        code: 'claim.corrected',
        at,
        actor: byHolder,
      }),
    ),
  ];
}

/** The holder hears when a batch arrives, the bank what became of it. Told twice, it tells nothing new. */
@Injectable()
export class ClaimNews {
  constructor(
    private readonly store: ClaimNewsStore,
    private readonly notices: Notices,
    private readonly clock: Clock,
  ) {}

  async tell(tx: Tx, batchIds: readonly string[]): Promise<void> {
    const since = newsSince(this.clock.now());
    const news = (await this.store.batches(tx, batchIds)).flatMap(newsOf);
    await this.notices.post(
      tx,
      news.filter(({ at }) => new Date(at) > since),
    );
  }
}
