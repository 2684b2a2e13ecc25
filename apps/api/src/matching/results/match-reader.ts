import { Injectable } from '@nestjs/common';
import {
  bestClause,
  explain,
  type Contributions,
  type Explanation,
  type RequestFacts,
} from '@yinqi/domain/matching';
import { RequestReader, type RequestRow } from '../../financing-requests/financing-requests.public.js';
import { chinaDate } from '../../platform/clock/china-date.js';
import { Clock } from '../../platform/clock/clock.js';
import type { Tx } from '../../platform/database/database.js';
import { MatchCatalogue, type Catalogue } from '../catalogue/match-catalogue.js';
import { contextOn } from '../match-context.js';
import { isCurrent } from './match-state.js';
import { MatchingStore } from './matching.store.js';
import { contributionsOf } from './ranked-parts.js';
import { RequestFactsReader } from '../facts/request-facts.js';
import { storedOf, type StoredMatch } from './stored-match.js';

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

/** Results as other capabilities read them, under the role of the transaction they hand in. */
@Injectable()
export class MatchReader {
  constructor(
    private readonly store: MatchingStore,
    private readonly requests: RequestReader,
    private readonly facts: RequestFactsReader,
    private readonly catalogue: MatchCatalogue,
    private readonly clock: Clock,
  ) {}

  /** Undefined without a result, or for a product that is not on offer. */
  async explain(tx: Tx, requestId: string, productId: string): Promise<MatchAccount | undefined> {
    const request = await this.requests.find(tx, requestId);
    const opened = request && (await this.open(tx, request));
    return opened && accountOf(opened, productId);
  }

  async open(tx: Tx, request: RequestRow): Promise<OpenedMatch | undefined> {
    const row = await this.store.find(tx, request.id);
    if (!row) return undefined;
    const [known] = await this.facts.of(tx, [request]);
    if (!known) return undefined;
    const catalogue = await this.catalogue.present(tx);
    const today = chinaDate(this.clock.now());
    return {
      stored: storedOf(row, await this.catalogue.numbers(tx)),
      // Read with the result in one moment: percolated up to then, and nothing moved since.
      current: row.percolated_revision === catalogue.revision && isCurrent(row, known.digest, today),
      facts: known.facts,
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
    contributions: line ? contributionsOf(line, entry, facts, stored.asOf) : null,
    policyVersion: stored.policyVersion,
    engineVersion: stored.engineVersion,
    computedAt: stored.computedAt,
  };
}
