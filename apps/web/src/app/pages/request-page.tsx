import { useParams } from '@tanstack/react-router';
import { RequestRecord } from '../../features/financing-requests/request-record.js';
import { FitList } from '../../features/matching/fit-list.js';

/** The enterprise's own request, with what the other capabilities have to say of it. */
export function RequestPage() {
  const { requestId } = useParams({ from: '/signed-in/requests/$requestId' });
  return (
    <RequestRecord requestId={requestId}>{(request) => <FitList requestId={request.id} />}</RequestRecord>
  );
}
