import { useParams } from '@tanstack/react-router';
import { ConsentRecordSection } from '../../features/disclosure/consent-record-section.js';
import { ProposeBanks } from '../../features/engagements/propose-banks.js';
import { RequestBanks } from '../../features/engagements/request-banks.js';
import { ReviewRecord } from '../../features/financing-requests/review-record.js';
import { FitList } from '../../features/matching/fit-list.js';
import { MatchAdviceSection } from '../../features/matching/match-advice-section.js';

/** The bureau's page of one request. */
export function RequestReviewPage() {
  const { requestId } = useParams({ from: '/signed-in/requests/$requestId' });
  return (
    <ReviewRecord requestId={requestId} below={(request) => <MatchAdviceSection request={request} />}>
      {(request) => (
        <>
          <RequestBanks requestId={request.id} />
          <ProposeBanks requestId={request.id} status={request.status} isWilling={request.willingToShare}>
            {(renderAction) => <FitList requestId={request.id} {...(renderAction && { renderAction })} />}
          </ProposeBanks>
          <ConsentRecordSection requestId={request.id} enterpriseId={request.enterprise.id} />
        </>
      )}
    </ReviewRecord>
  );
}
