import { useParams } from '@tanstack/react-router';
import { ConsentRecordSection } from '../../features/disclosure/consent-record-section.js';
import { ReviewRecord } from '../../features/financing-requests/review-record.js';

/** The bureau's page of one request. */
export function RequestReviewPage() {
  const { requestId } = useParams({ from: '/signed-in/requests/$requestId' });
  return (
    <ReviewRecord requestId={requestId}>
      {(request) => <ConsentRecordSection requestId={request.id} enterpriseId={request.enterprise.id} />}
    </ReviewRecord>
  );
}
