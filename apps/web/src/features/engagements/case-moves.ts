import type { Step } from '@yinqi/contracts/engagement-commands';
import type { EngagementDetail, EngagementItem, QueueStage } from '@yinqi/contracts/engagements';
import { forwardActionOf, isDeclinable, mayAskForPapers, pileOfState } from '@yinqi/domain/lifecycle';

export type Forward = { readonly kind: 'accept' } | { readonly kind: 'step'; readonly step: Step };
type Standing = Pick<EngagementItem, 'status'>;

/** What "go ahead" means in a state: the move that needs no form. Others are made on the page of the case. */
export function forwardOf({ status }: Standing): Forward | undefined {
  const action = forwardActionOf(status);
  if (action === undefined) return undefined;
  return action === 'accept' ? { kind: 'accept' } : { kind: 'step', step: action };
}

export const mayDecline = ({ status }: Standing): boolean => isDeclinable(status);

/** The bank may ask for papers as long as it judges. */
export const mayAsk = ({ status }: Standing): boolean => mayAskForPapers(status);

/** The pile of the queue a case lies in. */
export const pileOf = ({ status, nextStep }: Pick<EngagementDetail, 'status' | 'nextStep'>): QueueStage =>
  pileOfState(status, nextStep.who === 'bank');
