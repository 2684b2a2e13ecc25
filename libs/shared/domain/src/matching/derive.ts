import type { Money } from '../money/index.js';
import { fenOf } from './atoms.js';
import type { MatchContext } from './context.js';
import type { Fact, IsoDate, RequestFacts } from './facts.js';
import { PROVENANCES } from './facts.js';

/** Fills in what follows from other facts where it is not given: years, export share, size class. */
export function completeFacts(facts: RequestFacts, context: MatchContext): RequestFacts {
  const yearsInBusiness = facts.yearsInBusiness ?? deriveYears(facts, context.asOf);
  const exportShareBp = facts.exportShareBp ?? deriveExportShare(facts, context);
  const sizeClass = facts.sizeClass ?? deriveSizeClass(facts, context);
  return {
    ...facts,
    ...(yearsInBusiness === undefined ? {} : { yearsInBusiness }),
    ...(exportShareBp === undefined ? {} : { exportShareBp }),
    ...(sizeClass === undefined ? {} : { sizeClass }),
  };
}

function deriveYears({ foundedOn }: RequestFacts, asOf: IsoDate): Fact<number> | undefined {
  if (foundedOn === undefined || foundedOn.value > asOf) return undefined;
  const years = Number(asOf.slice(0, 4)) - Number(foundedOn.value.slice(0, 4));
  const anniversaryPassed = asOf.slice(5) >= foundedOn.value.slice(5);
  return derived(anniversaryPassed ? years : years - 1, [foundedOn]);
}

function deriveExportShare(
  { exportValue, revenue }: RequestFacts,
  context: MatchContext,
): Fact<number> | undefined {
  if (exportValue === undefined || revenue === undefined) return undefined;
  const exportFen = fenOf(exportValue.value, context);
  const revenueFen = fenOf(revenue.value, context);
  if (exportFen === undefined || revenueFen === undefined || revenueFen <= 0n) return undefined;
  const share = (exportFen * 10_000n) / revenueFen;
  // Exports above revenue mean that one of the two figures is wrong, not that the share is 100 %.
  if (share < 0n || share > 10_000n) return undefined;
  return derived(Number(share), [exportValue, revenue]);
}

function deriveSizeClass(facts: RequestFacts, context: MatchContext): RequestFacts['sizeClass'] {
  const { industry, staff, revenue, totalAssets } = facts;
  if (industry === undefined || context.classifySize === undefined) return undefined;
  const fen = (amount: Fact<Money> | undefined) => amount && fenOf(amount.value, context);
  const size = context.classifySize({
    industry: industry.value,
    staff: staff?.value,
    revenueFen: fen(revenue),
    assetsFen: fen(totalAssets),
  });
  if (size === undefined) return undefined;
  const inputs = [industry, staff, revenue, totalAssets].filter((fact) => fact !== undefined);
  return derived(size, inputs);
}

/** As old as its oldest input and as trustworthy as its weakest. */
function derived<T>(value: T, inputs: readonly Fact<unknown>[]): Fact<T> | undefined {
  const [first, ...others] = inputs;
  if (first === undefined) return undefined;
  const date = others.reduce((oldest, fact) => (fact.date < oldest ? fact.date : oldest), first.date);
  const weakest = Math.min(...inputs.map((fact) => PROVENANCES.indexOf(fact.provenance)));
  return {
    value,
    source: [...new Set(inputs.map((fact) => fact.source))].join('; '),
    date,
    provenance: PROVENANCES[weakest] ?? 'declared',
  };
}
