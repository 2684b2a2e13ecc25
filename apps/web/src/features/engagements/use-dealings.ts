import { useQuery, useQueryClient, type QueryClient } from '@tanstack/react-query';
import { getRequestEngagements } from '@yinqi/contracts/engagements';
import { compareOffers } from '@yinqi/contracts/offers';
import { useLive } from '../../lib/live.js';
import { reading } from '../../lib/query.js';

const REQUEST_READS = ['getFinancingRequest', 'listFinancingRequests'] as const;

/** Everything that shows how a request stands with its banks. */
export const forgetDealings = (client: QueryClient): Promise<unknown> =>
  Promise.all(
    [getRequestEngagements.id, compareOffers.id, ...REQUEST_READS].map((id) =>
      client.invalidateQueries({ queryKey: [id] }),
    ),
  );

export function useDealings(requestId: string) {
  const client = useQueryClient();
  useLive(['engagement'], () => void forgetDealings(client));
  return useQuery(reading(getRequestEngagements, { params: { id: requestId } }));
}

export const useOffers = (requestId: string) =>
  useQuery(reading(compareOffers, { params: { id: requestId } }));
