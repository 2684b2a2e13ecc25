import type { Attribute, FactValue, Hierarchy, MatchContext, RequestFacts } from '../matching/index.js';
import { criterionOf } from '../matching/index.js';
import type { Arena } from './arena.js';
import { codesNamed, FAILS, HOLDS, judge, leavesOpen, type Condition } from './condition.js';
import { FactKeys } from './fact-key.js';
import { GRADE_SHIFT, gradeOf, OPEN } from './grades.js';

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

/** One attribute of the registry: the distinct conditions on it, and the classes of facts met so far. */
export class Column {
  readonly keys: FactKeys;
  readonly conditions: (Condition | undefined)[] = [undefined, undefined];
  classes = new Map<string | number, FactClass>();
  private readonly ids = new Map<string, number>();
  private readonly tree: TreeTouch | undefined;
  private room = 0;

  constructor(
    readonly attribute: Attribute,
    private readonly context: MatchContext,
    private readonly arena: Arena,
  ) {
    this.keys = new FactKeys(attribute);
    const { kind } = criterionOf(attribute);
    if (kind === 'hierarchy' && (attribute === 'region' || attribute === 'industry')) {
      this.tree = new TreeTouch(context.hierarchies[attribute]);
    }
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
    const finer = this.keys.learn(condition, productId);
    const id = this.conditions.push(condition) - 1;
    this.ids.set(condition.key, id);
    this.tree?.add(id, condition);
    const stale = finer || id >= this.room;
    if (!stale) for (const [at, one] of cached.entries()) this.arena.bytes[one.codes + id] = codes[at] ?? FAILS;
    return { id, stale: stale && cached.length > 0 };
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
    const value: FactValue | undefined = facts[this.attribute]?.value;
    const touched = typeof value === 'string' ? this.tree?.touched(value) : undefined;
    if (touched === undefined) {
      for (let id = FIRST; id < this.conditions.length; id += 1) bytes[codes + id] = this.codeById(id, only);
    } else {
      bytes.set(this.tree?.elsewhere ?? [], codes + FIRST);
      for (const id of touched) bytes[codes + id] = this.codeById(id, only);
    }
    return { index: this.classes.size, facts: only, codes };
  }

  private codeById(id: number, facts: RequestFacts): number {
    const condition = this.conditions[id];
    return condition === undefined ? FAILS : this.codeOf(condition, facts);
  }

  private codeOf(condition: Condition, facts: RequestFacts): number {
    const { context } = this;
    const open = leavesOpen(condition, facts, context) ? OPEN : 0;
    return judge(condition, facts, context) | open | (gradeOf(condition, facts, context) << GRADE_SHIFT);
  }
}

/**
 * Which conditions a place or trade can meet at all. Most name nodes elsewhere in the tree, and what they say of
 * a disjoint code is the same for all such codes.
 */
class TreeTouch {
  readonly elsewhere: number[] = [];
  private readonly byNode = new Map<string, number[]>();
  private readonly byAncestor = new Map<string, number[]>();
  private readonly always: number[] = [];

  constructor(private readonly hierarchy: Hierarchy) {}

  add(id: number, { atoms }: Condition): void {
    this.elsewhere.push(atoms.some(({ op }) => op === 'within') ? FAILS : HOLDS);
    if (atoms.some(({ maxAgeDays, minProvenance }) => maxAgeDays !== undefined || minProvenance !== undefined)) {
      this.always.push(id);
    }
    for (const node of new Set(atoms.flatMap(codesNamed))) {
      push(this.byNode, node, id);
      for (const code of this.hierarchy.path(node)) push(this.byAncestor, code, id);
    }
  }

  /** Undefined when every condition has to be asked: the code is not in the tree. */
  touched(code: string): ReadonlySet<number> | undefined {
    const path = this.hierarchy.path(code);
    if (path.length === 0) return undefined;
    const above = path.flatMap((node) => this.byNode.get(node) ?? []);
    return new Set([...this.always, ...above, ...(this.byAncestor.get(code) ?? [])]);
  }
}

function push(index: Map<string, number[]>, code: string, id: number): void {
  const ids = index.get(code);
  if (ids === undefined) index.set(code, [id]);
  else ids.push(id);
}
