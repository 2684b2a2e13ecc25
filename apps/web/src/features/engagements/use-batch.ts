import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import {
  acceptEngagement,
  declineEngagement,
  stepEngagement,
  undoEngagement,
} from '@yinqi/contracts/engagement-commands';
import type { EngagementDetail, EngagementItem } from '@yinqi/contracts/engagements';
import { call } from '../../lib/call.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { showToast } from '../../ui/toast-store.js';
import { forwardOf, mayDecline } from './case-moves.js';
import { offerUndo } from './last-undo.js';
import { decisionMessages } from './messages.js';
import type { BatchAct } from './queue-keys.js';
import type { Reasons } from './use-decisions.js';
import { forgetQueue } from './use-queue.js';

export type Outcome =
  | { readonly item: EngagementItem; readonly detail: EngagementDetail }
  | { readonly item: EngagementItem; readonly error: unknown };

export const isPossible = (item: EngagementItem, act: BatchAct): boolean =>
  act === 'decline' ? mayDecline(item) : forwardOf(item) !== undefined;

function send(item: EngagementItem, reasons: Reasons | undefined): Promise<EngagementDetail> {
  const target = { params: { id: item.id }, version: item.version };
  if (reasons !== undefined) return call(declineEngagement, { ...target, body: { reasons: [...reasons] } });
  const forward = forwardOf(item);
  return forward?.kind === 'step'
    ? call(stepEngagement, { ...target, body: { step: forward.step } })
    : call(acceptEngagement, target);
}

/** One decision on several cases: each is sent and answered for itself, and all can be taken back together. */
export function useBatch(words: (count: number) => string) {
  const t = useMessages(decisionMessages);
  const client = useQueryClient();
  const [isPending, setPending] = useState(false);
  const [outcomes, setOutcomes] = useState<readonly Outcome[]>();

  const undo = async (details: readonly EngagementDetail[]) => {
    const answers = await Promise.allSettled(
      details.map(({ id, version }) => call(undoEngagement, { params: { id }, version })),
    );
    const failed = answers.filter(({ status }) => status === 'rejected').length;
    const count = answers.length - failed;
    showToast(
      failed === 0
        ? { message: t('batch.undone', { count }) }
        : { message: t('batch.undonePart', { count, failed }), tone: 'failed' },
    );
    await forgetQueue(client);
  };

  /** Answers whether every case was done. */
  const run = async (items: readonly EngagementItem[], reasons?: Reasons): Promise<boolean> => {
    setPending(true);
    const found: Outcome[] = [];
    for (const item of items) {
      found.push(
        await send(item, reasons).then(
          (detail) => ({ item, detail }),
          (error: unknown) => ({ item, error }),
        ),
      );
    }
    setPending(false);
    const isComplete = found.every((outcome) => 'detail' in outcome);
    if (!isComplete) setOutcomes(found);
    const done = found.flatMap((outcome) => ('detail' in outcome ? [outcome.detail] : []));
    const ends = done.flatMap((detail) => (detail.undo === null ? [] : [Date.parse(detail.undo.until)]));
    if (ends.length > 0) {
      offerUndo({
        message: words(done.length),
        until: Math.min(...ends),
        caseIds: done.map(({ id }) => id),
        run: () => void undo(done.filter((detail) => detail.undo !== null)),
      });
    } else if (done.length > 0) showToast({ message: words(done.length) });
    void forgetQueue(client);
    return isComplete;
  };
  return { run, isPending, outcomes };
}
