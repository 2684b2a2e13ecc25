import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { decideClaimBatch, type ClaimBatchDetail } from '@yinqi/contracts/claim-batches';
import { amountText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { showToast } from '../../ui/toast-store.js';
import { BatchError } from './batch-error.js';
import { BatchLines } from './batch-lines.js';
import styles from './claims.module.css';
import { DecideLine, isAmountRight, type LineDraft } from './decide-line.js';
import { claimMessages } from './messages.js';
import { forgetClaims } from './use-claims.js';

type Drafts = Readonly<Partial<Record<string, LineDraft>>>;

/** Line by line: reimbursed unless reduced or sent back with a reason. Posted together, once. */
export function DecideBatch({ batch }: { readonly batch: ClaimBatchDetail }) {
  const t = useMessages(claimMessages);
  const { language } = useLanguage();
  const client = useQueryClient();
  const [drafts, setDrafts] = useState<Drafts>({});
  const [isTried, setTried] = useState(false);
  const decide = useCommand(decideClaimBatch, {
    onSuccess: async () => {
      showToast({ message: t('decide.done') });
      await forgetClaims(client);
    },
  });
  const { rejected, reduced, isReady, givenFen } = readDrafts(batch, drafts);
  const submit = (): void => {
    setTried(true);
    if (isReady)
      decide.send({ params: { id: batch.id }, version: batch.version, body: { rejected, reduced } });
  };
  return (
    <>
      {decide.error !== null && <BatchError error={decide.error} onReset={decide.reset} />}
      <BatchLines
        claims={batch.claims}
        act={(claim) => (
          <DecideLine
            claim={claim}
            draft={drafts[claim.id]}
            isTried={isTried}
            onChange={(draft) => setDrafts({ ...drafts, [claim.id]: draft })}
          />
        )}
      />
      <div className={styles.actions}>
        <Button variant="primary" isPending={decide.isPending} onPress={submit}>
          {t('decide.submit')}
        </Button>
        <span role="status">
          {t('decide.summary', {
            reimbursed: batch.claims.length - rejected.length,
            reduced: reduced.length,
            amount: amountText(givenFen, language),
            rejected: rejected.length,
          })}
        </span>
      </div>
    </>
  );
}

/** The decision as it is sent, and what it comes to. */
function readDrafts({ claims }: ClaimBatchDetail, drafts: Drafts) {
  const said = claims.map((claim) => ({ claim, draft: drafts[claim.id] }));
  const grounds = (claimId: string, { reason, note }: LineDraft) => ({ claimId, reason, note: note.trim() });
  return {
    rejected: said.flatMap(({ claim, draft }) => (draft?.act === 'reject' ? [grounds(claim.id, draft)] : [])),
    reduced: said.flatMap(({ claim, draft }) =>
      draft?.act === 'reduce'
        ? [{ ...grounds(claim.id, draft), amountFen: String(draft.amountFen ?? 0n), rest: draft.rest }]
        : [],
    ),
    isReady: said.every(
      ({ claim, draft }) => draft === undefined || (draft.note.trim() !== '' && isAmountRight(draft, claim)),
    ),
    givenFen: said.reduce((sum, { claim, draft }) => {
      if (draft === undefined) return sum + BigInt(claim.askedFen);
      return draft.act === 'reduce' ? sum + (draft.amountFen ?? 0n) : sum;
    }, 0n),
  };
}
