import { useQuery } from '@tanstack/react-query';
import type { EngagementItem } from '@yinqi/contracts/engagements';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { suggestedText } from './decline-suggestions.js';
import { decisionMessages } from './messages.js';
import { ReasonDialog } from './reason-dialog.js';
import type { Reasons } from './use-decisions.js';
import { caseQuery } from './use-queue.js';
import { caseName } from './words.js';

type Props = {
  readonly item: EngagementItem;
  readonly onClose: () => void;
  readonly onDecline: (reasons: Reasons) => void;
};

/** 婉拒 of one case: each reason begins with what the case's own facts say, for the officer to edit. */
export function DeclineDialog({ item, onClose, onDecline }: Props) {
  const t = useMessages(decisionMessages);
  const { language } = useLanguage();
  const { data: detail } = useQuery(caseQuery(item.id));
  return (
    <ReasonDialog
      title={t('decline.title', { name: caseName(item) })}
      intro={<p>{t('decline.intro')}</p>}
      suggest={(code) => (detail === undefined ? '' : suggestedText(code, detail, t, language))}
      onClose={onClose}
      onSend={onDecline}
    />
  );
}
