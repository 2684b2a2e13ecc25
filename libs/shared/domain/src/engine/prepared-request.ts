import type { Attribute, MatchContext, MatchPolicy, RequestFacts } from '../matching/index.js';
import { completeFacts, fenOf, MECHANISMS, NEUTRAL_POINTS } from '../matching/index.js';
import type { Row } from './bitmap-rows.js';
import { shareOf } from './grades.js';
import { MAX_ROWS, PLAN, PLAN_WORDS, UNROLLED_ROWS, type Plan } from './plan.js';
import type { SlotTable } from './slot-table.js';

/** A request made ready for an index: facts completed, bitmaps found. Valid until that index changes. */
export interface PreparedRequest {
  readonly facts: RequestFacts;
  readonly rows: readonly Row[];
  readonly plan: Plan;
  readonly table: SlotTable;
  readonly generation: number;
}

export const isCurrent = ({ table, generation }: PreparedRequest, present: SlotTable): boolean =>
  table === present && generation === present.generation;

export function prepareRequest(
  given: RequestFacts,
  table: SlotTable,
  context: MatchContext,
  policy: MatchPolicy,
): PreparedRequest {
  const facts = completeFacts(given, context);
  const rows = table.groups.map((group) => group.rowOf(facts));
  const plan: Plan = {
    words: new Int32Array(PLAN_WORDS),
    amountFen: amountOf(facts, context),
    termMonths: facts.termMonths?.value,
    rateCeiling: facts.rateCeilingBp?.value,
  };
  const { words } = plan;
  const codesOf = (attribute: Attribute) => table.columns.get(attribute)?.column.classOf(facts).codes ?? 0;
  words[PLAN.region] = codesOf('region');
  words[PLAN.industry] = codesOf('industry');
  words[PLAN.collateral] = codesOf('collateral');
  words[PLAN.lists] = table.preferences.tableFor(facts.enterpriseLists?.value.members ?? []);
  for (const [at, mechanism] of MECHANISMS.entries()) {
    const bySize: Readonly<Record<string, number>> = policy.points.programme[mechanism];
    const size = facts.sizeClass?.value;
    const points = size === undefined ? NEUTRAL_POINTS : (bySize[size] ?? NEUTRAL_POINTS);
    words[PLAN.programme + at] = shareOf(policy, 'programme', points);
  }
  writeRows(words, rows, table.gates);
  return { facts, rows, plan, table, generation: table.generation };
}

function amountOf({ amount }: RequestFacts, context: MatchContext): number | undefined {
  const fen = amount && fenOf(amount.value, context);
  return fen === undefined ? undefined : Number(fen);
}

/** The rarest bitmaps first, so that most words are settled after a few. */
function writeRows(words: Int32Array, rows: readonly Row[], gates: number): void {
  const byRarity = [...rows].sort((a, b) => a.count - b.count);
  const count = Math.max(UNROLLED_ROWS, byRarity.length + 1);
  if (count > MAX_ROWS)
    throw new RangeError(`${count} bitmaps for one request, at most ${MAX_ROWS} are expected`);
  words[PLAN.groups] = count;
  words[PLAN.open] = Number(rows.some(({ holds, notFalse }) => holds !== notFalse));
  for (let at = 0; at < count; at += 1) {
    words[PLAN.holds + at] = byRarity[at]?.holds ?? gates;
    words[PLAN.holds + MAX_ROWS + at] = byRarity[at]?.notFalse ?? gates;
  }
}
