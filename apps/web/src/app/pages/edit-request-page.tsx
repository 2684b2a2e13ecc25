import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { EditRequest } from '../../features/financing-requests/edit-request.js';
import { contentOfForm } from '../../features/financing-requests/form-state.js';
import { draftOfContent } from '../../features/matching/draft-of-content.js';
import { MatchCount } from '../../features/matching/match-count.js';
import { useSide } from '../session.js';

/** The form, its page in the address so that the browser's own back button works. */
export function EditRequestPage() {
  const { requestId } = useParams({ from: '/signed-in/requests/$requestId/edit' });
  const { step } = useSearch({ from: '/signed-in/requests/$requestId/edit' });
  const navigate = useNavigate();
  const isBureau = useSide() === 'bureau';
  return (
    <EditRequest
      requestId={requestId}
      step={step}
      aside={(form, enterpriseId) => (
        <MatchCount draft={draftOfContent(contentOfForm(form), isBureau ? enterpriseId : undefined)} />
      )}
      onStep={(next) =>
        void navigate({ to: '/requests/$requestId/edit', params: { requestId }, search: { step: next } })
      }
    />
  );
}
