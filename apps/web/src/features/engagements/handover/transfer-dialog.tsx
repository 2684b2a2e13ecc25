import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import { listOrganisations } from '@yinqi/contracts/identity';
import { useLanguage } from '../../../lib/i18n/language.js';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { reading } from '../../../lib/query.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { Select } from '../../../ui/select.js';
import { TextField } from '../../../ui/text-field.js';
import { showToast } from '../../../ui/toast-store.js';
import styles from '../after-refusal/refusal.module.css';
import { handoverMessages } from '../messages.js';
import { nameIn } from '../words.js';
import { useHandover } from './use-handover.js';

const MAX_OFFICES = 200;
const MAX_REASON = 200;

/** The head office and its branches, without the office that has the case. */
function useOffices({ bank, branch }: EngagementDetail) {
  const { language } = useLanguage();
  const branches = useQuery(
    reading(listOrganisations, { query: { kind: ['bank'], parentId: bank.id, limit: MAX_OFFICES } }),
  );
  const all = [bank, ...(branches.data?.items ?? [])];
  return all
    .filter(({ id }) => id !== branch.id)
    .map((office) => ({ value: office.id, label: nameIn(language, office) }));
}

type Props = { readonly detail: EngagementDetail; readonly onClose: () => void };

/** 转办: where to and why; the clock runs on. */
export function TransferDialog({ detail, onClose }: Props) {
  const t = useMessages(handoverMessages);
  const offices = useOffices(detail);
  const [branchId, setBranchId] = useState('');
  const [reason, setReason] = useState('');
  const [isChecked, setChecked] = useState(false);
  const office = offices.find(({ value }) => value === branchId);
  const handover = useHandover(detail, () => {
    showToast({ message: t('transfer.done', { office: office?.label ?? '' }) });
    onClose();
  });
  const send = () => {
    setChecked(true);
    if (branchId !== '' && reason.trim() !== '') handover.transfer(branchId, reason.trim());
  };
  return (
    <Dialog
      isOpen
      title={t('transfer.title')}
      onClose={onClose}
      actions={
        <>
          <Button variant="primary" isPending={handover.isPending} onPress={send}>
            {t('transfer.submit')}
          </Button>
          <Button onPress={onClose}>{t('transfer.cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        <p>{t('transfer.text')}</p>
        <Select
          label={t('transfer.office')}
          prompt={t('transfer.officePrompt')}
          options={offices}
          value={branchId}
          onChange={setBranchId}
          error={isChecked && branchId === '' ? t('transfer.officeMissing') : undefined}
        />
        <TextField
          label={t('transfer.reason')}
          width="full"
          maxLength={MAX_REASON}
          value={reason}
          onChange={setReason}
          error={isChecked && reason.trim() === '' ? t('transfer.reasonMissing') : undefined}
        />
      </div>
    </Dialog>
  );
}
