import { useState } from 'react';
import type { OutcomeCandidate, OutcomeRow } from '@yinqi/contracts/outcomes';
import { amountText } from '../../../lib/format.js';
import { useLanguage } from '../../../lib/i18n/language.js';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { Button } from '../../../ui/button.js';
import { Link } from '../../../ui/link.js';
import { ChooseCaseDialog } from './choose-case-dialog.js';
import { outcomeMessages } from './messages.js';
import styles from './outcomes.module.css';
import { useCodeWording } from '../../../ui/use-code-wording.js';
import { useDecision } from './use-decision.js';

type Props = { readonly batchId: string; readonly row: OutcomeRow };

/** A row that waits for a person: the cases that may be meant with what speaks against each, another, or none. */
export function OutcomeDecision({ batchId, row }: Props) {
  const t = useMessages(outcomeMessages);
  const wording = useCodeWording();
  const decision = useDecision({ batchId, row });
  const [isChoosing, setChoosing] = useState(false);
  const note = row.loan?.noteNumber ?? '';
  const wasReported = row.candidates.some(({ doubts }) => doubts.includes('reported_otherwise'));
  return (
    <>
      {row.refusal !== null && (
        <p className={styles.error}>{t('rows.refused', { why: wording(row.refusal) })}</p>
      )}
      <ul className={styles.candidates}>
        {row.candidates.map((candidate) => (
          <Candidate
            key={candidate.engagementId}
            candidate={candidate}
            note={note}
            isPending={decision.isPending}
            onConfirm={decision.confirm}
          />
        ))}
      </ul>
      <div className={styles.acts}>
        {!wasReported && (
          <Button
            variant="quiet"
            aria-label={t('candidate.otherName', { note })}
            onPress={() => setChoosing(true)}
          >
            {t('candidate.other')}
          </Button>
        )}
        <Button
          variant="quiet"
          isPending={decision.isPending}
          aria-label={t('candidate.rejectName', { note })}
          onPress={decision.reject}
        >
          {t('candidate.reject')}
        </Button>
      </div>
      {isChoosing && <ChooseCaseDialog batchId={batchId} row={row} onClose={() => setChoosing(false)} />}
    </>
  );
}

type CandidateProps = {
  readonly candidate: OutcomeCandidate;
  readonly note: string;
  readonly isPending: boolean;
  readonly onConfirm: (engagementId: string) => void;
};

function Candidate({ candidate, note, isPending, onConfirm }: CandidateProps) {
  const t = useMessages(outcomeMessages);
  const { language } = useLanguage();
  const { engagementId, requestNumber, doubts } = candidate;
  const money = (fen: string) => amountText(fen, language);
  return (
    <li className={styles.candidate}>
      <div>
        <Link to="/cases/$engagementId" params={{ engagementId }}>
          {requestNumber}
        </Link>
        <p className={styles.quiet}>
          {t('candidate.facts', {
            approved: money(candidate.approvedFen),
            disbursed: money(candidate.disbursedFen),
          })}
        </p>
        {doubts.length > 0 && (
          <p className={styles.doubts}>
            {doubts.map((doubt) => t(`doubt.${doubt}`)).join(language === 'zh' ? '；' : '; ')}
          </p>
        )}
      </div>
      {!doubts.includes('reported_otherwise') && (
        <Button
          isPending={isPending}
          aria-label={t('candidate.confirmName', { note, number: requestNumber })}
          onPress={() => onConfirm(engagementId)}
        >
          {t('candidate.confirm')}
        </Button>
      )}
    </li>
  );
}
