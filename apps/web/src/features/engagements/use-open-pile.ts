import { skipToken, useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import type { EngagementDetail, QueueStage } from '@yinqi/contracts/engagements';
import { pileOfState } from '@yinqi/domain/lifecycle';

/** The pile of the case whose page is open; the menu shows what the page has read and reads nothing itself. */
export function useOpenPile(): QueueStage | undefined {
  const { engagementId } = useParams({ strict: false });
  // Written out, as for the counts: the frame does without the contract of the queue.
  const { data } = useQuery<EngagementDetail>({
    queryKey: ['getEngagement', { params: { id: engagementId } }],
    queryFn: skipToken,
    staleTime: Infinity,
  });
  return engagementId === undefined || data === undefined
    ? undefined
    : pileOfState(data.status, data.nextStep.who === 'bank');
}
