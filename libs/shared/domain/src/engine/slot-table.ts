import type { Attribute, Clause, HeadroomTier, MatchContext, MatchProduct } from '../matching/index.js';
import { isOpenButForQuota } from '../matching/gates.js';
import type { Arena } from './arena.js';
import { setBit, type RowGroup, type RowShape, type SlotColumn } from './bitmap-rows.js';
import { checkProduct } from './check-product.js';
import type { PlacedClause } from './clusters.js';
import { NO_CLAUSE, NO_CONDITION } from './column.js';
import { conditionsOf } from './condition.js';
import { MARKS, RECORD, RECORD_WORDS } from './records.js';
import type { Pools } from './pools.js';
import type { Scoring } from './scoring.js';

/** What a table is put together from: word offsets into the arena, and what tells their content apart. */
export interface TableParts {
  readonly arena: Arena;
  readonly shape: RowShape;
  readonly columns: ReadonlyMap<Attribute, SlotColumn>;
  /** Criteria combined for matching, and each on its own for near-misses. */
  readonly groups: readonly RowGroup[];
  readonly singles: readonly RowGroup[];
  readonly scoring: Scoring;
  /** Records and marks of the slots, slots behind open gates, slots of products with several clauses. */
  readonly records: number;
  readonly marks: number;
  readonly gates: number;
  readonly several: number;
}

interface Placement {
  readonly product: MatchProduct;
  readonly clause: Clause;
  readonly index: number;
  readonly conditions: ReadonlyMap<Attribute, number>;
  readonly marks: readonly number[];
  readonly pool: number;
  /** Behind gates that are open, whatever is left of the quota. */
  readonly open: boolean;
}

/** Products laid out as slots, one per clause, with the bitmaps over them. */
export class SlotTable {
  readonly arena: Arena;
  readonly shape: RowShape;
  readonly columns: TableParts['columns'];
  readonly groups: readonly RowGroup[];
  readonly singles: readonly RowGroup[];
  readonly scoring: Scoring;
  readonly pools: Pools;
  readonly records: number;
  readonly marks: number;
  readonly gates: number;
  readonly several: number;
  readonly products: (MatchProduct | undefined)[] = [];
  readonly slotsOf: (readonly number[])[] = [];
  /** Grows whenever offsets taken before became void. */
  generation = 0;
  private readonly numbers = new Map<string, number>();
  private readonly free: number[] = [];
  private sortedNumbers: readonly number[] | undefined;

  constructor(
    parts: TableParts,
    readonly context: MatchContext,
  ) {
    this.arena = parts.arena;
    this.shape = parts.shape;
    this.columns = parts.columns;
    this.groups = parts.groups;
    this.singles = parts.singles;
    this.scoring = parts.scoring;
    this.pools = parts.scoring.pools;
    this.records = parts.records;
    this.marks = parts.marks;
    this.gates = parts.gates;
    this.several = parts.several;
  }

  /**
   * Enters or replaces products, all of them or none; false when there is no room for them and the table must be
   * made anew.
   */
  put(products: readonly MatchProduct[]): boolean {
    for (const product of products) checkProduct(product);
    const clauses = products.flatMap((product) => product.clauses);
    if (clauses.some((clause) => clause.some(({ attribute }) => !this.columns.has(attribute)))) return false;
    const missing = products.map(({ id, clauses: { length } }) => length - this.slotsOfId(id).length);
    if (missing.reduce((sum, slots) => sum + Math.max(0, slots), 0) > this.free.length) return false;
    // Everything that can be refused is refused before the first slot changes.
    const prepared = products.map((product) => ({ product, placements: this.prepare(product) }));
    if (prepared.some(({ placements }) => placements === undefined)) return false;
    for (const { product, placements = [] } of prepared) this.enter(product, placements);
    return true;
  }

  private slotsOfId(id: string): readonly number[] {
    return this.slotsOf[this.numbers.get(id) ?? -1] ?? [];
  }

