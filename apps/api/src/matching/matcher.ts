import { Injectable } from '@nestjs/common';
import { matchingRequested, requestsMatched } from '@yinqi/contracts/events';
import { isRequestOpen, type RequestAction } from '@yinqi/domain/lifecycle';
import { EnterpriseFacts } from '../enterprises/enterprises.public.js';
import {
  RequestLifecycle,
  RequestReader,
  SYSTEM_ACTOR,
  type RequestRow,
} from '../financing-requests/financing-requests.public.js';
import { chinaDate, chinaDayEnd } from '../platform/clock/china-date.js';
import type { Tx } from '../platform/database/database.js';
import { announce } from '../platform/live/live.js';
import { publish } from '../platform/outbox/outbox.js';
import { MatchCatalogue, type Catalogue } from './match-catalogue.js';
import { ENGINE_VERSION, POLICY } from './match-context.js';
import { digestOf, factsOf } from './match-facts.js';
import { MatchingStore, type MatchStamp, type MatchWrite } from './matching.store.js';
import { pack } from './packed-result.js';

/** Whether a stored result was made from exactly these inputs, of which the day is one: facts age and windows close. */
export function isCurrent(stamp: MatchStamp, digest: string, catalogue: Catalogue, today: string): boolean {
  return (
    stamp.as_of === today &&
    stamp.facts_digest === digest &&
    stamp.catalogue_revision === catalogue.revision &&
    stamp.policy_version === POLICY.version &&
    stamp.engine_version === ENGINE_VERSION
  );
}

/** Well into the next day, so that a clock a little behind does not take it for the old one. */
const nextRun = (now: Date): Date => new Date(chinaDayEnd(chinaDate(now)).getTime() + 5 * 60_000);

/** A verified request is matched or not by what fits; one that fitted nothing is matched as soon as something does. */
function moveAfter(request: RequestRow, eligible: number): RequestAction | undefined {
  if (eligible > 0 && (request.status === 'verified' || request.status === 'unmatched')) return 'match_found';
  return eligible === 0 && request.status === 'verified' ? 'match_empty' : undefined;
}

/** Matches requests in the worker: facts once, catalogue once, one packed row each. */
@Injectable()
export class Matcher {
  constructor(
    private readonly requests: RequestReader,
    private readonly enterprises: EnterpriseFacts,
    private readonly lifecycle: RequestLifecycle,
    private readonly catalogue: MatchCatalogue,
    private readonly store: MatchingStore,
  ) {}

  async match(tx: Tx, requestIds: readonly string[], now: Date): Promise<void> {
    await this.store.holdRequests(tx, requestIds);
    const requests = (await this.requests.load(tx, requestIds)).filter(
      ({ status }) => isRequestOpen(status) && status !== 'draft',
    );
    if (requests.length === 0) return;
    const results = await this.resultsOf(tx, requests, now);
    if (results.fresh.length > 0) {
      await this.store.save(tx, results.fresh, now);
      const matched = results.fresh.map((result) => result.request_id);
      await publish(tx, requestsMatched, { requestIds: matched });
      // Nobody announces a day: the next result is asked for together with this one. Done twice, the second finds it made.
      await publish(tx, matchingRequested, { requestIds: matched }, nextRun(now));
      for (const result of results.fresh) await this.tell(tx, result);
    }
    for (const request of requests) {
      const action = moveAfter(request, results.eligible.get(request.id) ?? 0);
      if (action !== undefined) {
        await this.lifecycle.apply(tx, { requestId: request.id, action, actor: SYSTEM_ACTOR, now });
      }
    }
  }

  /** Results made from other inputs than before; the count of fits is known for all. */
  private async resultsOf(tx: Tx, requests: readonly RequestRow[], now: Date) {
    const asOf = chinaDate(now);
    const catalogue = await this.catalogue.present(tx);
    const enterprises = await this.enterprises.load(tx, [
      ...new Set(requests.map(({ enterpriseId }) => enterpriseId)),
    ]);
    const ids = requests.map(({ id }) => id);
    const stamps = new Map((await this.store.stamps(tx, ids)).map((stamp) => [stamp.request_id, stamp]));
    const engine = catalogue.engineOn(asOf);
    const eligible = new Map<string, number>();
    const fresh: MatchWrite[] = [];
    for (const request of requests) {
      const enterprise = enterprises.get(request.enterpriseId);
      if (!enterprise) throw new Error(`Enterprise of request ${request.id} cannot be read`);
      const facts = factsOf(request, enterprise);
      const digest = digestOf(facts);
      const stamp = stamps.get(request.id);
      if (stamp && isCurrent(stamp, digest, catalogue, asOf)) {
        eligible.set(request.id, stamp.eligible_count);
        continue;
      }
      const result = engine.match(facts);
      eligible.set(request.id, result.eligibleCount);
      fresh.push({
        request_id: request.id,
        enterprise_id: request.enterpriseId,
        unit_position: request.unitPosition,
        content_version: request.contentVersion,
        facts_digest: digest,
        catalogue_revision: catalogue.revision,
        policy_version: result.policyVersion,
        engine_version: ENGINE_VERSION,
        as_of: asOf,
        judged_count: result.verdicts.length,
        eligible_count: result.eligibleCount,
        needs_information_count: result.needsInformation.length,
        unavailable_count: result.verdicts.filter(({ verdict }) => verdict === 'unavailable').length,
        results: pack(result),
      });
    }
    return { fresh, eligible };
  }

  private tell(tx: Tx, result: MatchWrite): Promise<void> {
    return announce(
      tx,
      { kind: 'match', id: result.request_id },
      { organisationIds: [result.enterprise_id], unitPosition: result.unit_position },
    );
  }
}
