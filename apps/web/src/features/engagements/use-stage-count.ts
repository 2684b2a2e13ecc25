import { useQuery } from '@tanstack/react-query';
import type { QueueStage } from '@yinqi/contracts/engagements';

export const STAGE_COUNTS_KEY = ['countEngagements'] as const;

/** How many cases wait in a pile, for the menu; the contract is fetched with the first count, not with the frame. */
export function useStageCount(stage: QueueStage): number | undefined {
  const { data } = useQuery({
    queryKey: STAGE_COUNTS_KEY,
    queryFn: async ({ signal }) => (await import('./stage-counts.js')).readStageCounts(signal),
    staleTime: 60_000,
  });
  return data?.stages[stage];
}
