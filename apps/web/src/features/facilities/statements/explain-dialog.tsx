import { useQueryClient } from '@tanstack/react-query';
import { settleStatementItem, type StatementItem } from '@yinqi/contracts/statements';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { useCommand } from '../../../lib/use-command.js';
import { showToast } from '../../../ui/toast-store.js';
import { statementMessages } from './messages.js';
import { NoteDialog } from './note-dialog.js';
import { forgetStatements } from './use-statements.js';

type Props = {
  readonly statementId: string;
  readonly item: StatementItem;
  readonly onClose: () => void;
};

/** What was found out about a difference; it changes no book. */
export function ExplainDialog({ statementId, item, onClose }: Props) {
  const t = useMessages(statementMessages);
  const client = useQueryClient();
  const settle = useCommand(settleStatementItem, {
    onSuccess: async () => {
      showToast({ message: t('settle.done') });
      onClose();
      await forgetStatements(client);
    },
  });
  return (
    <NoteDialog
      title={t('settle.title')}
      label={t('settle.note')}
      hint={t('settle.hint')}
      missing={t('settle.missing')}
      submitText={t('settle.submit')}
      sending={settle}
      onSubmit={(note) => settle.send({ params: { id: statementId, item: item.item }, body: { note } })}
      onClose={onClose}
    >
      {t('settle.text')}
    </NoteDialog>
  );
}
