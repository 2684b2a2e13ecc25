import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import {
  listConsents,
  MAX_PAPER_BYTES,
  recordWithdrawal,
  uploadConsentPaper,
  type ConsentItem,
} from '@yinqi/contracts/disclosure';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { FileDrop } from '../../ui/file-drop.js';
import { showToast } from '../../ui/toast-store.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import styles from './disclosure.module.css';
import { disclosureMessages } from './messages.js';
import { bankNameOf } from './use-consents.js';

const MEGABYTE = 1024 * 1024;

type Props = { readonly consent: ConsentItem; readonly onClose: () => void };

/** Registers that the enterprise took a consent back on paper. */
export function RevocationDialog({ consent, onClose }: Props) {
  const t = useMessages(disclosureMessages);
  const wording = useErrorWording();
  const client = useQueryClient();
  const { language } = useLanguage();
  const bank = bankNameOf(consent, language);
  const [file, setFile] = useState<File>();
  const [wasTried, setTried] = useState(false);
  const upload = useCommand(uploadConsentPaper);
  const record = useCommand(recordWithdrawal, {
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: [listConsents.id] });
      showToast({ message: t('consents.withdrawDone', { bank }) });
      onClose();
    },
  });
  const error = upload.error ?? record.error;
  const save = async (): Promise<void> => {
    setTried(true);
    if (file === undefined) return;
    const paper = await upload
      .sendAndWait({ params: { id: consent.enterpriseId }, query: { fileName: file.name }, bytes: file })
      .catch(() => undefined); // upload.error tells it
    if (paper !== undefined) record.send({ params: { id: consent.id }, body: { paperId: paper.id } });
  };
  return (
    <Dialog
      isOpen
      title={t('consents.withdrawTitle', { bank })}
      onClose={onClose}
      actions={
        <>
          <Button
            variant="danger"
            isPending={upload.isPending || record.isPending}
            onPress={() => void save()}
          >
            {t('revoke.save')}
          </Button>
          <Button onPress={onClose}>{t('record.cancel')}</Button>
        </>
      }
    >
      <div className={styles.dialog}>
        <p>{t('revoke.text', { bank })}</p>
        <FileDrop
          label={t('revoke.paper')}
          hint={file === undefined ? t('record.paperHint') : t('record.paperTaken', { name: file.name })}
          endings={['.pdf', '.jpg', '.jpeg', '.png']}
          maxMegabytes={MAX_PAPER_BYTES / MEGABYTE}
          onFile={setFile}
          error={wasTried && file === undefined ? t('revoke.paperMissing') : undefined}
        />
        {error !== null && (
          <p role="alert" className={styles.error}>
            {wording(error)}
          </p>
        )}
      </div>
    </Dialog>
  );
}
