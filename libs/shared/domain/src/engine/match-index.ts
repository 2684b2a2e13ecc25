import type {
  HeadroomTier,
  MatchContext,
  MatchPolicy,
  MatchProduct,
  ProductFacility,
} from '../matching/index.js';
import { heapMemory } from './arena.js';
import type { KernelName, Laid } from './kernel.js';
import { CACHE_BYTES, MatchReader } from './match-reader.js';
import { openKernel } from './open-kernel.js';
import type { SharedIndex } from './shared-index.js';
import { layOutTable } from './table-layout.js';
import { snapshotOf } from './table-snapshot.js';
import { runsWasm, wasmMemory, type WasmMemorySource } from './wasm-memory.js';

export interface IndexOptions {
  /** WebAssembly where it runs, unless told otherwise; both answer alike. */
  readonly kernel?: KernelName;
  /** Bitmaps for facts met before are kept up to this size, then made anew. */
  readonly cacheBytes?: number;
  /** Over memory that other threads can read too: see `share`. */
  readonly shared?: boolean;
}

/**
 * The fast engine: products as bitmaps over slots, one per criterion and class of facts. Answers exactly as
 * `matchRequest` does. A cache of the catalogue on one day, built from it and never a source of truth.
 */
export class MatchIndex extends MatchReader {
  private memory: WasmMemorySource | undefined;

  constructor(
    products: readonly MatchProduct[],
    context: MatchContext,
    policy: MatchPolicy,
    private readonly options: IndexOptions = {},
  ) {
    const kernelName = options.kernel ?? (runsWasm ? 'wasm' : 'typescript');
    const memory = memoryFor(kernelName, options);
    super(
      lay(products, context, policy, { kernelName, memory }),
      kernelName,
      context,
      policy,
      options.cacheBytes ?? CACHE_BYTES,
    );
    this.memory = memory;
  }

  /** Enters a product or replaces the one of its id. */
  put(product: MatchProduct): void {
    this.putAll([product]);
  }

  /** All of them or, when one is refused or memory runs out, none. */
  private putAll(products: readonly MatchProduct[]): void {
    if (this.change(() => this.laid.table.put(products))) return;
    const replaced = new Set(products.map(({ id }) => id));
    const others = this.products.filter(({ id }) => !replaced.has(id));
    const memory = memoryFor(this.kernelName, this.options);
    // The table in use answers on until the new one stands.
    const { kernelName, context, policy } = this;
    this.laid = lay([...others, ...products], context, policy, { kernelName, memory });
    this.memory = memory;
  }

  remove(productId: string): void {
    this.change(() => this.laid.table.remove(productId));
  }

  /** A drawdown or repayment moved a facility's tier: a few writes for all its products. */
  setHeadroom(facilityCode: string, tier: HeadroomTier | undefined): void {
    this.change(() => this.laid.table.setTier(facilityCode, tier));
  }

  /** A facility opened, closed or changed its lenders: its products' gates are judged again. */
  setFacility(facility: ProductFacility): void {
    const funded = this.products.filter(({ facility: { code } }) => code === facility.code);
    this.putAll(funded.map((product) => ({ ...product, facility })));
  }

  /**
   * The index as it stands, for `openShared` in other threads: send it with postMessage or workerData. The bitmaps
   * are not copied. Any later change here ends it: readers then throw `MovedOn` and want another handle.
   */
  share(): SharedIndex {
    const { memory, kernelName, policy, context } = this;
    if (!this.options.shared || memory === undefined) {
      throw new Error('an index to be shared is made with { shared: true }');
    }
    const { table } = this.laid;
    const { epoch } = table.arena;
    const { asOf } = context;
    return { memory: memory.memory, epoch, kernelName, policy, asOf, table: snapshotOf(table) };
  }

  protected override dropCaches(): void {
    this.change(() => super.dropCaches());
  }

  private change<T>(make: () => T): T {
    return this.laid.table.arena.change(make);
  }
}

function memoryFor(kernel: KernelName, { shared = false }: IndexOptions): WasmMemorySource | undefined {
  return kernel === 'wasm' || shared ? wasmMemory(shared) : undefined;
}

function lay(
  products: readonly MatchProduct[],
  context: MatchContext,
  policy: MatchPolicy,
  { kernelName, memory }: { kernelName: KernelName; memory: WasmMemorySource | undefined },
): Laid {
  const table = layOutTable(products, context, policy, memory ?? heapMemory());
  return { table, kernel: openKernel(kernelName, table, policy, memory) };
}
