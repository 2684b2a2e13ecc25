import { useParams } from '@tanstack/react-router';
import { OfferComparison } from '../../features/engagements/offer-comparison.js';
import { PickBanks } from '../../features/engagements/pick-banks.js';
import { RequestBanks } from '../../features/engagements/request-banks.js';
import { RequestRecord } from '../../features/financing-requests/request-record.js';

/** The enterprise's own request, with what the other capabilities have to say of it. */
export function RequestPage() {
  const { requestId } = useParams({ from: '/signed-in/requests/$requestId' });
  return (
    <RequestRecord requestId={requestId}>
      {(request) => (
        <>
          <OfferComparison requestId={request.id} />
          <RequestBanks requestId={request.id} />
          <PickBanks requestId={request.id} status={request.status} />
        </>
      )}
    </RequestRecord>
  );
}
