import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { EditRequest } from '../../features/financing-requests/edit-request.js';

/** The form, its page in the address so that the browser's own back button works. */
export function EditRequestPage() {
  const { requestId } = useParams({ from: '/signed-in/requests/$requestId/edit' });
  const { step } = useSearch({ from: '/signed-in/requests/$requestId/edit' });
  const navigate = useNavigate();
  return (
    <EditRequest
      requestId={requestId}
      step={step}
      onStep={(next) =>
        void navigate({ to: '/requests/$requestId/edit', params: { requestId }, search: { step: next } })
      }
    />
  );
}
