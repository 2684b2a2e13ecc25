import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { decideClaimBatch, type ClaimBatchDetail } from '@yinqi/contracts/claim-batches';
import type { ClaimView } from '@yinqi/contracts/claims';
import { CLAIM_REJECTIONS, type ClaimRejection } from '@yinqi/domain/claims';
import { amountText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { RadioGroup } from '../../ui/choice-groups.js';
import { Select } from '../../ui/select.js';
import { TextField } from '../../ui/text-field.js';
import { showToast } from '../../ui/toast-store.js';
import { BatchError } from './batch-error.js';
import { BatchLines } from './batch-lines.js';
import styles from './claims.module.css';
import { claimMessages } from './messages.js';
import { forgetClaims } from './use-claims.js';

type Refusal = { readonly reason: ClaimRejection; readonly note: string };
type Refusals = Readonly<Partial<Record<string, Refusal>>>;

const NEW_REFUSAL: Refusal = { reason: 'PAPERS_INCOMPLETE', note: '' };

/** Line by line: reimbursed unless sent back with a reason. Posted together, once. */
export function DecideBatch({ batch }: { readonly batch: ClaimBatchDetail }) {
  const t = useMessages(claimMessages);
  const { language } = useLanguage();
  const client = useQueryClient();
  const [refusals, setRefusals] = useState<Refusals>({});
  const [isTried, setTried] = useState(false);
  const decide = useCommand(decideClaimBatch, {
    onSuccess: async () => {
      showToast({ message: t('decide.done') });
      await forgetClaims(client);
    },
  });
  const rejected = batch.claims.flatMap(({ id }) => {
    const refusal = refusals[id];
    return refusal === undefined ? [] : [{ claimId: id, reason: refusal.reason, note: refusal.note.trim() }];
  });
  const reimbursed = batch.claims.filter(({ id }) => refusals[id] === undefined);
  const amount = reimbursed.reduce((sum, { amountFen }) => sum + BigInt(amountFen), 0n);
  const submit = (): void => {
    setTried(true);
    if (rejected.some(({ note }) => note === '')) return;
    decide.send({ params: { id: batch.id }, version: batch.version, body: { rejected } });
  };
  return (
    <>
      {decide.error !== null && <BatchError error={decide.error} onReset={decide.reset} />}
      <BatchLines
        claims={batch.claims}
        act={(claim) => (
          <LineDecision
            claim={claim}
            refusal={refusals[claim.id]}
            isTried={isTried}
            onChange={(refusal) => setRefusals({ ...refusals, [claim.id]: refusal })}
          />
        )}
      />
      <div className={styles.actions}>
        <Button variant="primary" isPending={decide.isPending} onPress={submit}>
          {t('decide.submit')}
        </Button>
        <span role="status">
          {t('decide.summary', {
            reimbursed: reimbursed.length,
            amount: amountText(amount, language),
            rejected: rejected.length,
          })}
        </span>
      </div>
    </>
  );
}

type LineProps = {
  readonly claim: ClaimView;
  readonly refusal: Refusal | undefined;
  readonly isTried: boolean;
  readonly onChange: (refusal: Refusal | undefined) => void;
};

function LineDecision({ claim, refusal, isTried, onChange }: LineProps) {
  const t = useMessages(claimMessages);
  return (
    <div className={styles.stack}>
      <RadioGroup
        label={t('decide.label', { number: claim.number })}
        isInline
        options={[
          { value: 'reimburse', label: t('decide.reimburse') },
          { value: 'reject', label: t('decide.reject') },
        ]}
        value={refusal === undefined ? 'reimburse' : 'reject'}
        onChange={(act) => onChange(act === 'reject' ? NEW_REFUSAL : undefined)}
      />
      {refusal !== undefined && (
        <>
          <Select
            label={t('decide.reason')}
            options={CLAIM_REJECTIONS.map((reason) => ({ value: reason, label: t(`reason.${reason}`) }))}
            value={refusal.reason}
            onChange={(reason) => onChange({ ...refusal, reason })}
          />
          <TextField
            label={t('decide.note')}
            hint={t('decide.note.hint')}
            width="full"
            maxLength={200}
            value={refusal.note}
            error={isTried && refusal.note.trim() === '' ? t('decide.note.missing') : undefined}
            onChange={(note) => onChange({ ...refusal, note })}
          />
        </>
      )}
    </div>
  );
}
