import { lazy, Suspense, useState } from 'react';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import { NOT_TAKEN_LABELS } from '@yinqi/domain/lifecycle';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Button } from '../../ui/button.js';
import { dealingMessages } from './messages.js';
import { notTakenOf } from './not-taken-of.js';

const NotTakenDialog = lazy(() =>
  import('./not-taken-dialog.js').then((module) => ({ default: module.NotTakenDialog })),
);

/** A credit the enterprise does not use: its signatory says so and why; afterwards the reason stands there. */
export function NotTake({ detail }: { readonly detail: EngagementDetail }) {
  const t = useMessages(dealingMessages);
  const { language } = useLanguage();
  const [isAsked, setAsked] = useState(false);
  const said = notTakenOf(detail);
  if (said !== undefined) return <p>{t('banks.notTaken', { reason: NOT_TAKEN_LABELS[said][language] })}</p>;
  const isOffered = detail.options.some(
    ({ action, blockedBy }) => action === 'not_take' && blockedBy === null,
  );
  if (!isOffered) return null;
  return (
    <div>
      <Button variant="quiet" size="touch" onPress={() => setAsked(true)}>
        {t('banks.notTake')}
      </Button>
      {isAsked && (
        <Suspense fallback={null}>
          <NotTakenDialog detail={detail} onClose={() => setAsked(false)} />
        </Suspense>
      )}
    </div>
  );
}
