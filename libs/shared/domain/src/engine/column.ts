import type { Attribute, MatchContext, RequestFacts } from '../matching/index.js';
import type { Arena } from './arena.js';
import { FAILS, HOLDS, judge, type Condition } from './condition.js';
import { FactKeys } from './fact-key.js';
import { TreeConditions } from './tree-conditions.js';

/** Facts of one attribute that every condition judges alike, with what each condition says of them. */
export interface FactClass {
  readonly index: number;
  readonly facts: RequestFacts;
  /** Byte offset of one byte per condition: truth bits, OPEN, and the grade its score depends on. */
  readonly codes: number;
}

/** What clauses without a word on the attribute hold, and what places without a clause hold. */
export const NO_CONDITION = 0;
export const NO_CLAUSE = 1;
const FIRST = 2;

/** What another thread needs to know of a column; its codes stand in the memory both see. */
export interface ColumnSnapshot {
  readonly attribute: Attribute;
  readonly conditions: readonly Condition[];
  readonly classes: ReadonlyMap<string | number, FactClass>;
  readonly room: number;
  /** Codes that conditions or scoring tell apart, in the order of their numbers. */
  readonly codes: readonly string[];
}

/** One attribute of the registry: the distinct conditions on it, and the classes of facts met so far. */
export class Column {
  readonly keys: FactKeys;
  readonly conditions: (Condition | undefined)[] = [undefined, undefined];
  classes = new Map<string | number, FactClass>();
  private readonly ids = new Map<string, number>();
  private readonly tree: TreeConditions | undefined;
  private room = 0;

  constructor(
    readonly attribute: Attribute,
    private readonly context: MatchContext,
    private readonly arena: Arena,
  ) {
    this.keys = new FactKeys(attribute);
    if (attribute === 'region' || attribute === 'industry') {
      this.tree = new TreeConditions(attribute, context);
    }
  }

  static open(
    { attribute, conditions, classes, room, codes }: ColumnSnapshot,
    context: MatchContext,
    arena: Arena,
  ): Column {
    const column = new Column(attribute, context, arena);
    // First, so that each has the number by which classes were told apart.
    column.keys.learnCodes(codes);
    for (const condition of conditions) column.learn(condition, '');
    column.classes = new Map(classes);
    column.room = room;
    return column;
  }

  snapshot(): ColumnSnapshot {
    const { attribute, classes, room, keys } = this;
    const conditions = this.conditions.filter((one) => one !== undefined);
    return { attribute, classes: new Map(classes), room, conditions, codes: keys.codes };
  }

  idOf(condition: Condition | undefined): number {
    return condition === undefined ? NO_CONDITION : (this.ids.get(condition.key) ?? NO_CLAUSE);
  }

  /** The condition's number, new or known; `stale` if what was cached before cannot be told apart any more. */
  admit(condition: Condition, productId: string): { readonly id: number; readonly stale: boolean } {
    const known = this.ids.get(condition.key);
    if (known !== undefined) return { id: known, stale: false };
    const cached = [...this.classes.values()];
    // Judged before anything is noted: a condition that cannot be judged leaves the column as it was.
    const codes = cached.map(({ facts }) => this.codeOf(condition, facts));
    const finer = this.learn(condition, productId);
    const id = this.conditions.length - 1;
    const stale = finer || id >= this.room;
    if (!stale)
      for (const [at, one] of cached.entries()) this.arena.bytes[one.codes + id] = codes[at] ?? FAILS;
    return { id, stale: stale && cached.length > 0 };
  }

  private learn(condition: Condition, productId: string): boolean {
    // First what may fail: what is noted after it is noted together.
    this.tree?.add(condition);
    const finer = this.keys.learn(condition, productId);
    this.ids.set(condition.key, this.conditions.push(condition) - 1);
    return finer;
  }

  /** Codes that scoring tells apart; true if classes made before may now be too coarse. */
  learnCodes(codes: readonly string[]): boolean {
    return this.keys.learnCodes(codes) && this.classes.size > 0;
  }

  forget(): void {
    this.classes = new Map();
  }

  classOf(facts: RequestFacts): FactClass {
    const key = this.keys.keyOf(facts, this.context);
    const known = this.classes.get(key);
    if (known !== undefined) return known;
    const made = this.makeClass(facts);
    this.classes.set(key, made);
    return made;
  }

  private makeClass(facts: RequestFacts): FactClass {
    const only: RequestFacts = { [this.attribute]: facts[this.attribute] };
    if (this.classes.size === 0) this.room = Math.ceil(this.conditions.length * 1.25) + 30;
    const codes = this.arena.allocate(this.room);
    const { bytes } = this.arena;
    bytes[codes + NO_CONDITION] = HOLDS;
    if (this.tree === undefined) {
      for (let id = FIRST; id < this.conditions.length; id += 1) {
        const condition = this.conditions[id];
        bytes[codes + id] = condition === undefined ? FAILS : this.codeOf(condition, only);
      }
    } else {
      this.tree.writeCodes(only, bytes.subarray(codes + FIRST, codes + this.conditions.length));
    }
    return { index: this.classes.size, facts: only, codes };
  }

  private codeOf(condition: Condition, facts: RequestFacts): number {
    if (this.tree !== undefined) return this.tree.codeOf(condition, facts);
    return judge(condition, facts, this.context);
  }
}
