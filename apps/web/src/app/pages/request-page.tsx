import { isRequestOpen } from '@yinqi/domain/lifecycle';
import { useParams } from '@tanstack/react-router';
import { OfferComparison } from '../../features/engagements/offer-comparison.js';
import { PickBanks } from '../../features/engagements/pick-banks.js';
import { RequestBanks } from '../../features/engagements/request-banks.js';
import { RequestPlace } from '../../features/financing-requests/next-move.js';
import { RequestRecord } from '../../features/financing-requests/request-record.js';
import { FitList } from '../../features/matching/fit-list.js';
import { MatchAdviceSection } from '../../features/matching/match-advice-section.js';

/** The enterprise's own request, with what the other capabilities have to say of it. */
export function RequestPage() {
  const { requestId } = useParams({ from: '/signed-in/requests/$requestId' });
  return (
    <RequestRecord requestId={requestId} below={(request) => <MatchAdviceSection request={request} />}>
      {(request) => (
        <>
          <RequestPlace name="offers">
            <OfferComparison requestId={request.id} />
          </RequestPlace>
          <RequestPlace name="banks">
            <RequestBanks requestId={request.id} isEnded={!isRequestOpen(request.status)} />
          </RequestPlace>
          <RequestPlace name="products">
            <PickBanks requestId={request.id} status={request.status}>
              {(renderAction) => (
                <FitList
                  requestId={request.id}
                  isEnded={!isRequestOpen(request.status)}
                  {...(renderAction && { renderAction })}
                />
              )}
            </PickBanks>
          </RequestPlace>
        </>
      )}
    </RequestRecord>
  );
}
