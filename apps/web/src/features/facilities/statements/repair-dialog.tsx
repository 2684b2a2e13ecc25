import { useQueryClient } from '@tanstack/react-query';
import { repairStatementItem, type StatementItem } from '@yinqi/contracts/statements';
import { amountIn } from '../../../lib/format.js';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { useCommand } from '../../../lib/use-command.js';
import { showToast } from '../../../ui/toast-store.js';
import { forgetQuota } from '../use-quota.js';
import { statementMessages } from './messages.js';
import { NoteDialog } from './note-dialog.js';
import { forgetStatements } from './use-statements.js';

type Props = {
  readonly statementId: string;
  readonly item: StatementItem;
  readonly onClose: () => void;
};

/** Proposes to take the entry back as a whole, for a colleague to approve. */
export function RepairDialog({ statementId, item, onClose }: Props) {
  const t = useMessages(statementMessages);
  const client = useQueryClient();
  const repair = useCommand(repairStatementItem, {
    onSuccess: async () => {
      showToast({ message: t('repair.done') });
      onClose();
      await Promise.all([forgetStatements(client), forgetQuota(client)]);
    },
  });
  const { entry } = item;
  if (entry === null) return null;
  return (
    <NoteDialog
      title={t('repair.title')}
      label={t('repair.reason')}
      hint={t('repair.hint')}
      missing={t('repair.missing')}
      submitText={t('repair.submit')}
      sending={repair}
      onSubmit={(reason) => repair.send({ params: { id: statementId, item: item.item }, body: { reason } })}
      onClose={onClose}
    >
      {t('repair.text', {
        on: entry.on,
        version: entry.version,
        amount: amountIn(entry.amountFen, 'yuan'),
      })}
    </NoteDialog>
  );
}
