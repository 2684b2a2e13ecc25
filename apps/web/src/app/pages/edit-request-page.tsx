import { useState } from 'react';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { trial as trialSchema, type Trial } from '@yinqi/contracts/match-advice';
import { EditRequest } from '../../features/financing-requests/edit-request.js';
import { contentOfForm } from '../../features/financing-requests/form-state.js';
import { draftOfContent } from '../../features/matching/draft-of-content.js';
import { besideForm } from '../../features/matching/match-count.js';
import { TrialNotice } from '../../features/matching/trial-notice.js';
import { contentOfTrial } from '../../features/matching/trial-state.js';
import { useSide } from '../session.js';

/** What the address carries is anyone's text: only a trial as the API takes it is filled in. */
function readTrial(carried: unknown): Trial {
  const read = trialSchema.safeParse(carried);
  return read.success ? read.data : {};
}

/** The form, its page in the address so that the browser's own back button works. */
export function EditRequestPage() {
  const { requestId } = useParams({ from: '/signed-in/requests/$requestId/edit' });
  const { step, trial: inAddress } = useSearch({ from: '/signed-in/requests/$requestId/edit' });
  // The trial leaves the address with the first step; the form has taken it in by then.
  const [trial] = useState(() => readTrial(inAddress));
  const navigate = useNavigate();
  const isBureau = useSide() === 'bureau';
  return (
    <EditRequest
      requestId={requestId}
      step={step}
      filledIn={contentOfTrial(trial)}
      notice={({ currency }) => <TrialNotice trial={trial} currency={currency} />}
      beside={(form, enterpriseId) =>
        besideForm(draftOfContent(contentOfForm(form), isBureau ? enterpriseId : undefined))
      }
      onStep={(next) =>
        void navigate({ to: '/requests/$requestId/edit', params: { requestId }, search: { step: next } })
      }
    />
  );
}
