import type { Blocker } from '@yinqi/contracts/match-advice';
import type { NearMisses } from '@yinqi/domain/engine';
import { criterionOf, type Collateral, type RequestFacts } from '@yinqi/domain/matching';
import { changeView } from './change-view.js';
import { isDenied } from './denied-securities.js';

/** Of securities or purposes; amounts and terms have a nearest and a widest step on either side. */
const WAYS_SHOWN = 3;

type Found = NearMisses['blockers'][number];
type Advice = Found['advice'][number];

/** What alone keeps products away, with advice only on what the enterprise may really change. */
export function blockersOf(
  found: readonly Found[],
  facts: RequestFacts,
  denied: readonly Collateral[],
): Blocker[] {
  return found.map(({ attribute, count, advice }) => {
    const { label, changeable } = criterionOf(attribute);
    const followable = advice.filter(({ change }) => !isDenied(change, denied));
    return {
      attribute,
      label,
      products: count,
      changeable: changeable || advice.length > 0,
      advice: worthSaying(followable, facts).map(({ change, adds }) => ({
        change: changeView(change, facts),
        adds,
      })),
    };
  });
}

function worthSaying(advice: readonly Advice[], facts: RequestFacts): readonly Advice[] {
  const isStep = advice.every(({ change }) => change.kind === 'amount' || change.kind === 'term');
  if (!isStep) return advice.slice(0, WAYS_SHOWN);
  const isDown = ({ change }: Advice): boolean =>
    change.kind === 'amount'
      ? change.to.fen < (facts.amount?.value.fen ?? 0n)
      : change.kind === 'term' && change.toMonths < (facts.termMonths?.value ?? 0);
  const sides = [advice.filter(isDown), advice.filter((one) => !isDown(one))];
  return sides.flatMap(nearestAndWidest);
}

/** The nearest step of a side, and the one that wins most where it wins more. */
function nearestAndWidest(side: readonly Advice[]): readonly Advice[] {
  const [nearest] = side;
  const most = Math.max(...side.map(({ adds }) => adds));
  const widest = side.find(({ adds }) => adds === most);
  if (nearest === undefined || widest === undefined) return [];
  return widest === nearest ? [nearest] : [nearest, widest];
}
