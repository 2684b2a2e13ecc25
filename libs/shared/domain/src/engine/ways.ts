import type { Change, ChangeCost, MatchContext, RequestFacts } from '../matching/index.js';
import { compareCosts, costOf, MAX_CHANGES } from '../matching/index.js';
import { MOVABLE, smallestMove, type Movable } from '../matching/moves.js';
import type { CriterionRow } from './criteria-rows.js';
import { hasSlot, slotOf } from './slot-reads.js';
import { int } from './typed-reads.js';

/** Changes that win products, with the slots they win. */
export interface Way {
  readonly changes: readonly Change[];
  readonly cost: ChangeCost;
  readonly slots: number[];
}

/** How many moves of each criterion a way's key tells apart; together they stay below 2^53. */
const MOVES: Readonly<Record<Movable, number>> = {
  amount: 2 ** 21,
  termMonths: 2 ** 20,
  collateral: 2 ** 8,
  purposes: 2 ** 4,
};
const IMPOSSIBLE = -1;

/** The smallest moves that satisfy the conditions of one criterion, each with a number from 1 on. */
class Moves {
  private readonly byCondition = new Map<number, number>();
  private readonly numbers = new Map<string, number>();
  readonly list: (readonly Change[])[] = [[]];

  constructor(
    readonly attribute: Movable,
    readonly row: CriterionRow,
    private readonly facts: RequestFacts,
    private readonly context: MatchContext,
  ) {}

  /** The number of what a failing slot asks; IMPOSSIBLE where no change would do. */
  numberAt(slot: number): number {
    const id = int(this.row.member.conditionOf, slot);
    const known = this.byCondition.get(id);
    if (known !== undefined) return known;
    const found = this.find(id);
    this.byCondition.set(id, found);
    return found;
  }

  private find(id: number): number {
    const { attribute, row, facts, context } = this;
    const atoms = row.member.column.conditions[id]?.atoms ?? [];
    // What asks least of one criterion asks least beside any other: the parts of a cost do not mix.
    const smallest = smallestMove(attribute, atoms, facts, context);
    if (smallest === undefined) return IMPOSSIBLE;
    const key = smallest.map(keyOf).join();
    const known = this.numbers.get(key);
    if (known !== undefined) return known;
    const number = this.list.push(smallest) - 1;
    this.numbers.set(key, number);
    return number;
  }
}

function keyOf(change: Change): string {
  switch (change.kind) {
    case 'amount':
      return String(change.to.fen);
    case 'term':
      return String(change.toMonths);
    case 'purpose':
      return change.to;
    default:
      return change.add;
  }
}

/** The ways into slots that fail only in what can be moved: those that ask least first. */
export function waysInto(
  candidates: Int32Array,
  rows: readonly CriterionRow[],
  facts: RequestFacts,
  { words, context }: { readonly words: Int32Array; readonly context: MatchContext },
): readonly Way[] {
  const movable = MOVABLE.flatMap((attribute) => {
    const row = rows.find((one) => one.attribute === attribute);
    return row === undefined ? [] : [new Moves(attribute, row, facts, context)];
  });
  const ways = new Map<number, Way | undefined>();
  const numbers = new Int32Array(movable.length);
  for (let at = 0; at < candidates.length; at += 1) {
    for (let rest = int(candidates, at); rest !== 0; rest &= rest - 1) {
      const slot = slotOf(at, rest & -rest);
      let key = 0;
      for (let which = 0; which < movable.length; which += 1) {
        const moves = movable[which];
        if (moves === undefined) break;
        const number = hasSlot(words, moves.row.holds, slot) ? 0 : moves.numberAt(slot);
        numbers[which] = number;
        key = number === IMPOSSIBLE ? Number.NaN : key * MOVES[moves.attribute] + number;
      }
      if (Number.isNaN(key)) continue;
      if (!ways.has(key)) {
        ways.set(
          key,
          wayOf(
            movable.flatMap((moves, which) => moves.list[int(numbers, which)] ?? []),
            facts,
          ),
        );
      }
      ways.get(key)?.slots.push(slot);
    }
  }
  return [...ways.values()].filter((way) => way !== undefined).sort((a, b) => compareCosts(a.cost, b.cost));
}

const wayOf = (changes: readonly Change[], facts: RequestFacts): Way | undefined =>
  changes.length > MAX_CHANGES ? undefined : { changes, cost: costOf(changes, facts), slots: [] };
