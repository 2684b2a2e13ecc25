import type { Attribute, MatchContext, RequestFacts } from '../matching/index.js';
import { Arena, heapMemory } from './arena.js';
import { rowBytes, setBit, summarise, type RowShape } from './bitmap-rows.js';
import { HOLDS, judge, NOT_FALSE, type Condition } from './condition.js';
import { FactPartition } from './fact-partition.js';
import { treeJudge } from './tree-judge.js';
import { byte, int, popcount } from './typed-reads.js';

/** A condition over all live requests, as word offsets of its two bitmaps: one and the same if nothing is open. */
export interface RequestRow {
  readonly condition: Condition;
  readonly holds: number;
  readonly notFalse: number;
  readonly count: number;
}

/** Bitmaps over requests, one pair per condition, made when a product first sets it. */
export class RequestRows {
  readonly arena = new Arena(heapMemory());
  /** Which positions hold a request. */
  readonly live: number;
  private rows = new Map<string, RequestRow>();
  private readonly paths = new Map<string, readonly string[]>();
  private readonly partitions = new Map<string, FactPartition>();

  constructor(
    readonly shape: RowShape,
    private readonly requests: readonly (RequestFacts | undefined)[],
    private readonly context: MatchContext,
    private readonly cacheBytes: number,
  ) {
    this.live = this.arena.allocate(rowBytes(shape)) >> 2;
    this.arena.keep();
  }

  /** Called between percolations, so that rows in use are never dropped. */
  trim(): void {
    if (this.arena.cachedBytes <= this.cacheBytes) return;
    this.rows = new Map();
    this.arena.dropCached();
  }

  rowOf(condition: Condition): RequestRow {
    const known = this.rows.get(condition.key);
    if (known !== undefined) return known;
    const made = this.make(condition);
    this.rows.set(condition.key, made);
    return made;
  }

  /** A request entered, changed or (without facts) left; judged throughout before anything is written. */
  refresh(position: number, facts: RequestFacts | undefined): void {
    const { arena, shape, context } = this;
    const codes =
      facts === undefined
        ? []
        : [...this.rows.values()].map((row) => ({ row, code: judge(row.condition, facts, context) }));
    const entries =
      facts === undefined
        ? []
        : [...this.partitions.values()].map((partition) => ({
            partition,
            number: partition.numberOf(facts),
          }));
    setBit(arena, shape, this.live, position, facts !== undefined);
    for (const { partition, number } of entries) partition.enter(position, number);
    for (const { row, code } of codes) {
      const { condition, holds, notFalse } = row;
      if (holds === notFalse && (code & HOLDS) === NOT_FALSE) {
        // One bitmap is no longer enough: made anew when it is needed.
        this.rows.delete(condition.key);
        continue;
      }
      setBit(arena, shape, holds, position, (code & HOLDS) === HOLDS);
      setBit(arena, shape, notFalse, position, (code & NOT_FALSE) !== 0);
    }
  }

  /** How many live requests a row holds for. */
  countLive(row: RequestRow | undefined, among: Int32Array): number {
    const { words } = this.arena;
    const holds = row?.holds ?? this.live;
    let count = 0;
    for (let at = 0; at < this.shape.words; at += 1) {
      count += popcount(int(words, holds + at) & int(words, this.live + at) & int(among, at));
    }
    return count;
  }

  private make(condition: Condition): RequestRow {
    const { facts, classOf } = this.partitionFor(condition);
    const codes = Uint8Array.from(facts, this.judgeOf(condition));
    const holds = this.arena.allocate(rowBytes(this.shape)) >> 2;
    const count = this.pack(codes, classOf, holds, HOLDS);
    const isOpen = codes.some((code) => (code & HOLDS) === NOT_FALSE);
    if (!isOpen) return { condition, holds, notFalse: holds, count };
    const notFalse = this.arena.allocate(rowBytes(this.shape)) >> 2;
    return { condition, holds, notFalse, count: this.pack(codes, classOf, notFalse, NOT_FALSE) };
  }

  /** Writes who has all the wanted bits; returns how many. */
  private pack(codes: Uint8Array, classOf: Int32Array, row: number, wanted: number): number {
    const { words } = this.arena;
    let count = 0;
    for (let word = 0; word < this.shape.words; word += 1) {
      let bits = 0;
      for (let bit = 0; bit < 32; bit += 1) {
        if ((byte(codes, int(classOf, (word << 5) + bit)) & wanted) === wanted) bits |= 1 << bit;
      }
      words[row + word] = bits;
      count += popcount(bits);
    }
    summarise(this.arena, this.shape, row);
    return count;
  }

  private judgeOf(condition: Condition): (facts: RequestFacts) => number {
    const { attribute } = condition;
    if (attribute !== 'region' && attribute !== 'industry')
      return (facts) => judge(condition, facts, this.context);
    return treeJudge(condition, attribute, this.context, this.pathOf);
  }

  private readonly pathOf = (attribute: 'region' | 'industry', code: string): readonly string[] => {
    const key = `${attribute} ${code}`;
    const path = this.paths.get(key) ?? this.context.hierarchies[attribute].path(code);
    this.paths.set(key, path);
    return path;
  };

  private partitionFor({ attribute, atoms }: Condition): FactPartition {
    const withEvidence = atoms.some(
      (atom) => atom.maxAgeDays !== undefined || atom.minProvenance !== undefined,
    );
    const key = `${attribute}${withEvidence ? '+' : ''}`;
    const known = this.partitions.get(key);
    if (known !== undefined) return known;
    const made = this.partition(attribute, withEvidence);
    this.partitions.set(key, made);
    return made;
  }

  private partition(attribute: Attribute, withEvidence: boolean): FactPartition {
    const made = new FactPartition(attribute, withEvidence, 32 * this.shape.words);
    for (const [position, facts] of this.requests.entries()) made.enter(position, made.numberOf(facts ?? {}));
    return made;
  }
}
