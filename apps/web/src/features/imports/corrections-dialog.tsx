import { useQueryClient } from '@tanstack/react-query';
import { uploadCorrections, type ImportBatch } from '@yinqi/contracts/imports';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Dialog } from '../../ui/dialog.js';
import { FileDrop } from '../../ui/file-drop.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import { importMessages } from './messages.js';
import { forgetImports } from './use-imports.js';

type Props = { readonly batch: ImportBatch; readonly isOpen: boolean; readonly onClose: () => void };

/** Takes the workbook of faulty rows back once the enterprises have mended it. */
export function CorrectionsDialog({ batch, isOpen, onClose }: Props) {
  const t = useMessages(importMessages);
  const wording = useErrorWording();
  const client = useQueryClient();
  const upload = useCommand(uploadCorrections, {
    onSuccess: async () => {
      onClose();
      await forgetImports(client);
    },
  });
  return (
    <Dialog title={t('faulty.title')} isOpen={isOpen} onClose={onClose}>
      <FileDrop
        label={t('faulty.label')}
        hint={t('faulty.hint')}
        endings={['.xlsx']}
        maxMegabytes={20}
        isDisabled={upload.isPending}
        error={upload.error === null ? undefined : wording(upload.error)}
        onFile={(file) => upload.send({ params: { id: batch.id }, bytes: file })}
      />
    </Dialog>
  );
}
