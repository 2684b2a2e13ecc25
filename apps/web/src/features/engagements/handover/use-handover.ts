import { useQueryClient } from '@tanstack/react-query';
import { undoEngagement } from '@yinqi/contracts/engagement-commands';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import { answerNeedChange, transferEngagement } from '@yinqi/contracts/handovers';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { useCommand } from '../../../lib/use-command.js';
import { showToast } from '../../../ui/toast-store.js';
import { offerUndo } from '../last-undo.js';
import { handoverMessages } from '../messages.js';
import { keepCase } from '../use-queue.js';
import { useRefusalWording } from '../use-refusal-wording.js';

const of = ({ id, version }: EngagementDetail) => ({ params: { id }, version });

/** A changed need answered, a case given to another office. */
export function useHandover(detail: EngagementDetail, onDone: () => void = () => undefined) {
  const t = useMessages(handoverMessages);
  const client = useQueryClient();
  const wording = useRefusalWording();
  const keep = (next: EngagementDetail) => {
    keepCase(client, next);
    onDone();
  };
  const onError = (error: Error) => showToast({ message: wording(error), tone: 'failed' });
  const undo = useCommand(undoEngagement, { onSuccess: keep, onError });
  const answer = useCommand(answerNeedChange, {
    onSuccess: (next) => {
      keep(next);
      if (next.undo === null) showToast({ message: t('need.confirmDone') });
      else {
        const until = Date.parse(next.undo.until);
        const run = () => undo.send(of(next));
        offerUndo({ message: t('need.stepBackDone'), until, caseIds: [next.id], run });
      }
    },
    onError,
  });
  const transfer = useCommand(transferEngagement, { onSuccess: keep, onError });
  return {
    confirm: () => answer.send({ ...of(detail), body: { answer: 'confirm' } }),
    stepBack: (note: string) =>
      answer.send({ ...of(detail), body: { answer: 'step_back', ...(note !== '' && { note }) } }),
    transfer: (branchId: string, reason: string) =>
      transfer.send({ ...of(detail), body: { branchId, reason } }),
    isPending: answer.isPending || transfer.isPending,
  };
}
