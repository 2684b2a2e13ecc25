import { useQueryClient } from '@tanstack/react-query';
import { undoImport, type ImportBatch } from '@yinqi/contracts/imports';
import { countText } from '../../lib/format.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { showToast } from '../../ui/toast-store.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import styles from './imports.module.css';
import { importMessages } from './messages.js';
import { forgetImports } from './use-imports.js';

type Props = { readonly batch: ImportBatch; readonly isOpen: boolean; readonly onClose: () => void };

/** Takes the whole batch back, after saying what goes with it. */
export function UndoDialog({ batch, isOpen, onClose }: Props) {
  const t = useMessages(importMessages);
  const wording = useErrorWording();
  const client = useQueryClient();
  const undo = useCommand(undoImport, {
    onSuccess: async () => {
      onClose();
      showToast({ message: t('undo.done') });
      await forgetImports(client);
    },
  });
  const count = countText(batch.committedRows);
  return (
    <Dialog
      title={t('undo.title')}
      isOpen={isOpen}
      onClose={onClose}
      actions={
        <>
          <Button
            variant="danger"
            isPending={undo.isPending}
            onPress={() => undo.send({ params: { id: batch.id } })}
          >
            {t('undo.confirm', { count })}
          </Button>
          <Button onPress={onClose}>{t('commit.cancel')}</Button>
        </>
      }
    >
      <p>{t('undo.text', { count })}</p>
      {undo.error !== null && (
        <p className={styles.alert} role="alert">
          {wording(undo.error)}
        </p>
      )}
    </Dialog>
  );
}
