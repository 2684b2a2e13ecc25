import { lazy, Suspense } from 'react';
import type { EngagementItem } from '@yinqi/contracts/engagements';
import type { Asked } from './decision-buttons.js';
import type { useDecisions } from './use-decisions.js';

const DeclineDialog = lazy(() =>
  import('./decline-dialog.js').then((module) => ({ default: module.DeclineDialog })),
);
const SupplementDialog = lazy(() =>
  import('./supplement-dialog.js').then((module) => ({ default: module.SupplementDialog })),
);

const AskedTransfer = lazy(() =>
  import('./handover/asked-transfer.js').then((module) => ({ default: module.AskedTransfer })),
);

type Props = {
  readonly asked: { readonly what: Asked; readonly item: EngagementItem } | undefined;
  readonly decisions: ReturnType<typeof useDecisions>;
  readonly onClose: () => void;
};

/** The dialogs of a decision, fetched when the first is asked for. */
export function CaseDialogs({ asked, decisions, onClose }: Props) {
  if (asked === undefined) return null;
  const { item, what } = asked;
  if (what === 'transfer') {
    return (
      <Suspense fallback={null}>
        <AskedTransfer caseId={item.id} onClose={onClose} />
      </Suspense>
    );
  }
  return (
    <Suspense fallback={null}>
      {what === 'decline' ? (
        <DeclineDialog
          item={item}
          onClose={onClose}
          onDecline={(reasons) => {
            decisions.decline(item, reasons);
            onClose();
          }}
        />
      ) : (
        <SupplementDialog
          item={item}
          onClose={onClose}
          onAsk={(items) => {
            decisions.ask(item, items);
            onClose();
          }}
        />
      )}
    </Suspense>
  );
}
