import type {
  MatchContext,
  MatchEngine,
  MatchPolicy,
  MatchProduct,
  MatchResult,
  RankedProduct,
  RequestFacts,
} from '../matching/index.js';
import { applyWish, scoreClause, TOP_K, type Wish } from '../matching/index.js';
import { counterfactuals, type Counterfactuals } from './counterfactual-scan.js';
import type { Kernel, KernelName } from './kernel.js';
import { listed, type Listed } from './listed.js';
import { nearMisses, type NearMisses } from './near-miss.js';
import { emptySelection, type Selection } from './plan.js';
import { isCurrent, prepareRequest, type PreparedRequest } from './prepared-request.js';
import { RECORD, RECORD_WORDS } from './records.js';
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

/** A table with the kernel that reads it. */
export interface Laid {
  readonly table: SlotTable;
  readonly kernel: Kernel;
}

export const CACHE_BYTES = 512 * 2 ** 20;

/** Everything that asks an index and changes nothing. */
export class MatchReader implements MatchEngine {
  private readonly selection: Selection = emptySelection(TOP_K);

  constructor(
    protected laid: Laid,
    readonly kernelName: KernelName,
    protected readonly context: MatchContext,
    protected readonly policy: MatchPolicy,
    private readonly cacheBytes: number,
  ) {}

  /** Finds a request's bitmaps ahead, for requests that are matched again and again. */
  prepare(facts: RequestFacts): PreparedRequest {
    const { context, policy } = this;
    const { table } = this.laid;
    if (table.arena.cachedBytes > this.cacheBytes) this.dropCaches();
    return prepareRequest(facts, table, context, policy);
  }

  /** Counts and ranking alone, without a verdict on every product. */
  rank(request: PreparedRequest): Ranked {
    const { eligibleCount, needsInformationCount, size, scores, slots } = this.select(request);
    const { arena, products, records } = this.laid.table;
    const top: RankedId[] = [];
    for (let at = 0; at < size; at += 1) {
      const record = records + int(slots, at) * RECORD_WORDS;
      const product = products[int(arena.words, record + RECORD.product)];
      const clause = int(arena.words, record + RECORD.clause) >> 1;
      if (product !== undefined) top.push({ productId: product.id, score: int(scores, at), clause });
    }
    return { eligibleCount, needsInformationCount, top };
  }

  match(given: RequestFacts): MatchResult {
    const request = this.prepare(given);
    const { eligibleCount, size, slots } = this.select(request);
    const top = Array.from({ length: size }, (_, at) => this.rankedIn(slots[at] ?? 0, request.facts));
    return {
      asOf: this.context.asOf,
      policyVersion: this.policy.version,
      eligibleCount,
      top,
      ...verdictsOf(request, this.laid.table, this.context),
    };
  }

  /** Who is not ineligible, by product number; `idOf` names them until the catalogue changes. */
  listed(request: PreparedRequest): Listed {
    return listed(this.present(request), this.laid.table);
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

  /** The request as it is against what it would be with another wish. */
  whatIf(request: PreparedRequest, wish: Wish): WhatIf {
    const { context, policy } = this;
    const present = this.present(request);
    const table = this.laid.table;
    // Not by `prepare`: making room for it would void the bitmaps of the other.
    const changed = prepareRequest(applyWish(present.facts, wish, context.asOf), table, context, policy);
    return whatIf(present, changed, table);
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

  private select(request: PreparedRequest): Selection {
    this.laid.kernel.select(this.present(request).plan, this.selection);
    return this.selection;
  }

  /** A request prepared before the catalogue changed is prepared again. */
  private present(request: PreparedRequest): PreparedRequest {
    return isCurrent(request, this.laid.table) ? request : this.prepare(request.facts);
  }

  private rankedIn(slot: number, facts: RequestFacts): RankedProduct {
    const product = this.productIn(slot);
    const clause = this.clauseIn(slot);
    const { total, contributions } = scoreClause(
      facts,
      product,
      product.clauses[clause] ?? [],
      this.context,
      this.policy,
    );
    return { productId: product.id, score: total, contributions, clause };
  }

  private productIn(slot: number): MatchProduct {
    const product = this.laid.table.productAt(this.field(slot, RECORD.product));
    if (product === undefined) throw new Error(`slot ${slot} holds no product`);
    return product;
  }

  private clauseIn(slot: number): number {
    return this.field(slot, RECORD.clause) >> 1;
  }

  private field(slot: number, word: number): number {
    return this.laid.table.arena.words[this.laid.table.records + slot * RECORD_WORDS + word] ?? 0;
  }
}
