import { Injectable } from '@nestjs/common';
import {
  bestClause,
  explain,
  type Contributions,
  type Explanation,
  type RequestFacts,
} from '@yinqi/domain/matching';
import { EnterpriseFacts } from '../enterprises/enterprises.public.js';
import { RequestReader, type RequestRow } from '../financing-requests/financing-requests.public.js';
import { chinaDate } from '../platform/clock/china-date.js';
import { Clock } from '../platform/clock/clock.js';
import type { Tx } from '../platform/database/database.js';
import { byFit } from './fit-order.js';
import { MatchCatalogue, type Catalogue } from './match-catalogue.js';
import { contextOn } from './match-context.js';
import { digestOf, factsOf } from './match-facts.js';
import { isCurrent } from './matcher.js';
import { MatchingStore, type MatchRow } from './matching.store.js';
import { unpack, type StoredVerdict } from './packed-result.js';

/** A stored result with what it was made of. */
export type StoredMatch = {
  readonly requestId: string;
  readonly contentVersion: number;
  readonly asOf: string;
  readonly computedAt: string;
  readonly policyVersion: string;
  readonly engineVersion: string;
  readonly judgedCount: number;
  readonly eligibleCount: number;
  readonly needsInformationCount: number;
  readonly unavailableCount: number;
  /** Every product but those that do not fit. */
  readonly verdicts: readonly StoredVerdict[];
};

/** Why one product fits or not, as the stored result has it. */
export type MatchAccount = {
  readonly explanation: Explanation;
  /** False: inputs changed since and the next result is on its way; the explanation is of the present inputs. */
  readonly current: boolean;
  /** The alternative of the rule the product is counted by; null for a product open to everyone. */
  readonly clause: number | null;
  readonly criteriaMet: number;
  readonly criteriaTotal: number;
  readonly score: number | null;
  readonly contributions: Contributions | null;
  readonly policyVersion: string;
  readonly engineVersion: string;
  readonly computedAt: string;
};

/** A result next to the inputs it would be made from now. */
export type OpenedMatch = {
  readonly stored: StoredMatch;
  readonly current: boolean;
  readonly facts: RequestFacts;
  readonly catalogue: Catalogue;
  readonly today: string;
};

function storedOf(row: MatchRow): StoredMatch {
  return {
    requestId: row.request_id,
    contentVersion: row.content_version,
    asOf: row.as_of,
    computedAt: row.computed_at,
    policyVersion: row.policy_version,
    engineVersion: row.engine_version,
    judgedCount: row.judged_count,
    eligibleCount: row.eligible_count,
    needsInformationCount: row.needs_information_count,
    unavailableCount: row.unavailable_count,
    verdicts: unpack(row.results),
  };
}

/** Results as other capabilities read them, under the role of the transaction they hand in. */
@Injectable()
export class MatchReader {
  constructor(
    private readonly store: MatchingStore,
    private readonly requests: RequestReader,
    private readonly enterprises: EnterpriseFacts,
    private readonly catalogue: MatchCatalogue,
    private readonly clock: Clock,
  ) {}

  async resultOf(tx: Tx, requestId: string): Promise<StoredMatch | undefined> {
    const row = await this.store.find(tx, requestId);
    return row && storedOf(row);
  }

  /** Ranked ones first, by score; the others that fit follow in the order of ids. */
  async eligibleProducts(
    tx: Tx,
    requestId: string,
  ): Promise<readonly { readonly productId: string; readonly score: number | null }[]> {
    const result = await this.resultOf(tx, requestId);
    return (result?.verdicts ?? [])
      .filter(({ verdict }) => verdict === 'eligible')
      .map(({ productId, score }) => ({ productId, score }))
      .sort(byFit);
  }

  /** Undefined without a result, or for a product that is not on offer. */
  async explain(tx: Tx, requestId: string, productId: string): Promise<MatchAccount | undefined> {
    const request = await this.requests.find(tx, requestId);
    const opened = request && (await this.open(tx, request));
    return opened && accountOf(opened, productId);
  }

  async open(tx: Tx, request: RequestRow): Promise<OpenedMatch | undefined> {
    const row = await this.store.find(tx, request.id);
    if (!row) return undefined;
    const enterprise = (await this.enterprises.load(tx, [request.enterpriseId])).get(request.enterpriseId);
    if (!enterprise) return undefined;
    const facts = factsOf(request, enterprise);
    const catalogue = await this.catalogue.present(tx);
    const today = chinaDate(this.clock.now());
    return {
      stored: storedOf(row),
      current: isCurrent(row, digestOf(facts), catalogue, today),
      facts,
      catalogue,
      today,
    };
  }
}

/** One product's full account, as of today: a pick is tested again on the day it is sent. */
export function accountOf(opened: OpenedMatch, productId: string): MatchAccount | undefined {
  const { stored, facts, catalogue, today } = opened;
  const entry = catalogue.entries.get(productId);
  if (!entry) return undefined;
  const line = stored.verdicts.find((one) => one.productId === productId);
  const explanation = explain(facts, entry.match, contextOn(today));
  const best = bestClause(explanation.clauses, line?.clause ?? undefined);
  return {
    explanation,
    current: opened.current,
    clause: best?.clause ?? null,
    criteriaMet: best?.met ?? 0,
    criteriaTotal: best?.total ?? 0,
    score: line?.score ?? null,
    contributions: line?.contributions ?? null,
    policyVersion: stored.policyVersion,
    engineVersion: stored.engineVersion,
    computedAt: stored.computedAt,
  };
}
