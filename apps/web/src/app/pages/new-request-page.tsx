import { contentOfForm } from '../../features/financing-requests/form-state.js';
import { NewRequest } from '../../features/financing-requests/new-request.js';
import { draftOfContent } from '../../features/matching/draft-of-content.js';
import { besideForm } from '../../features/matching/match-count.js';

/** A new request with what would fit it beside the form, from the first answer on. */
export function NewRequestPage() {
  return <NewRequest beside={(form) => besideForm(draftOfContent(contentOfForm(form), undefined))} />;
}
