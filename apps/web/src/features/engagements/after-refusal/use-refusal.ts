import { useQueryClient } from '@tanstack/react-query';
import { undoEngagement } from '@yinqi/contracts/engagement-commands';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import {
  abandonRepair,
  appealRefusal,
  askMediation,
  beginRepair,
  concludeMediation,
  decideAppeal,
  endMediation,
  finishRepairTask,
  resendEngagement,
} from '@yinqi/contracts/refusal-commands';
import { useLanguage } from '../../../lib/i18n/language.js';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { useCommand } from '../../../lib/use-command.js';
import { showToast } from '../../../ui/toast-store.js';
import { offerUndo } from '../last-undo.js';
import { refusalMessages } from '../messages.js';
import { forgetDealings } from '../use-dealings.js';
import { keepCase } from '../use-queue.js';
import { useRefusalWording } from '../use-refusal-wording.js';
import { nameIn } from '../words.js';

const of = ({ id, version }: EngagementDetail) => ({ params: { id }, version });

/** The acts that follow a refusal; what was done is told, what was refused with its reason. */
export function useRefusal(detail: EngagementDetail, onDone: () => void = () => undefined) {
  const t = useMessages(refusalMessages);
  const { language } = useLanguage();
  const client = useQueryClient();
  const wording = useRefusalWording();
  const keep = (next: EngagementDetail) => {
    keepCase(client, next);
    void forgetDealings(client);
    onDone();
  };
  const onError = (error: Error) => showToast({ message: wording(error), tone: 'failed' });
  const told = (message: string) => ({
    onSuccess: (next: EngagementDetail) => {
      keep(next);
      showToast({ message });
    },
    onError,
  });
  const bank = nameIn(language, detail.bank);
  const undo = useCommand(undoEngagement, { onSuccess: keep, onError });
  const begin = useCommand(beginRepair, {
    onSuccess: (next) => {
      keep(next);
      const until = Date.parse(next.undo?.until ?? next.updatedAt);
      offerUndo({ message: t('way.beginDone'), until, caseIds: [next.id], run: () => undo.send(of(next)) });
    },
    onError,
  });
  const finish = useCommand(finishRepairTask, told(t('repair.finishDone')));
  const abandon = useCommand(abandonRepair, told(t('way.abandonDone')));
  const resend = useCommand(resendEngagement, told(t('way.resendDone', { bank })));
  const appeal = useCommand(appealRefusal, told(t('way.appealDone', { bank })));
  const decide = useCommand(decideAppeal, told(t('review.decideDone')));
  const mediate = useCommand(askMediation, told(t('way.mediateDone')));
  const conclude = useCommand(concludeMediation, told(t('review.concludeDone')));
  const end = useCommand(endMediation, told(t('way.endMediationDone')));
  const all = [begin, finish, abandon, resend, appeal, decide, mediate, conclude, end];
  return {
    begin: () => begin.send(of(detail)),
    finish: (taskId: string, evidence: string) =>
      finish.send({ params: { id: detail.id, taskId }, version: detail.version, body: { evidence } }),
    abandon: () => abandon.send(of(detail)),
    resend: () => resend.send(of(detail)),
    appeal: (grounds: string) => appeal.send({ ...of(detail), body: { grounds } }),
    decide: (outcome: 'uphold' | 'overturn', statement: string) =>
      decide.send({ ...of(detail), body: { outcome, statement } }),
    mediate: (grounds: string) => mediate.send({ ...of(detail), body: { grounds } }),
    conclude: (outcome: 're_push' | 'close', recommendation: string) =>
      conclude.send({ ...of(detail), body: { outcome, recommendation } }),
    endMediation: () => end.send(of(detail)),
    isPending: all.some(({ isPending }) => isPending),
  };
}
