import { lazy, Suspense } from 'react';
import type { RequestDetail } from '@yinqi/contracts/financing-requests';
import type { RequestState } from '@yinqi/domain/lifecycle';
import { Skeleton } from '../../ui/skeleton.js';

const MatchAdvice = lazy(() =>
  import('./match-advice.js').then((module) => ({ default: module.MatchAdvice })),
);

/** While the wish itself is still open; a draft is advised beside its form. */
const ADVISED: readonly RequestState[] = [
  'returned',
  'submitted',
  'verified',
  'unmatched',
  'matched',
  'engaged',
];

/** Fetched when a request is opened that can still be advised. */
export function MatchAdviceSection({ request }: { readonly request: RequestDetail }) {
  if (!ADVISED.includes(request.status)) return null;
  return (
    <Suspense fallback={<Skeleton rows={3} />}>
      <MatchAdvice
        // Another request, or the same one changed, begins its trial anew.
        key={`${request.id}/${request.contentVersion}`}
        requestId={request.id}
        asked={request}
        isEditable={request.editable}
      />
    </Suspense>
  );
}
