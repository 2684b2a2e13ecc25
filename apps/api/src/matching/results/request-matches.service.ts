import { Injectable } from '@nestjs/common';
import type { MatchExplanation, MatchStatistics, RequestMatches } from '@yinqi/contracts/matching';
import type { RouteInput } from '@yinqi/contracts/route';
import type { explainMatch } from '@yinqi/contracts/matching';
import { isRequestOpen } from '@yinqi/domain/lifecycle';
import { RequestReader } from '../../financing-requests/financing-requests.public.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Caller } from '../../platform/database/caller.js';
import { Database } from '../../platform/database/database.js';
import { notFound } from '../../platform/errors/domain-error.js';
import { listOfMatches, noMatches } from './match-list.js';
import { accountOf, MatchReader } from './match-reader.js';
import { MatchingStore } from './matching.store.js';

/** Results as pages read them: an enterprise its own, a bureau those of its interval. */
@Injectable()
export class RequestMatchesService {
  constructor(
    private readonly database: Database,
    private readonly requests: RequestReader,
    private readonly reader: MatchReader,
    private readonly store: MatchingStore,
    private readonly clock: Clock,
  ) {}

  list(caller: Caller, requestId: string): Promise<RequestMatches> {
    return this.database.asCaller(caller, async (tx) => {
      const request = await this.requests.find(tx, requestId);
      if (!request) throw notFound();
      const opened = await this.reader.open(tx, request);
      if (opened) return listOfMatches(requestId, opened);
      const awaited = isRequestOpen(request.status) && request.status !== 'draft';
      return noMatches(requestId, awaited ? 'running' : 'none');
    });
  }

  explain(caller: Caller, { params }: RouteInput<typeof explainMatch>): Promise<MatchExplanation> {
    return this.database.asCaller(caller, async (tx) => {
      const request = await this.requests.find(tx, params.id);
      const opened = request && (await this.reader.open(tx, request));
      const account = opened && accountOf(opened, params.productId);
      if (!account) throw notFound();
      // The domain's lists are readonly and the wire's are not; nothing writes to either.
      const explanation = account.explanation as unknown as MatchExplanation['explanation'];
      return {
        requestId: params.id,
        state: account.current ? 'current' : 'running',
        explanation,
        clause: account.clause,
        met: account.criteriaMet,
        total: account.criteriaTotal,
        score: account.score,
        contributions: account.contributions,
        policyVersion: account.policyVersion,
        engineVersion: account.engineVersion,
        computedAt: account.computedAt,
      };
    });
  }

  statistics(caller: Caller): Promise<MatchStatistics> {
    return this.database.asCaller(caller, async (tx) => {
      const row = await this.store.statistics(tx, await this.requests.openIds(tx));
      return {
        asOf: this.clock.now().toISOString(),
        requests: row?.requests ?? 0,
        withEligible: row?.with_eligible ?? 0,
        withoutEligible: row?.without_eligible ?? 0,
        needsInformationOnly: row?.needs_information_only ?? 0,
        eligibleProductsMedian: row?.median ?? 0,
        policyVersion: row?.policy_version ?? null,
      };
    });
  }
}
