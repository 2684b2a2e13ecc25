import type {
  HeadroomTier,
  MatchContext,
  MatchEngine,
  MatchPolicy,
  MatchProduct,
  MatchResult,
  ProductFacility,
  RankedProduct,
  RequestFacts,
  Wish,
} from '../matching/index.js';
import { applyWish, scoreClause, TOP_K } from '../matching/index.js';
import { heapMemory } from './arena.js';
import { TypescriptKernel, type Kernel, type KernelName } from './kernel.js';
import { listed, type Listed } from './listed.js';
import { counterfactuals, type Counterfactuals } from './counterfactual-scan.js';
import { nearMisses, type NearMisses } from './near-miss.js';
import { emptySelection, type Selection } from './plan.js';
import { isCurrent, prepareRequest, type PreparedRequest } from './prepared-request.js';
import { RECORD, RECORD_WORDS } from './records.js';
import { SlotTable } from './slot-table.js';
import { int } from './typed-reads.js';
import { verdictsOf } from './verdicts.js';
import { whatIf, type WhatIf } from './what-if.js';
import { runsWasm, WasmKernel, wasmMemory } from './wasm-kernel.js';

export type RankedId = Omit<RankedProduct, 'contributions'>;

/** The part of a result that a kernel finds: counts, and the best products with their scores. */
export interface Ranked {
  readonly eligibleCount: number;
  readonly needsInformationCount: number;
  readonly top: readonly RankedId[];
}

export interface IndexOptions {
  /** WebAssembly where it runs, unless told otherwise; both answer alike. */
  readonly kernel?: KernelName;
  /** Bitmaps for facts met before are kept up to this size, then made anew. */
  readonly cacheBytes?: number;
}

const CACHE_BYTES = 512 * 2 ** 20;

/**
 * The fast engine: products as bitmaps over slots, one per criterion and class of facts. Answers exactly as
 * `matchRequest` does. A cache of the catalogue on one day, built from it and never a source of truth.
 */
export class MatchIndex implements MatchEngine {
  private table: SlotTable;
  private kernel: Kernel;
  readonly kernelName: KernelName;
  private readonly selection: Selection = emptySelection(TOP_K);

  constructor(
    products: readonly MatchProduct[],
    private readonly context: MatchContext,
    private readonly policy: MatchPolicy,
    private readonly options: IndexOptions = {},
  ) {
    this.kernelName = options.kernel ?? (runsWasm ? 'wasm' : 'typescript');
    [this.table, this.kernel] = this.lay(products);
  }

  /** Finds a request's bitmaps ahead, for requests that are matched again and again. */
  prepare(facts: RequestFacts): PreparedRequest {
    const { table, context, policy } = this;
    if (table.arena.cachedBytes > (this.options.cacheBytes ?? CACHE_BYTES)) table.dropCaches();
    return prepareRequest(facts, table, context, policy);
  }

  /** Counts and ranking alone, without a verdict on every product. */
  rank(request: PreparedRequest): Ranked {
    const { eligibleCount, needsInformationCount, size, scores, slots } = this.select(request);
    const { arena, products, records } = this.table;
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
      ...verdictsOf(request, this.table, this.context),
    };
  }

  /** Who is not ineligible, by product number; `idOf` names them until the catalogue changes. */
  listed(request: PreparedRequest): Listed {
    return listed(this.present(request), this.table);
  }

  idOf(number: number): string | undefined {
    return this.table.products[number]?.id;
  }

  /** Products one criterion away, what is in the way, and what moving it would win. */
  nearMisses(request: PreparedRequest): NearMisses {
    const present = this.present(request);
    return nearMisses(present, this.table);
  }

  /** What at most two changes would win, what asks least first. */
  counterfactuals(request: PreparedRequest, limit = TOP_K): Counterfactuals {
    const present = this.present(request);
    return counterfactuals(present, this.table, limit);
  }

  /** The request as it is against what it would be with another wish. */
  whatIf(request: PreparedRequest, wish: Wish): WhatIf {
    const { context, policy } = this;
    const present = this.present(request);
    const table = this.table;
    // Not by `prepare`: making room for it would void the bitmaps of the other.
    const changed = prepareRequest(applyWish(present.facts, wish, context.asOf), table, context, policy);
    return whatIf(present, changed, table);
  }

  /** Enters a product or replaces the one of its id. */
  put(product: MatchProduct): void {
    if (this.table.put(product)) return;
    const others = this.products.filter(({ id }) => id !== product.id);
    [this.table, this.kernel] = this.lay([...others, product]);
  }

  remove(productId: string): void {
    this.table.remove(productId);
  }

  /** A drawdown or repayment moved a facility's tier: one write for all its products. */
  setHeadroom(facilityCode: string, tier: HeadroomTier | undefined): void {
    this.table.pools.setTier(facilityCode, tier);
  }

  /** A facility opened, closed or changed its lenders: its products' gates are judged again. */
  setFacility(facility: ProductFacility): void {
    for (const product of this.products) {
      if (product.facility.code === facility.code) this.put({ ...product, facility });
    }
  }

  /** The products as they stand, in the order of their ids. */
  get products(): readonly MatchProduct[] {
    return this.table.ordered.flatMap((number) => this.table.productAt(number) ?? []);
  }

  get slots(): SlotTable {
    return this.table;
  }

  private select(request: PreparedRequest): Selection {
    this.kernel.select(this.present(request).plan, this.selection);
    return this.selection;
  }

  /** A request prepared before the catalogue changed is prepared again. */
  private present(request: PreparedRequest): PreparedRequest {
    return isCurrent(request, this.table) ? request : this.prepare(request.facts);
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
    const product = this.table.productAt(this.field(slot, RECORD.product));
    if (product === undefined) throw new Error(`slot ${slot} holds no product`);
    return product;
  }

  private clauseIn(slot: number): number {
    return this.field(slot, RECORD.clause) >> 1;
  }

  private field(slot: number, word: number): number {
    return this.table.arena.words[this.table.records + slot * RECORD_WORDS + word] ?? 0;
  }

  /** A whole new table; the one in use answers on until this one stands. */
  private lay(products: readonly MatchProduct[]): [SlotTable, Kernel] {
    const { context, policy } = this;
    if (this.kernelName === 'typescript') {
      const table = new SlotTable(products, context, policy, heapMemory());
      return [table, new TypescriptKernel(table, policy, TOP_K)];
    }
    const memory = wasmMemory();
    const table = new SlotTable(products, context, policy, memory);
    return [table, new WasmKernel(table, policy, TOP_K, memory)];
  }
}
