import { setImmediate } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { completeFacts, evaluate, scoreClause, type RequestFacts } from '@yinqi/domain/matching';
import type { RequestRow } from '../../financing-requests/financing-requests.public.js';
import type { Tx } from '../../platform/database/database.js';
import type { ProductRecord } from '../../products/products.public.js';
import { MatchCatalogue, type Catalogue, type CatalogueEntry } from '../catalogue/match-catalogue.js';
import { contextOn, ENGINE_VERSION, POLICY } from '../match-context.js';
import { RequestFactsReader } from '../facts/request-facts.js';

/** Scored in one go, so that nobody waits long for the process. */
const CHUNK = 100;

export type ScoredFit = { readonly requestId: string; readonly productId: string; readonly score: number };

/** Everything of some products that fits some requests, scored by one catalogue. */
export type AllFits = {
  /** In the order of ids. */
  readonly products: readonly ProductRecord[];
  readonly fits: readonly ScoredFit[];
  /** Region of each request's enterprise, where it is known. */
  readonly regions: ReadonlyMap<string, string>;
  readonly policyVersion: string;
  readonly engineVersion: string;
};

/**
 * Every pair that fits with its exact score, also beyond the ranked ones that results keep: for whoever weighs
 * requests against each other.
 */
@Injectable()
export class FitReader {
  constructor(
    private readonly facts: RequestFactsReader,
    private readonly catalogue: MatchCatalogue,
  ) {}

  /** How many published products draw on some facilities. */
  async countOn(tx: Tx, facilityIds: ReadonlySet<string>): Promise<number> {
    const { entries } = await this.catalogue.present(tx);
    return [...entries.values()].filter(({ product }) => facilityIds.has(product.facilityId)).length;
  }

  async all(
    tx: Tx,
    requests: readonly RequestRow[],
    facilityIds: ReadonlySet<string>,
    asOf: string,
  ): Promise<AllFits> {
    const catalogue = await this.catalogue.present(tx);
    const wanted = [...catalogue.entries.values()].filter(({ product }) =>
      facilityIds.has(product.facilityId),
    );
    const entries = new Map(wanted.map((entry) => [entry.product.id, entry]));
    const fits: ScoredFit[] = [];
    const regions = new Map<string, string>();
    for (let from = 0; from < requests.length; from += CHUNK) {
      for (const { request, facts } of await this.facts.of(tx, requests.slice(from, from + CHUNK))) {
        if (facts.region !== undefined) regions.set(request.id, facts.region.value);
        fits.push(...fitsOf(request.id, facts, { catalogue, entries, asOf }));
      }
      await setImmediate();
    }
    const products = wanted.map(({ product }) => product);
    return { products, fits, regions, policyVersion: POLICY.version, engineVersion: ENGINE_VERSION };
  }
}

type Bench = {
  readonly catalogue: Catalogue;
  readonly entries: ReadonlyMap<string, CatalogueEntry>;
  readonly asOf: string;
};

function fitsOf(requestId: string, facts: RequestFacts, { catalogue, entries, asOf }: Bench): ScoredFit[] {
  const index = catalogue.engineOn(asOf);
  const known = completeFacts(facts, contextOn(asOf));
  return index.listed(index.prepare(facts)).eligible.flatMap((number) => {
    const productId = index.idOf(number) ?? '';
    const entry = entries.get(productId);
    return entry ? [{ requestId, productId, score: scoreOf(known, entry, asOf) }] : [];
  });
}

/** By the alternative that scores best, as results rank (domain `matchRequest`). */
function scoreOf(known: RequestFacts, { match }: CatalogueEntry, asOf: string): number {
  const context = contextOn(asOf);
  const scored = evaluate(known, match, context)
    .clauses.filter(({ truth }) => truth === 'true')
    .map(({ index }) => scoreClause(known, match, match.clauses[index] ?? [], context, POLICY).total);
  return Math.max(...scored);
}