  private enter(product: MatchProduct, placements: readonly Placement[]): void {
    const number = this.numbers.get(product.id);
    const own = this.slotsOfId(product.id);
    const slots = placements.map((_, at) => own[at] ?? this.free.pop() ?? 0);
    const at = number ?? this.enlist(product);
    this.products[at] = product;
    this.slotsOf[at] = slots;
    for (const [index, placement] of placements.entries()) this.write(slots[index] ?? 0, at, placement, true);
    for (const slot of own.slice(placements.length)) this.vacate(slot);
    // Slots taken anew bear no rank yet.
    if (number === undefined || slots.length > own.length) this.writeRanks();
  }

  remove(id: string): void {
    const number = this.numbers.get(id);
    if (number === undefined) return;
    for (const slot of this.slotsOf[number] ?? []) this.vacate(slot);
    this.products[number] = undefined;
    this.slotsOf[number] = [];
    this.numbers.delete(id);
    this.sortedNumbers = undefined;
    this.writeRanks();
  }

  /** Within a tier nothing moves; a pool that runs dry or is filled again closes or opens its slots. */
  setTier(facilityCode: string, tier: HeadroomTier | undefined): void {
    const turned = this.pools.setTier(facilityCode, tier);
    if (turned.size === 0) return;
    const { words } = this.arena;
    for (let slot = 0; slot < 32 * this.shape.words; slot += 1) {
      const record = this.records + slot * RECORD_WORDS;
      if (!turned.has(words[record + RECORD.pool] ?? -1)) continue;
      const isOpen = words[record + RECORD.open] !== 0 && tier !== 'exhausted';
      setBit(this.arena, this.shape, this.gates, slot, isOpen);
    }
  }

  /** The product as it stands, with the present headroom of its funding. */
  productAt(number: number): MatchProduct | undefined {
    const product = this.products[number];
    const pool = this.poolOf(number);
    if (product === undefined || pool === undefined) return product;
    const tier = this.pools.tierOf(pool);
    if (tier === product.facility.headroom) return product;
    const { headroom: _before, ...facility } = product.facility;
    return { ...product, facility: tier === undefined ? facility : { ...facility, headroom: tier } };
  }

  gatesOpen(number: number): boolean {
    const [slot] = this.slotsOf[number] ?? [];
    if (slot === undefined) return false;
    return ((this.arena.words[this.gates + (slot >> 5)] ?? 0) & (1 << (slot & 31))) !== 0;
  }

