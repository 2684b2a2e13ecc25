import { useParams } from '@tanstack/react-router';
import { ConsentRecordSection } from '../../features/disclosure/consent-record-section.js';
import { ReviewRecord } from '../../features/financing-requests/review-record.js';
import { FitList } from '../../features/matching/fit-list.js';

/** The bureau's page of one request. */
export function RequestReviewPage() {
  const { requestId } = useParams({ from: '/signed-in/requests/$requestId' });
  return (
    <ReviewRecord requestId={requestId}>
      {(request) => (
        <>
          <FitList requestId={request.id} />
          <ConsentRecordSection requestId={request.id} enterpriseId={request.enterprise.id} />
        </>
      )}
    </ReviewRecord>
  );
}
