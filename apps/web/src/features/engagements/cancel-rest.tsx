import { lazy, Suspense, useState } from 'react';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Button } from '../../ui/button.js';
import { dealingMessages } from './messages.js';

const CancelRestDialog = lazy(() =>
  import('./cancel-rest-dialog.js').then((module) => ({ default: module.CancelRestDialog })),
);

/** A credit drawn in part: the enterprise's signatory may say that it draws no more. */
export function CancelRest({ detail }: { readonly detail: EngagementDetail }) {
  const t = useMessages(dealingMessages);
  const [isAsked, setAsked] = useState(false);
  const isOffered = detail.options.some(
    ({ action, blockedBy }) => action === 'cancel_rest' && blockedBy === null,
  );
  if (!isOffered) return null;
  return (
    <div>
      <Button variant="quiet" size="touch" onPress={() => setAsked(true)}>
        {t('banks.cancelRest')}
      </Button>
      {isAsked && (
        <Suspense fallback={null}>
          <CancelRestDialog detail={detail} onClose={() => setAsked(false)} />
        </Suspense>
      )}
    </div>
  );
}
