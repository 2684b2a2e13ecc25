import { useQueryClient } from '@tanstack/react-query';
import { decideOutcome, type OutcomeRow } from '@yinqi/contracts/outcomes';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { useCommand } from '../../../lib/use-command.js';
import { showToast } from '../../../ui/toast-store.js';
import { forgetQueue } from '../use-queue.js';
import { useRefusalWording } from '../use-refusal-wording.js';
import { outcomeMessages } from './messages.js';
import { forgetOutcomes } from './use-outcomes.js';

type Decided = { readonly batchId: string; readonly row: OutcomeRow };

/** Sends a decision on a row; what was refused is said, and the row waits on. */
export function useDecision({ batchId, row }: Decided, onDone?: () => void) {
  const t = useMessages(outcomeMessages);
  const client = useQueryClient();
  const wording = useRefusalWording();
  const note = row.loan?.noteNumber ?? '';
  const decide = useCommand(decideOutcome, {
    onSuccess: ({ state }) => {
      showToast({ message: t(state === 'rejected' ? 'decided.reject' : 'decided.confirm', { note }) });
      void forgetOutcomes(client);
      void forgetQueue(client);
      onDone?.();
    },
    onError: (error) => showToast({ message: wording(error), tone: 'failed' }),
  });
  const params = { id: batchId, row: row.row };
  return {
    confirm: (engagementId: string) => decide.send({ params, body: { decision: 'confirm', engagementId } }),
    reject: () => decide.send({ params, body: { decision: 'reject' } }),
    isPending: decide.isPending,
  };
}
