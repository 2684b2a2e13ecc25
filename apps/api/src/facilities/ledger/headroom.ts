import type { HeadroomTier } from '@yinqi/domain/matching';
import { leftFen, type Balances } from '@yinqi/domain/quota';

/** Where "low" and "moderate" end, in percent of the limit. */
const LOW_UP_TO = 10n;
const MODERATE_UP_TO = 40n;

/** How much is left, coarse enough that a single loan hardly ever moves it. */
export function tierOf(balances: Balances): HeadroomTier {
  const left = leftFen(balances) * 100n;
  const { limitFen } = balances;
  if (left === 0n) return 'exhausted';
  if (left <= limitFen * LOW_UP_TO) return 'low';
  return left <= limitFen * MODERATE_UP_TO ? 'moderate' : 'ample';
}
