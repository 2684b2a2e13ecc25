import { useQueryClient } from '@tanstack/react-query';
import {
  acceptEngagement,
  askSupplement,
  claimEngagement,
  declineEngagement,
  stepEngagement,
  undoEngagement,
  type Step,
} from '@yinqi/contracts/engagement-commands';
import type { EngagementDetail, EngagementItem } from '@yinqi/contracts/engagements';
import type { DeclineCode } from '@yinqi/domain/lifecycle';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { showToast } from '../../ui/toast-store.js';
import { deskMessages } from './messages.js';
import { forgetUndo, offerUndo } from './last-undo.js';
import { forgetQueue, keepCase } from './use-queue.js';
import { useRefusalWording } from './use-refusal-wording.js';
import { actionName, caseName } from './words.js';

type Case = EngagementItem;
export type Reasons = readonly { readonly code: DeclineCode; readonly text: string }[];

const of = ({ id, version }: Case) => ({ params: { id }, version });

type Heard = {
  readonly onDecided?: (detail: EngagementDetail) => void;
  readonly onUndone?: (detail: EngagementDetail) => void;
};

/** Decisions on a case by one key or button: what was done is told with its undo, what was refused with its reason. */
export function useDecisions({ onDecided, onUndone }: Heard = {}) {
  const t = useMessages(deskMessages);
  const { language } = useLanguage();
  const client = useQueryClient();
  const wording = useRefusalWording();
  const onError = (error: Error) => {
    void forgetQueue(client);
    showToast({ message: wording(error), tone: 'failed' });
  };
  const undo = useCommand(undoEngagement, {
    onSuccess: (detail) => {
      forgetUndo(detail.id);
      keepCase(client, detail);
      showToast({ message: t('done.undo') });
      onUndone?.(detail);
    },
    onError,
  });
  const told = (message: (name: string, detail: EngagementDetail) => string) => ({
    onSuccess: (detail: EngagementDetail) => {
      keepCase(client, detail);
      const done = message(caseName(detail), detail);
      if (detail.undo === null) showToast({ message: done });
      else {
        const until = Date.parse(detail.undo.until);
        offerUndo({ message: done, until, caseIds: [detail.id], run: () => undo.send(of(detail)) });
      }
      onDecided?.(detail);
    },
    onError,
  });
  const accept = useCommand(
    acceptEngagement,
    told((name) => t('done.accept', { name })),
  );
  const decline = useCommand(
    declineEngagement,
    told((name) => t('done.decline', { name })),
  );
  const claim = useCommand(
    claimEngagement,
    told((name) => t('done.claim', { name })),
  );
  const ask = useCommand(
    askSupplement,
    told((name) => t('done.supplement', { name })),
  );
  const step = useCommand(
    stepEngagement,
    told((name, { events }) =>
      t('done.step', { name, step: actionName(events.at(-1)?.action ?? '', language) }),
    ),
  );
  return {
    accept: (item: Case) => accept.send(of(item)),
    decline: (item: Case, reasons: Reasons) => decline.send({ ...of(item), body: { reasons: [...reasons] } }),
    claim: (item: Case) => claim.send(of(item)),
    ask: (item: Case, items: readonly string[]) => ask.send({ ...of(item), body: { items: [...items] } }),
    step: (item: Case, name: Step) => step.send({ ...of(item), body: { step: name } }),
    undo: (item: Case) => undo.send(of(item)),
    isPending: [accept, decline, claim, ask, step, undo].some((command) => command.isPending),
  };
}