  /** Numbers of the products in the order of their ids. */
  get ordered(): readonly number[] {
    this.sortedNumbers ??= [...this.numbers].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, number]) => number);
    return this.sortedNumbers;
  }

  dropCaches(): void {
    for (const { column } of this.columns.values()) column.forget();
    for (const group of this.everyGroup()) group.forget();
    this.scoring.forget();
    this.arena.dropCached();
    this.generation += 1;
  }

  /** Criteria that stand alone when matching are in both lists. */
  everyGroup(): ReadonlySet<RowGroup> {
    return new Set([...this.groups, ...this.singles]);
  }

  private poolOf(number: number): number | undefined {
    const [slot] = this.slotsOf[number] ?? [];
    return slot === undefined
      ? undefined
      : this.arena.words[this.records + slot * RECORD_WORDS + RECORD.pool];
  }

  /** Fills an empty table: the clause placed first has the first slot. */
  layOut(products: readonly MatchProduct[], placed: readonly PlacedClause[]): void {
    for (const product of products) {
      if (this.numbers.has(product.id)) throw new RangeError('a product stands twice in the catalogue');
      this.enlist(product);
    }
    const slotsOf = products.map((): number[] => []);
    const prepared = new Map<string, readonly Placement[]>();
    for (const [slot, { product, index }] of placed.entries()) {
      const number = this.numbers.get(product.id) ?? 0;
      const placements = prepared.get(product.id) ?? this.prepare(product) ?? [];
      prepared.set(product.id, placements);
      const placement = placements[index];
      const own = slotsOf[number];
      if (placement === undefined || own === undefined) throw new Error(`product ${product.id} has no place`);
      own[index] = slot;
      this.write(slot, number, placement, false);
    }
    for (const own of slotsOf) this.slotsOf.push(own);
    for (let slot = 32 * this.shape.words - 1; slot >= placed.length; slot -= 1) this.free.push(slot);
    this.writeRanks();
  }

  /** Takes over products whose slots another thread has filled. */
  adopt(products: readonly (MatchProduct | undefined)[], slotsOf: readonly (readonly number[])[]): void {
    for (const [number, product] of products.entries()) {
      this.products.push(product);
      this.slotsOf.push(slotsOf[number] ?? []);
      if (product !== undefined) this.numbers.set(product.id, number);
    }
  }

  private prepare(product: MatchProduct): readonly Placement[] | undefined {
    const pool = this.pools.poolOf(product);
    if (pool === undefined) return undefined;
    const open = isOpenButForQuota(product, this.context.asOf);
    const stale: boolean[] = [];
    try {
      const clauses = product.clauses.map((clause) => {
        const conditions = new Map<Attribute, number>();
        for (const condition of conditionsOf(clause)) {
          const admitted = this.columns.get(condition.attribute)?.column.admit(condition, product.id);
          stale.push(admitted?.stale === true);
          conditions.set(condition.attribute, admitted?.id ?? NO_CLAUSE);
        }
        return { clause, conditions };
      });
      stale.push(this.columns.get('enterpriseLists')?.column.learnCodes(product.preferredLists) === true);
      return clauses.map((one, index) => {
        const scored = this.scoring.marksOf(product, one.clause, pool);
        stale.push(scored.stale);
        return { ...one, product, index, pool, open, marks: scored.marks };
      });
    } finally {
      // Also when a later condition was refused: what the earlier ones told apart stays known.
      if (stale.includes(true)) this.dropCaches();
    }
  }

  private enlist(product: MatchProduct): number {
    const number = this.products.push(product) - 1;
    this.numbers.set(product.id, number);
    this.sortedNumbers = undefined;
    return number;
  }

  private write(slot: number, number: number, placement: Placement, refresh: boolean): void {
    const { product, conditions, open } = placement;
    const { words, halves } = this.arena;
    const record = this.records + slot * RECORD_WORDS;
    const conditionOn = (attribute: Attribute) => conditions.get(attribute) ?? NO_CONDITION;
    words[record + RECORD.product] = number;
    words[record + RECORD.pool] = placement.pool;
    words[record + RECORD.clause] = 2 * placement.index + Number(product.clauses.length > 1);
    words[record + RECORD.region] = conditionOn('region');
    words[record + RECORD.industry] = conditionOn('industry');
    halves.set(placement.marks, 2 * this.marks + slot * MARKS);
    words[record + RECORD.open] = Number(open);
    setBit(this.arena, this.shape, this.gates, slot, open && !this.pools.isExhausted(placement.pool));
    setBit(this.arena, this.shape, this.several, slot, product.clauses.length > 1);
    this.writeConditions(slot, conditionOn, refresh);
  }

  private writeConditions(
    slot: number,
    conditionOn: (attribute: Attribute) => number,
    refresh: boolean,
  ): void {
    const changed = new Set<SlotColumn>();
    for (const [attribute, column] of this.columns) {
      if (column.conditionOf[slot] !== conditionOn(attribute)) changed.add(column);
      column.conditionOf[slot] = conditionOn(attribute);
    }
    if (!refresh) return;
    for (const group of this.everyGroup()) {
      // Requests prepared before know only one of the two bitmaps.
      if (group.members.some((member) => changed.has(member)) && group.refresh(slot)) this.generation += 1;
    }
  }

  private vacate(slot: number): void {
    this.arena.words[this.records + slot * RECORD_WORDS + RECORD.open] = 0;
    setBit(this.arena, this.shape, this.gates, slot, false);
    setBit(this.arena, this.shape, this.several, slot, false);
    this.writeConditions(slot, () => NO_CLAUSE, true);
    this.free.push(slot);
  }

  private writeRanks(): void {
    const { words } = this.arena;
    for (const [rank, number] of this.ordered.entries()) {
      const slots = this.slotsOf[number] ?? [];
      for (const slot of slots) {
        words[this.records + slot * RECORD_WORDS + RECORD.rank] = rank;
        words[this.records + slot * RECORD_WORDS + RECORD.home] = slots[0] ?? slot;
      }
    }
  }
}
