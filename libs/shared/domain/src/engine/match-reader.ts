import type {
  MatchContext,
  MatchEngine,
  MatchPolicy,
  MatchProduct,
  MatchResult,
  RankedProduct,
  RequestFacts,
} from '../matching/index.js';
import { scoreClause, TOP_K } from '../matching/index.js';
import { counterfactuals, type Counterfactuals } from './counterfactual-scan.js';
import type { KernelName, Laid } from './kernel.js';
import { Lister, type Listed } from './listed.js';
import { nearMisses, type NearMisses } from './near-miss.js';
import type { Selection } from './plan.js';
import { isCurrent, prepareRequest, type PreparedRequest } from './prepared-request.js';
import type { SlotTable } from './slot-table.js';
import { int } from './typed-reads.js';
import { verdictsOf } from './verdicts.js';
import { whatIf, type WhatIf } from './what-if.js';

export type RankedId = Omit<RankedProduct, 'contributions'>;

/** The part of a result that a kernel finds: counts, and the best products with their scores. */
export interface Ranked {
  readonly eligibleCount: number;
  readonly needsInformationCount: number;
  readonly top: readonly RankedId[];
}

export const CACHE_BYTES = 512 * 2 ** 20;

/** Everything that asks an index and changes nothing. */
export class MatchReader implements MatchEngine {
  private readonly lister = new Lister();

  constructor(
    protected laid: Laid,
    readonly kernelName: KernelName,
    protected readonly context: MatchContext,
    protected readonly policy: MatchPolicy,
    private readonly cacheBytes: number,
  ) {}

  /** Finds a request's bitmaps ahead, for requests that are matched again and again. */
  prepare(facts: RequestFacts): PreparedRequest {
    const { table } = this.laid;
    if (table.arena.cachedBytes > this.cacheBytes) this.dropCaches();
    return prepareRequest(facts, table, this.context);
  }

  /** Counts and ranking alone, without a verdict on every product. */
  rank(request: PreparedRequest): Ranked {
    const { eligibleCount, needsInformationCount, size, scores, products, clauses } = this.select(request);
    const top: RankedId[] = [];
    for (let at = 0; at < size; at += 1) {
      const productId = this.idOf(int(products, at)) ?? '';
      top.push({ productId, score: int(scores, at), clause: int(clauses, at) });
    }
    return { eligibleCount, needsInformationCount, top };
  }

  /** The same by product number (`idOf` names them), in lists that the next question overwrites. */
  select(request: PreparedRequest): Readonly<Selection> {
    return this.laid.kernel.select(this.present(request).plan);
  }

  match(given: RequestFacts): MatchResult {
    const request = this.prepare(given);
    const { eligibleCount, size, products, clauses } = this.select(request);
    const top = Array.from({ length: size }, (_, at) =>
      this.explained(int(products, at), int(clauses, at), request.facts),
    );
    return {
      asOf: this.context.asOf,
      policyVersion: this.policy.version,
      eligibleCount,
      top,
      ...verdictsOf(request, this.laid.table, this.context),
    };
  }

  /**
   * Who is not ineligible, by product number (`idOf` names them until the catalogue changes), or by the numbers that
   * `names` holds for them.
   */
  listed(request: PreparedRequest, names?: Int32Array): Listed {
    return this.lister.list(this.present(request), this.laid, names);
  }

  idOf(number: number): string | undefined {
    return this.laid.table.products[number]?.id;
  }

  /** Products one criterion away, what is in the way, and what moving it would win. */
  nearMisses(request: PreparedRequest): NearMisses {
    const present = this.present(request);
    return nearMisses(present, this.laid.table);
  }

  /** What at most two changes would win, what asks least first. */
  counterfactuals(request: PreparedRequest, limit = TOP_K): Counterfactuals {
    const present = this.present(request);
    return counterfactuals(present, this.laid.table, limit);
  }

  /** The request as it is against what it would be with other facts: another amount, term, collateral or guarantee. */
  whatIf(request: PreparedRequest, changed: RequestFacts): WhatIf {
    const present = this.present(request);
    const { table } = this.laid;
    // Not by `prepare`: making room for it would void the bitmaps of the other.
    return whatIf(present, prepareRequest(changed, table, this.context), table);
  }

  /** The products as they stand, in the order of their ids. */
  get products(): readonly MatchProduct[] {
    return this.laid.table.ordered.flatMap((number) => this.laid.table.productAt(number) ?? []);
  }

  get slots(): SlotTable {
    return this.laid.table;
  }

  /** Bitmaps made for facts met before are made anew when they are met again. */
  protected dropCaches(): void {
    this.laid.table.dropCaches();
  }

  /** A request prepared before the catalogue changed is prepared again. */
  private present(request: PreparedRequest): PreparedRequest {
    return isCurrent(request, this.laid.table) ? request : this.prepare(request.facts);
  }

  private explained(number: number, clause: number, facts: RequestFacts): RankedProduct {
    const product = this.laid.table.productAt(number);
    if (product === undefined) throw new Error(`there is no product of number ${number}`);
    const rules = product.clauses[clause] ?? [];
    const { total, contributions } = scoreClause(facts, product, rules, this.context, this.policy);
    return { productId: product.id, score: total, contributions, clause };
  }
}
