import type { EngagementDetail } from '@yinqi/contracts/engagements';
import { usePermission } from '../../app/session.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { forwardOf, mayAsk, mayDecline } from './case-moves.js';
import { deskMessages } from './messages.js';
import type { useDecisions } from './use-decisions.js';
import { actionName } from './words.js';

export type Asked = 'decline' | 'supplement' | 'transfer';

/** Nobody has it, or whoever had it no longer works here; a second look is not theirs who declined. */
const mayClaim = ({ officerName, owner, secondLook, mine }: EngagementDetail): boolean =>
  !mine &&
  (officerName === null || owner?.kind === 'office' || owner?.kind === 'head_office') &&
  secondLook?.mayDecide !== false;

type Props = {
  readonly detail: EngagementDetail;
  readonly decisions: ReturnType<typeof useDecisions>;
  readonly onAsk: (what: Asked) => void;
  /** From the queue the case can be opened; on its own page it is open. */
  readonly linksToCase?: boolean;
};

/** The acts of the panel, each with its key; what the reader's role may not do is not offered. */
export function DecisionButtons({ detail, decisions, onAsk, linksToCase = false }: Props) {
  const t = useMessages(deskMessages);
  const { language } = useLanguage();
  const mayHandle = usePermission('engagements.handle');
  const forward = forwardOf(detail);
  // A second look is not offered to who declined; other conditions are told when they stand in the way.
  const may = (action: string): boolean =>
    detail.options.some((option) => option.action === action && option.blockedBy !== 'another_person');
  const isAllowed = forward !== undefined && may(forward.kind === 'accept' ? 'accept' : forward.step);
  // While the case waits for the enterprise, going ahead is possible but not what is asked for.
  const isBanksTurn = detail.nextStep.who === 'bank';
  return (
    <>
      {mayHandle && isAllowed && (
        <Button
          variant={isBanksTurn ? 'primary' : 'secondary'}
          shortcut="1"
          isPending={decisions.isPending}
          onPress={() =>
            forward.kind === 'accept' ? decisions.accept(detail) : decisions.step(detail, forward.step)
          }
        >
          {forward.kind === 'accept' ? t('act.accept') : actionName(forward.step, language)}
        </Button>
      )}
      {mayHandle && mayDecline(detail) && may('decline') && (
        <Button shortcut="3" onPress={() => onAsk('decline')}>
          {t('act.decline')}
        </Button>
      )}
      {mayHandle && mayAsk(detail) && (
        <Button shortcut="R" onPress={() => onAsk('supplement')}>
          {t('act.supplement')}
        </Button>
      )}
      {mayHandle && may('transfer') && (
        <Button shortcut="T" onPress={() => onAsk('transfer')}>
          {t('act.transfer')}
        </Button>
      )}
      {mayHandle && mayClaim(detail) && (
        <Button shortcut="C" isPending={decisions.isPending} onPress={() => decisions.claim(detail)}>
          {t('act.claim')}
        </Button>
      )}
      {detail.undo !== null && (
        <Button shortcut="U" isPending={decisions.isPending} onPress={() => decisions.undo(detail)}>
          {t('act.undo')}
        </Button>
      )}
      {linksToCase && (
        <ButtonLink to="/cases/$engagementId" params={{ engagementId: detail.id }}>
          {t('case.open')}
        </ButtonLink>
      )}
    </>
  );
}
