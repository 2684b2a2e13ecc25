import type { MatchContext, MatchResult, MissingFact, OpenProduct } from '../matching/index.js';
import { evaluateAtom } from '../matching/atoms.js';
import { missingFacts, verdictOf, type EvaluatedAtom, type EvaluatedClause } from '../matching/evaluate.js';
import type { Row } from './bitmap-rows.js';
import { HOLDS, NOT_FALSE, type Condition } from './condition.js';
import type { PreparedRequest } from './prepared-request.js';
import type { SlotTable } from './slot-table.js';
import { int } from './typed-reads.js';

/** Every product's verdict, and what is missing of those that need information, both in product order. */
export function verdictsOf(
  request: PreparedRequest,
  table: SlotTable,
  context: MatchContext,
): Pick<MatchResult, 'verdicts' | 'needsInformation'> {
  const { words } = table.arena;
  const holds = conjunction(
    words,
    request.rows.map((row) => row.holds),
    table.shape.words,
  );
  const isOpen = request.rows.some((row) => row.holds !== row.notFalse);
  const notFalse = isOpen
    ? conjunction(
        words,
        request.rows.map((row) => row.notFalse),
        table.shape.words,
      )
    : holds;
  const missing = new MissingFinder(request, table, context);
  const verdicts: MatchResult['verdicts'][number][] = [];
  const needsInformation: OpenProduct[] = [];
  for (const number of table.ordered) {
    const product = table.products[number];
    if (product === undefined) continue;
    const slots = table.slotsOf[number] ?? [];
    const rules = slots.some((slot) => has(holds, slot))
      ? 'true'
      : slots.some((slot) => has(notFalse, slot))
        ? 'unknown'
        : 'false';
    const verdict = verdictOf(rules, rules !== 'false' && table.gatesOpen(number));
    verdicts.push({ productId: product.id, productVersion: product.version, verdict });
    if (verdict !== 'needs_information') continue;
    const open = slots.filter((slot) => has(notFalse, slot));
    needsInformation.push({ productId: product.id, missing: missing.of(open) });
  }
  return { verdicts, needsInformation };
}

const has = (bits: Int32Array, slot: number): boolean => (int(bits, slot >> 5) & (1 << (slot & 31))) !== 0;

function conjunction(words: Int32Array, rows: readonly Row['holds'][], length: number): Int32Array {
  const [first, ...others] = rows;
  const result = first === undefined ? new Int32Array(length).fill(-1) : words.slice(first, first + length);
  for (const row of others) {
    for (let at = 0; at < length; at += 1) result[at] = int(result, at) & int(words, row + at);
  }
  return result;
}

/** Asks the definition what is wrong with undecided conditions, once per condition. */
class MissingFinder {
  private readonly asked = new Map<Condition, readonly EvaluatedAtom[]>();
  private readonly columns;

  constructor(
    private readonly request: PreparedRequest,
    private readonly table: SlotTable,
    private readonly context: MatchContext,
  ) {
    this.columns = [...table.columns.values()].map(({ column, conditionOf }) => ({
      conditionOf,
      conditions: column.conditions,
      codes: column.classOf(request.facts).codes,
    }));
  }

  of(slots: readonly number[]): readonly MissingFact[] {
    return missingFacts(
      slots.map((slot, index): EvaluatedClause => ({
        index,
        truth: 'unknown',
        atoms: this.undecided(slot),
      })),
    );
  }

  private undecided(slot: number): readonly EvaluatedAtom[] {
    const { bytes } = this.table.arena;
    return this.columns.flatMap(({ conditions, conditionOf, codes }) => {
      const id = int(conditionOf, slot);
      const condition = conditions[id];
      const isUnknown = ((bytes[codes + id] ?? 0) & HOLDS) === NOT_FALSE;
      return condition !== undefined && isUnknown ? this.ask(condition) : [];
    });
  }

  private ask(condition: Condition): readonly EvaluatedAtom[] {
    const known = this.asked.get(condition);
    if (known !== undefined) return known;
    const { facts } = this.request;
    const answer = condition.atoms.map((atom) => ({ atom, ...evaluateAtom(atom, facts, this.context) }));
    this.asked.set(condition, answer);
    return answer;
  }
}
