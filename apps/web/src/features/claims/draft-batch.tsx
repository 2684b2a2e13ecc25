import { useQueryClient } from '@tanstack/react-query';
import { changeClaimBatch, submitClaimBatch, type ClaimBatchDetail } from '@yinqi/contracts/claim-batches';
import { usePermission } from '../../app/session.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { showToast } from '../../ui/toast-store.js';
import { BatchError } from './batch-error.js';
import { BatchLines } from './batch-lines.js';
import styles from './claims.module.css';
import { claimMessages } from './messages.js';
import { forgetClaims } from './use-claims.js';

/** A draft: lines may still be taken out of it, then it is handed in. */
export function DraftBatch({ batch }: { readonly batch: ClaimBatchDetail }) {
  const t = useMessages(claimMessages);
  const client = useQueryClient();
  const maySubmit = usePermission('claims.submit');
  const { id, version, claims } = batch;
  const on = { params: { id }, version };
  const done = (message: string) => async (): Promise<void> => {
    showToast({ message });
    await forgetClaims(client);
  };
  const submit = useCommand(submitClaimBatch, { onSuccess: done(t('batch.submitted.toast')) });
  const change = useCommand(changeClaimBatch, { onSuccess: done(t('batch.removed')) });
  const error = submit.error ?? change.error;
  const without = (claimId: string): string[] =>
    claims.map((claim) => claim.id).filter((one) => one !== claimId);
  return (
    <>
      {error !== null && (
        <BatchError
          error={error}
          onReset={() => {
            submit.reset();
            change.reset();
          }}
        />
      )}
      {maySubmit && (
        <div className={styles.actions}>
          <Button variant="primary" isPending={submit.isPending} onPress={() => submit.send(on)}>
            {t('batch.submit')}
          </Button>
        </div>
      )}
      <BatchLines
        claims={claims}
        act={(claim) =>
          maySubmit &&
          claims.length > 1 && (
            <Button
              aria-label={`${t('batch.remove')} ${claim.number}`}
              isPending={change.isPending}
              onPress={() => change.send({ ...on, body: { claimIds: without(claim.id) } })}
            >
              {t('batch.remove')}
            </Button>
          )
        }
      />
    </>
  );
}
