import { LEAST_SHOWN, type RuleCounts } from '@yinqi/contracts/rule-previews';
import type { Preview } from '@yinqi/domain/engine';

const shown = (count: number): number | null => (count < LEAST_SHOWN ? null : count);

/** What a bank is told of a count. A rule that is as published changes nothing: that much it knows itself. */
export function shownCounts(
  { requests, eligible, gained, lost }: Preview,
  before: 'none' | 'same' | 'other',
): RuleCounts {
  const change = before === 'same' ? { gained: 0, lost: 0 } : { gained: shown(gained), lost: shown(lost) };
  return {
    requests: shown(requests),
    eligible: shown(eligible),
    change: before === 'none' ? null : change,
  };
}
