import { Injectable } from '@nestjs/common';
import { isRequestOpen } from '@yinqi/domain/lifecycle';
import type { NoticeCode } from '@yinqi/domain/notices';
import { newsSince, Notices, type Happening } from '../../notifications/notifications.public.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { CaseNewsStore, type ConsentCase, type NewsCase } from './case-news.store.js';

type What = Pick<Happening, 'eventId' | 'code' | 'at' | 'actor'>;

const happening = (of: NewsCase, isBankReached: boolean, what: What): Happening => ({
  ...what,
  request: { id: of.requestId, number: of.requestNumber },
  enterprise: { id: of.enterpriseId, name: of.enterpriseName },
  unitPosition: of.unitPosition,
  engagement: {
    id: of.engagementId,
    bankId: of.bankId,
    branchPosition: of.branchPosition,
    officerId: of.officerId,
    isBankReached,
  },
});

/** What became of a consent lately, and who did it; a request that is over has told the same already. */
function newsOfConsent(consent: ConsentCase, since: Date): Omit<What, 'eventId'>[] {
  if (!isRequestOpen(consent.requestStatus)) return [];
  const isNews = (at: string | null): at is string => at !== null && Date.parse(at) > since.getTime();
  const { givenAt, givenBy, givenHow, withdrawnAt, withdrawnByPaper, endedAt } = consent;
  return [
    ...(givenHow === 'paper' && isNews(givenAt)
      ? [
          {
            code: 'consent.recorded' as const,
            at: givenAt,
            actor: { side: 'bureau' as const, accountId: givenBy },
          },
        ]
      : []),
    ...(isNews(withdrawnAt)
      ? [
          {
            code: 'consent.withdrawn' as const,
            at: withdrawnAt,
            actor: {
              side: withdrawnByPaper ? ('bureau' as const) : ('enterprise' as const),
              accountId: null,
            },
          },
        ]
      : []),
    ...(isNews(endedAt)
      ? [{ code: 'consent.ended' as const, at: endedAt, actor: { side: 'system' as const, accountId: null } }]
      : []),
  ];
}

/** What the history of cases has to tell people. Told twice, it tells nothing new. */
@Injectable()
export class CaseNews {
  constructor(
    private readonly store: CaseNewsStore,
    private readonly notices: Notices,
    private readonly clock: Clock,
  ) {}

  async tellMoves(
    tx: Tx,
    changed: { readonly engagementIds: readonly string[]; readonly decision?: string | undefined },
  ): Promise<void> {
    const now = this.clock.now();
    const entries = await this.store.entries(tx, changed, { since: newsSince(now), now });
    await this.notices.post(
      tx,
      entries.map((entry) => {
        // Every action a history can hold has its line in the domain's table, or this does not compile.
        const code: NoticeCode = `engagement.${entry.action}`;
        const actor = { side: entry.side, accountId: entry.accountId };
        return happening(entry, entry.isBankReached, { eventId: entry.id, code, at: entry.at, actor });
      }),
    );
  }

  async tellConsents(tx: Tx, consentIds: readonly string[]): Promise<void> {
    const since = newsSince(this.clock.now());
    const consents = await this.store.consents(tx, consentIds);
    await this.notices.post(
      tx,
      consents.flatMap((consent) =>
        newsOfConsent(consent, since).map((news) =>
          happening(consent, consent.isBankReached, { eventId: consent.consentId, ...news }),
        ),
      ),
    );
  }

  /** A change of the need stands in the history of the request, not in those of its cases. */
  async tellRevisions(tx: Tx, eventId: string, requestIds: readonly string[]): Promise<void> {
    const at = this.clock.now().toISOString();
    const actor = { side: 'enterprise' as const, accountId: null };
    const cases = await this.store.judged(tx, requestIds);
    await this.notices.post(
      tx,
      cases.map((one) => happening(one, true, { eventId, code: 'engagement.revise_need', at, actor })),
    );
  }
}
