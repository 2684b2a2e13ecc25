import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { markLoan, type ClaimableLoan, type ClaimTool } from '@yinqi/contracts/claims';
import type { DeclaredBorrower } from '@yinqi/contracts/quota-ledger';
import { amountText, percentText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { ConditionList } from '../../ui/condition-list.js';
import { Dialog } from '../../ui/dialog.js';
import { TextField } from '../../ui/text-field.js';
import { showToast } from '../../ui/toast-store.js';
import { BorrowerFields } from './borrower-fields.js';
import { conditionsOf } from './claim-words.js';
import styles from './claims.module.css';
import { claimMessages } from './messages.js';
import { RefusalNotice } from './refusal-notice.js';
import { forgetClaims } from './use-claims.js';

function useMark(onDone: () => void) {
  const t = useMessages(claimMessages);
  const client = useQueryClient();
  return useCommand(markLoan, {
    onSuccess: async () => {
      showToast({ message: t('mark.done') });
      onDone();
      await forgetClaims(client);
    },
  });
}

type Props = {
  readonly tool: ClaimTool;
  readonly loan: ClaimableLoan;
  readonly mayMark: boolean;
  readonly onClose: () => void;
};

/** Why a loan can be claimed or not, test by test; what is not known is asked for here. */
export function MarkDialog({ tool, loan, mayMark, onClose }: Props) {
  const t = useMessages(claimMessages);
  const { language } = useLanguage();
  const mark = useMark(onClose);
  const [name, setName] = useState(loan.borrowerName ?? '');
  const [stated, setStated] = useState<DeclaredBorrower>({});
  const [isTried, setTried] = useState(false);
  const asked = loan.tests.flatMap((test) =>
    test.test === 'borrower' && test.outcome === 'unknown' ? test.attributes : [],
  );
  const canMark = mayMark && loan.verdict !== 'ineligible';
  const isMissing = name.trim().length < 2;
  const submit = (): void => {
    setTried(true);
    if (isMissing) return;
    const { disbursementId } = loan;
    mark.send({
      params: { id: tool.facility.id },
      body: { disbursementId, borrowerName: name.trim(), borrower: stated },
    });
  };
  return (
    <Dialog
      title={t(canMark ? 'mark.title' : 'mark.titleOnly', { number: loan.noteNumber })}
      isOpen
      size="wide"
      onClose={onClose}
      actions={
        <>
          {canMark && (
            <Button variant="primary" isPending={mark.isPending} onPress={submit}>
              {t('mark.submit')}
            </Button>
          )}
          <Button onPress={onClose}>{t(canMark ? 'cancel' : 'close')}</Button>
        </>
      }
    >
      <div className={styles.stack}>
        <ConditionList label={t('tests.label')} conditions={conditionsOf(loan.tests, t, language)} />
        {canMark && (
          <>
            {asked.length > 0 && (
              <>
                <p className={styles.asked}>{t('mark.facts')}</p>
                <BorrowerFields asked={asked} value={stated} onChange={setStated} />
              </>
            )}
            <TextField
              label={t('mark.name')}
              hint={t('mark.name.hint')}
              width="full"
              maxLength={120}
              value={name}
              error={isTried && isMissing ? t('mark.name.missing') : undefined}
              onChange={setName}
            />
            <Effect loan={loan} />
          </>
        )}
        {mark.error !== null && <RefusalNotice error={mark.error} />}
      </div>
    </Dialog>
  );
}

/** What marking it does to the quota. */
function Effect({ loan: { amountFen, fundingRatioBp, claimableFen } }: Pick<Props, 'loan'>) {
  const t = useMessages(claimMessages);
  const { language } = useLanguage();
  const share = { lent: amountText(amountFen, language), ratio: percentText(fundingRatioBp) };
  return (
    <p className={styles.stand}>
      {fundingRatioBp < 10_000 && `${t('mark.share', share)} `}
      {t('mark.text', { amount: amountText(claimableFen, language) })}
    </p>
  );
}
