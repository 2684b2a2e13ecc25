import { ErrorState } from '../../ui/error-state.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Panel } from '../../ui/panel.js';
import { Skeleton } from '../../ui/skeleton.js';
import { CaseFacts, identityText } from './case-facts.js';
import { CaseConditions, CaseHistory } from './case-sections.js';
import { DecisionButtons, type Asked } from './decision-buttons.js';
import { deskMessages } from './messages.js';
import type { useDecisions } from './use-decisions.js';
import { useCase } from './use-queue.js';
import { caseName } from './words.js';

type Props = {
  readonly caseId: string;
  readonly decisions: ReturnType<typeof useDecisions>;
  readonly onAsk: (what: Asked) => void;
  readonly onClose: () => void;
};

/** The record beside the list: enough to decide without leaving it. */
export function QueuePanel({ caseId, decisions, onAsk, onClose }: Props) {
  const t = useMessages(deskMessages);
  const { language } = useLanguage();
  const { data: detail, error, refetch } = useCase(caseId);
  if (detail === undefined) {
    return (
      <Panel title={t('case.open')} onClose={onClose}>
        {error === null ? (
          <Skeleton rows={8} />
        ) : (
          <ErrorState error={error} title={t('case.failed')} onRetry={() => void refetch()} />
        )}
      </Panel>
    );
  }
  return (
    <Panel
      title={caseName(detail)}
      subtitle={identityText(detail, language)}
      onClose={onClose}
      actions={<DecisionButtons detail={detail} decisions={decisions} onAsk={onAsk} linksToCase />}
    >
      <CaseFacts detail={detail} />
      <CaseConditions detail={detail} />
      <CaseHistory detail={detail} />
    </Panel>
  );
}
