import type { Attribute, MatchContext, RequestFacts } from '../matching/index.js';
import { completeFacts } from '../matching/index.js';
import type { Row } from './bitmap-rows.js';
import type { FactClass } from './column.js';
import { MAX_ROWS, UNROLLED_ROWS, type Plan } from './plan.js';
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
): PreparedRequest {
  const facts = isComplete(given) ? given : completeFacts(given, context);
  const rows = table.groups.map((group) => group.rowOf(facts));
  const classOn = (attribute: Attribute) => classAmong(rows, table, attribute);
  const tables = table.scoring.tablesFor(facts, {
    collateral: classOn('collateral')?.index ?? 0,
    enterpriseLists: classOn('enterpriseLists')?.index ?? 0,
  });
  const grades = [classOn('region')?.codes ?? 0, classOn('industry')?.codes ?? 0];
  const plan = planOf(rows, table.gates, [...tables, ...grades]);
  return { facts, rows, plan, table, generation: table.generation };
}

/** Nothing is left to be derived; copying so many facts costs as much as finding their bitmaps. */
const isComplete = ({ yearsInBusiness, exportShareBp, sizeClass }: RequestFacts): boolean =>
  yearsInBusiness !== undefined && exportShareBp !== undefined && sizeClass !== undefined;

/** The class that an attribute's fact was sorted into when its row was found. */
function classAmong(
  rows: readonly Row[],
  { groups }: SlotTable,
  attribute: Attribute,
): FactClass | undefined {
  for (let at = 0; at < groups.length; at += 1) {
    const members = groups[at]?.members ?? [];
    for (let member = 0; member < members.length; member += 1) {
      if (members[member]?.column.attribute === attribute) return rows[at]?.classes[member];
    }
  }
  return undefined;
}

/** The layout of `PLAN`; the rarest bitmaps first, so that most words are settled after a few. */
function planOf(rows: readonly Row[], gates: number, offsets: readonly number[]): Plan {
  const byRarity = [...rows].sort((a, b) => a.count - b.count);
  const open = byRarity.filter(({ holds, notFalse }) => holds !== notFalse);
  const count = Math.max(UNROLLED_ROWS, byRarity.length + 1);
  if (count > MAX_ROWS) {
    throw new RangeError(`${count} bitmaps for one request, at most ${MAX_ROWS} are expected`);
  }
  const plan = [count, open.length, ...offsets];
  for (let at = 0; at < count; at += 1) plan.push(byRarity[at]?.notFalse ?? gates);
  for (const { holds } of open) plan.push(holds);
  return plan;
}
