import { useQueryClient } from '@tanstack/react-query';
import { listFinancingRequests, type RequestDetail } from '@yinqi/contracts/financing-requests';
import { showToast } from '../../ui/toast-store.js';
import { requestQuery } from './use-requests.js';

/** Keeps what a decision answered and tells it in passing. */
export function useDecided(): (request: RequestDetail, message: string) => void {
  const client = useQueryClient();
  return (request, message) => {
    client.setQueryData(requestQuery(request.id).queryKey, request);
    void client.invalidateQueries({ queryKey: [listFinancingRequests.id] });
    showToast({ message });
  };
}
