import { useQueryClient } from '@tanstack/react-query';
import { commitImport, type ImportBatch } from '@yinqi/contracts/imports';
import { CURRENCIES, type Currency } from '@yinqi/domain/money';
import { amountText, countText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { Facts } from '../../ui/facts.js';
import { showToast } from '../../ui/toast-store.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import styles from './imports.module.css';
import { importMessages } from './messages.js';
import { forgetImports } from './use-imports.js';

type Props = { readonly batch: ImportBatch; readonly isOpen: boolean; readonly onClose: () => void };

const isCurrency = (code: string): code is Currency => CURRENCIES.some((currency) => currency === code);

/** The check sheet before anything is registered. */
export function CommitDialog({ batch, isOpen, onClose }: Props) {
  const t = useMessages(importMessages);
  const { language } = useLanguage();
  const wording = useErrorWording();
  const client = useQueryClient();
  const commit = useCommand(commitImport, {
    onSuccess: async (done) => {
      onClose();
      showToast({ message: t('commit.done', { count: countText(done.committedRows) }) });
      await forgetImports(client);
    },
    onError: () => forgetImports(client),
  });
  const { totals } = batch;
  const count = countText(batch.goodRows);
  const amounts = totals.amounts.flatMap(({ currency, fen }) =>
    isCurrency(currency) ? [amountText(fen, language, currency)] : [],
  );
  const again = batch.warnings.find(({ kind }) => kind === 'registered');
  return (
    <Dialog
      title={t('commit.title')}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button
            variant="primary"
            isPending={commit.isPending}
            onPress={() => commit.send({ params: { id: batch.id }, version: batch.version })}
          >
            {t('commit.confirm', { count })}
          </Button>
          <Button onPress={onClose}>{t('commit.cancel')}</Button>
        </>
      }
    >
      <Facts
        facts={[
          { id: 'requests', label: t('commit.requests'), value: t('commit.requestsValue', { count }) },
          {
            id: 'enterprises',
            label: t('commit.enterprises'),
            value: t('commit.enterprisesValue', { count: countText(totals.newEnterprises) }),
          },
          {
            id: 'known',
            label: t('commit.known'),
            value: t('commit.knownValue', { count: countText(totals.update) }),
          },
          { id: 'amount', label: t('commit.amount'), value: amounts.join(language === 'zh' ? '、' : ', ') },
          {
            id: 'left',
            label: t('commit.left'),
            value: t('commit.leftValue', { faulty: totals.faulty, skip: totals.skip }),
          },
          { id: 'share', label: t('commit.share'), value: t('commit.shareValue') },
        ]}
      />
      {again !== undefined && <p className={styles.alert}>{t('commit.registered', { count: again.rows })}</p>}
      {commit.error !== null && (
        <p className={styles.alert} role="alert">
          {wording(commit.error)}
        </p>
      )}
    </Dialog>
  );
}
