import { useParams } from '@tanstack/react-router';
import { RequestRecord } from '../../features/financing-requests/request-record.js';

/** The enterprise's own request, with what the other capabilities have to say of it. */
export function RequestPage() {
  const { requestId } = useParams({ from: '/signed-in/requests/$requestId' });
  return <RequestRecord requestId={requestId} />;
}
