import { Injectable } from '@nestjs/common';
import type { MatchReader } from '@yinqi/domain/engine';
import type { RequestAction } from '@yinqi/domain/lifecycle';
import { RequestLifecycle, SYSTEM_ACTOR } from '../../financing-requests/financing-requests.public.js';
import { chinaDate } from '../../platform/clock/china-date.js';
import type { Tx } from '../../platform/database/database.js';
import { announceAll } from '../../platform/live/live.js';
import { PercolatedCatalogues, type PercolatedCatalogue } from '../catalogue/percolated-catalogue.js';
import type { Distrust, Subject } from '../facts/match-inputs.store.js';
import { SubjectReader, type KnownSubject } from '../facts/subject-reader.js';
import { ENGINE_VERSION, POLICY } from '../match-context.js';
import { idsOf, type BucketRange } from './buckets.js';
import { judge } from './judge.js';
import { isCurrent } from './match-state.js';
import { MatchingStore, type MatchEdition, type MatchWrite } from './matching.store.js';

/** A verified request is matched or not by what fits; one that fitted nothing is matched as soon as something does. */
function moveAfter({ status }: Subject, eligible: number): RequestAction | undefined {
  if (eligible > 0 && (status === 'verified' || status === 'unmatched')) return 'match_found';
  return eligible === 0 && status === 'verified' ? 'match_empty' : undefined;
}

/** Matches requests in the worker: facts once, catalogue once, one packed row each. */
@Injectable()
export class Matcher {
  constructor(
    private readonly subjects: SubjectReader,
    private readonly lifecycle: RequestLifecycle,
    private readonly catalogues: PercolatedCatalogues,
    private readonly store: MatchingStore,
  ) {}

  /** Throws CatalogueMoved where percolation is behind: see InStep. */
  async match(tx: Tx, requestIds: readonly string[], now: Date, distrust: Distrust): Promise<void> {
    await this.store.hold(tx, requestIds);
    const renewed = await this.renew(tx, await this.subjects.some(tx, requestIds, distrust), now);
    await announceAll(tx, renewed.map(noticeOf));
  }

  /** Answers how many requests there were. Whoever looks at one of them hears of the run, when it is done. */
  async matchRange(tx: Tx, range: BucketRange, now: Date, distrust: Distrust): Promise<number> {
    await this.store.holdRange(tx, range);
    const subjects = await this.subjects.between(tx, idsOf(range), distrust);
    await this.renew(tx, subjects, now);
    return subjects.length;
  }

  private async renew(tx: Tx, known: readonly KnownSubject[], now: Date): Promise<MatchWrite[]> {
    if (known.length === 0) return [];
    const percolated = await this.catalogues.present(tx);
    const asOf = chinaDate(now);
    const { edition, first, renewed, eligible } = percolated.ask(asOf, (index) =>
      judgeAll(known, { ...percolated, index, asOf }),
    );
    if (first.length > 0) await this.store.insert(tx, edition, first, now);
    if (renewed.length > 0) await this.store.renew(tx, edition, renewed, now);
    await this.subjects.keep(tx, known);
    for (const [at, { subject }] of known.entries()) {
      const action = moveAfter(subject, eligible[at] ?? 0);
      if (action !== undefined) {
        await this.lifecycle.apply(tx, { requestId: subject.request_id, action, actor: SYSTEM_ACTOR, now });
      }
    }
    return [...first, ...renewed];
  }
}

type Bench = Pick<PercolatedCatalogue, 'revision' | 'numbers'> & {
  readonly index: MatchReader;
  readonly asOf: string;
};

type Judgement = {
  readonly edition: MatchEdition;
  /** Results made from other inputs than before, and of requests that had none. */
  readonly renewed: readonly MatchWrite[];
  readonly first: readonly MatchWrite[];
  /** How many products fit each request, known for all. */
  readonly eligible: readonly number[];
};

function judgeAll(known: readonly KnownSubject[], { revision, numbers, index, asOf }: Bench): Judgement {
  const stored = numbers.numbersIn(index);
  const first: MatchWrite[] = [];
  const renewed: MatchWrite[] = [];
  const eligible = known.map(({ subject, facts, digest }) => {
    if (isCurrent(subject, digest, asOf)) return subject.eligible_count ?? 0;
    const judged = judge(index, facts(), stored);
    (subject.facts_digest === null ? first : renewed).push({
      request_id: subject.request_id,
      enterprise_id: subject.enterprise_id,
      unit_position: subject.unit_position,
      content_version: subject.content_version,
      facts_digest: digest,
      ...judged,
    });
    return judged.eligible_count;
  });
  const edition = {
    catalogue_revision: revision,
    policy_version: POLICY.version,
    engine_version: ENGINE_VERSION,
    as_of: asOf,
    judged_count: index.slots.ordered.length,
  };
  return { edition, first, renewed, eligible };
}

const noticeOf = (result: MatchWrite) => ({
  hint: { kind: 'match', id: result.request_id } as const,
  audience: { organisationIds: [result.enterprise_id], unitPosition: result.unit_position },
});
