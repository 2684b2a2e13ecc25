import { Injectable } from '@nestjs/common';
import type { MatchReader } from '@yinqi/domain/engine';
import type { RequestAction } from '@yinqi/domain/lifecycle';
import {
  RequestLifecycle,
  RequestReader,
  SYSTEM_ACTOR,
  type RequestRow,
} from '../financing-requests/financing-requests.public.js';
import { chinaDate } from '../platform/clock/china-date.js';
import type { Tx } from '../platform/database/database.js';
import { announceAll } from '../platform/live/live.js';
import { idsOf, type BucketRange } from './buckets.js';
import { judge } from './judge.js';
import { ENGINE_VERSION, POLICY } from './match-context.js';
import { isCurrent, isSought } from './match-state.js';
import { MatchingStore, type MatchStamp, type MatchWrite } from './matching.store.js';
import { PercolatedCatalogues, type PercolatedCatalogue } from './percolated-catalogue.js';
import { RequestFactsReader, type KnownRequest } from './request-facts.js';

/** A verified request is matched or not by what fits; one that fitted nothing is matched as soon as something does. */
function moveAfter(request: RequestRow, eligible: number): RequestAction | undefined {
  if (eligible > 0 && (request.status === 'verified' || request.status === 'unmatched')) return 'match_found';
  return eligible === 0 && request.status === 'verified' ? 'match_empty' : undefined;
}

/** Whether a result must be made anew though nothing it was made from has changed. */
type Doubt = (stamp: MatchStamp) => boolean;
const noDoubt: Doubt = () => false;

/** Matches requests in the worker: facts once, catalogue once, one packed row each. */
@Injectable()
export class Matcher {
  constructor(
    private readonly requests: RequestReader,
    private readonly facts: RequestFactsReader,
    private readonly lifecycle: RequestLifecycle,
    private readonly catalogues: PercolatedCatalogues,
    private readonly store: MatchingStore,
  ) {}

  /** Throws CatalogueMoved where percolation is behind: see InStep. */
  async match(tx: Tx, requestIds: readonly string[], now: Date): Promise<void> {
    await this.store.hold(tx, requestIds);
    await this.renew(tx, (await this.requests.load(tx, requestIds)).filter(isSought), now, noDoubt);
  }

  /** Answers how many requests there were; results made before `madeBefore` are made anew in any case. */
  async matchRange(tx: Tx, range: BucketRange, now: Date, madeBefore?: string): Promise<number> {
    await this.store.holdRange(tx, range);
    const { first, last } = idsOf(range);
    const requests = await this.requests.openBetween(tx, first, last);
    const limit = madeBefore === undefined ? undefined : Date.parse(madeBefore);
    const doubt: Doubt = limit === undefined ? noDoubt : ({ computed_at }) => Date.parse(computed_at) < limit;
    await this.renew(tx, requests, now, doubt);
    return requests.length;
  }

  private async renew(tx: Tx, requests: readonly RequestRow[], now: Date, doubt: Doubt): Promise<void> {
    if (requests.length === 0) return;
    const known = await this.facts.of(tx, requests);
    const stamps = await this.store.stamps(
      tx,
      requests.map(({ id }) => id),
    );
    const percolated = await this.catalogues.present(tx);
    const asOf = chinaDate(now);
    const { fresh, eligible } = percolated.ask(asOf, (index) =>
      judgeAll(known, stamps, { ...percolated, index, asOf }, doubt),
    );
    if (fresh.length > 0) {
      await this.store.save(tx, fresh, now);
      await announceAll(tx, fresh.map(noticeOf));
    }
    for (const request of requests) {
      const action = moveAfter(request, eligible.get(request.id) ?? 0);
      if (action !== undefined) {
        await this.lifecycle.apply(tx, { requestId: request.id, action, actor: SYSTEM_ACTOR, now });
      }
    }
  }
}

type Bench = Pick<PercolatedCatalogue, 'revision' | 'numbers'> & {
  readonly index: MatchReader;
  readonly asOf: string;
};

/** Results made from other inputs than before; the count of fits is known for all. */
function judgeAll(
  requests: readonly KnownRequest[],
  stamps: readonly MatchStamp[],
  { revision, numbers, index, asOf }: Bench,
  doubt: Doubt,
): { readonly fresh: readonly MatchWrite[]; readonly eligible: ReadonlyMap<string, number> } {
  const stampOf = new Map(stamps.map((stamp) => [stamp.request_id, stamp]));
  const numberOf = numbers.numberIn(index);
  const eligible = new Map<string, number>();
  const fresh: MatchWrite[] = [];
  for (const { request, facts, digest } of requests) {
    const stamp = stampOf.get(request.id);
    if (stamp && isCurrent(stamp, digest, asOf) && !doubt(stamp)) {
      eligible.set(request.id, stamp.eligible_count);
      continue;
    }
    const judged = judge(index, facts, numberOf);
    eligible.set(request.id, judged.eligible_count);
    fresh.push({
      request_id: request.id,
      enterprise_id: request.enterpriseId,
      unit_position: request.unitPosition,
      content_version: request.contentVersion,
      facts_digest: digest,
      catalogue_revision: revision,
      policy_version: POLICY.version,
      engine_version: ENGINE_VERSION,
      as_of: asOf,
      ...judged,
    });
  }
  return { fresh, eligible };
}

const noticeOf = (result: MatchWrite) => ({
  hint: { kind: 'match', id: result.request_id } as const,
  audience: { organisationIds: [result.enterprise_id], unitPosition: result.unit_position },
});
