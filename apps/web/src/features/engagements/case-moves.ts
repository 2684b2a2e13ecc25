import type { Step } from '@yinqi/contracts/engagement-commands';
import type { EngagementItem, QueueStage } from '@yinqi/contracts/engagements';

export type Forward = { readonly kind: 'accept' } | { readonly kind: 'step'; readonly step: Step };

/** What "go ahead" means in a state: the move that needs no form. Others are made on the page of the case. */
export function forwardOf({ status }: Pick<EngagementItem, 'status'>): Forward | undefined {
  switch (status) {
    case 'pushed':
    case 're_pushed':
    case 'revealed':
    case 'no_response':
      return { kind: 'accept' };
    case 'accepted':
      return { kind: 'step', step: 'record_contact' };
    case 'contacted':
      return { kind: 'step', step: 'start_due_diligence' };
    case 'due_diligence':
      return { kind: 'step', step: 'submit_to_review' };
    case 'incomplete':
      return { kind: 'step', step: 'resume' };
    case 'disbursed':
      return { kind: 'step', step: 'close' };
    default:
      return undefined;
  }
}

const DECLINABLE: readonly EngagementItem['status'][] = [
  'pushed',
  're_pushed',
  'revealed',
  'accepted',
  'contacted',
  'due_diligence',
  'credit_review',
];
export const mayDecline = ({ status }: Pick<EngagementItem, 'status'>): boolean =>
  DECLINABLE.includes(status);

/** The bank may ask for papers as long as it judges. */
export const mayAsk = (item: Pick<EngagementItem, 'status'>): boolean => mayDecline(item);

const PILE_OF: Readonly<Partial<Record<EngagementItem['status'], QueueStage>>> = {
  pushed: 'answer',
  re_pushed: 'answer',
  revealed: 'answer',
  no_response: 'answer',
  accepted: 'judge',
  contacted: 'judge',
  due_diligence: 'judge',
  incomplete: 'judge',
  credit_review: 'credit',
  approved: 'credit',
  contracted: 'disburse',
  partially_disbursed: 'disburse',
  disbursed: 'disburse',
};
/** The pile of the queue a case lies in. */
export const pileOf = ({ status }: Pick<EngagementItem, 'status'>): QueueStage => PILE_OF[status] ?? 'ended';
