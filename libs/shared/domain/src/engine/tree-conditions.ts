import type { Hierarchy, MatchContext, RequestFacts } from '../matching/index.js';
import { codesNamed, FAILS, HOLDS, judge, NOT_FALSE, OPEN, type Condition } from './condition.js';
import { GRADE_SHIFT, HIGHEST } from './grades.js';
import { byte, int } from './typed-reads.js';

const HERE_OR_ABOVE = HOLDS;
const BENEATH = NOT_FALSE;

/** A condition's atoms as ranges of the node list. */
interface PlacedAtom {
  readonly isWithin: boolean;
  readonly from: number;
  readonly to: number;
}

/**
 * Conditions on a place or a trade. A catalogue has thousands of them and a request's facts meet them all, so
 * the codes they name are numbered, and looked up in one list that says where each lies from the fact's own.
 */
export class TreeConditions {
  private readonly hierarchy: Hierarchy;
  private readonly numbers = new Map<string, number>();
  private readonly beneath = new Map<string, number[]>();
  private readonly conditions: Condition[] = [];
  private readonly placed: (readonly PlacedAtom[])[] = [];
  /** What each condition says of a code that lies nowhere near those it names. */
  private elsewhere = new Uint8Array(1024);
  /** Codes for what lies within a node, until another condition comes. */
  private readonly inside = new Map<string, Uint8Array>();
  /** Conditions naming a numbered code. */
  private readonly naming: number[][] = [];
  /** Evidence depends on the fact's date and source: rare, and left to the definition. */
  private readonly withEvidence: number[] = [];
  private nodes = new Int32Array(1024);
  private length = 0;

  constructor(
    private readonly attribute: 'region' | 'industry',
    private readonly context: MatchContext,
  ) {
    this.hierarchy = context.hierarchies[attribute];
  }

  add(condition: Condition): void {
    const { atoms } = condition;
    // Code tables may fail: they are asked before anything refers to the condition.
    for (const code of atoms.flatMap(codesNamed)) this.numberOf(code);
    this.inside.clear();
    const id = this.conditions.push(condition) - 1;
    this.placed.push(atoms.map((atom) => this.place(atom.op === 'within', codesNamed(atom), id)));
    if (id >= this.elsewhere.length) {
      const larger = new Uint8Array(2 * this.elsewhere.length);
      larger.set(this.elsewhere);
      this.elsewhere = larger;
    }
    this.elsewhere[id] = atoms.some(({ op }) => op === 'within') ? FAILS : HOLDS;
    if (atoms.some((atom) => atom.maxAgeDays !== undefined || atom.minProvenance !== undefined)) {
      this.withEvidence.push(id);
    }
  }

  /** One condition by the definition itself. */
  codeOf(condition: Condition, facts: RequestFacts): number {
    const path = this.hierarchy.path(facts[this.attribute]?.value ?? '');
    let depth = 0;
    for (const atom of condition.atoms) {
      if (atom.op !== 'within') continue;
      for (const node of atom.operand) depth = Math.max(depth, path.indexOf(node) + 1);
    }
    return judge(condition, facts, this.context) | (Math.min(HIGHEST, depth) << GRADE_SHIFT);
  }

  /** The codes of all conditions, in the order they were added. */
  writeCodes(facts: RequestFacts, into: Uint8Array): void {
    const code = facts[this.attribute]?.value;
    const path = code === undefined ? [] : this.hierarchy.path(code);
    if (code === undefined || path.length === 0) {
      for (const [id, condition] of this.conditions.entries()) into[id] = this.codeOf(condition, facts);
      return;
    }
    into.set(this.insideOf(path.slice(0, -1)));
    const whereabouts = this.whereabouts(path, this.beneath.get(code) ?? []);
    for (const number of this.beneath.get(code) ?? []) this.rejudge(number, whereabouts, into);
    for (const id of this.withEvidence) {
      const condition = this.conditions[id];
      if (condition !== undefined) into[id] = this.codeOf(condition, facts);
    }
  }

  /**
   * The codes for whatever lies within the last node of a path and is not named itself, nor what is beneath it: what
   * conditions naming deeper nodes say of it, they say of its neighbours.
   */
  private insideOf(path: readonly string[]): Uint8Array {
    const node = path.at(-1);
    if (node === undefined) return this.elsewhere.subarray(0, this.conditions.length);
    const known = this.inside.get(node);
    if (known !== undefined) return known;
    const codes = this.insideOf(path.slice(0, -1)).slice();
    const number = this.numbers.get(node);
    if (number !== undefined) this.rejudge(number, this.whereabouts(path, []), codes);
    this.inside.set(node, codes);
    return codes;
  }

  private rejudge(number: number, whereabouts: Uint8Array, into: Uint8Array): void {
    for (const id of this.naming[number] ?? []) into[id] = this.codeFrom(this.placed[id] ?? [], whereabouts);
  }

  /** Per numbered code: truth bits of "the fact lies within it", and the level it stands on. */
  private whereabouts(path: readonly string[], beneath: readonly number[]): Uint8Array {
    const list = new Uint8Array(this.numbers.size);
    for (const number of beneath) list[number] = BENEATH;
    for (const [level, node] of path.entries()) {
      const number = this.numbers.get(node);
      if (number !== undefined) list[number] = HERE_OR_ABOVE | (Math.min(HIGHEST, level + 1) << GRADE_SHIFT);
    }
    return list;
  }

  private codeFrom(atoms: readonly PlacedAtom[], whereabouts: Uint8Array): number {
    let bits = HOLDS;
    let open = 0;
    let depth = 0;
    for (const { isWithin, from, to } of atoms) {
      let within = 0;
      for (let at = from; at < to; at += 1) {
        const where = byte(whereabouts, int(this.nodes, at));
        within |= where & HOLDS;
        if (isWithin) depth = Math.max(depth, where >> GRADE_SHIFT);
      }
      // Negation swaps and inverts the two bits, so that the unknown stays unknown.
      const truth = isWithin ? within : ((~within & 1) << 1) | ((~within >> 1) & 1);
      bits &= truth;
      if (truth === NOT_FALSE) open = OPEN;
    }
    return bits | open | (depth << GRADE_SHIFT);
  }

  private place(isWithin: boolean, codes: readonly string[], id: number): PlacedAtom {
    const from = this.length;
    if (from + codes.length > this.nodes.length) {
      const larger = new Int32Array(2 * (from + codes.length));
      larger.set(this.nodes);
      this.nodes = larger;
    }
    for (const code of codes) {
      const number = this.numberOf(code);
      this.nodes[this.length] = number;
      this.length += 1;
      this.naming[number]?.push(id);
    }
    return { isWithin, from, to: this.length };
  }

  private numberOf(code: string): number {
    const known = this.numbers.get(code);
    if (known !== undefined) return known;
    const path = this.hierarchy.path(code);
    const number = this.numbers.size;
    this.numbers.set(code, number);
    this.naming.push([]);
    for (const ancestor of path) {
      const list = this.beneath.get(ancestor);
      if (list === undefined) this.beneath.set(ancestor, [number]);
      else list.push(number);
    }
    return number;
  }
}
