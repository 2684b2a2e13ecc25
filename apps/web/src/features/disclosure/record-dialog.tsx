import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import {
  listConsents,
  MAX_PAPER_BYTES,
  recordConsent,
  uploadConsentPaper,
} from '@yinqi/contracts/disclosure';
import { CONSENT_GROUPS, DEFAULT_CONSENT_DAYS, FIELD_GROUP_LABELS } from '@yinqi/domain/disclosure';
import type { ConsentGroup } from '@yinqi/domain/disclosure';
import { dateText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { hasCode } from '../../lib/problem.js';
import { useCommand } from '../../lib/use-command.js';
import { BankPicker } from '../../ui/bank-picker.js';
import { Button } from '../../ui/button.js';
import { CheckboxGroup } from '../../ui/choice-groups.js';
import { DateField } from '../../ui/date-field.js';
import { Dialog } from '../../ui/dialog.js';
import { FileDrop } from '../../ui/file-drop.js';
import { showToast } from '../../ui/toast-store.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import styles from './disclosure.module.css';
import { disclosureMessages } from './messages.js';

type Props = { readonly requestId: string; readonly enterpriseId: string; readonly onClose: () => void };

const DAY_MS = 86_400_000;
const MEGABYTE = 1024 * 1024;
/** What nearly every paper covers: who asks and what for. */
const USUAL: readonly ConsentGroup[] = ['identity', 'contact', 'request'];

/** Without these a bank could not tell what it is asked. */
const LEAST: readonly ConsentGroup[] = ['identity', 'request'];

const dayFromNow = (days: number): string => dateText(new Date(Date.now() + days * DAY_MS).toISOString());

type PaperConsent = {
  readonly bankId: string;
  readonly groups: readonly ConsentGroup[];
  readonly until: string;
  readonly file: File | undefined;
};

/** The scan goes first, then the consent that cites it. */
function useRecording({ requestId, enterpriseId, onClose }: Props) {
  const t = useMessages(disclosureMessages);
  const client = useQueryClient();
  const upload = useCommand(uploadConsentPaper);
  const record = useCommand(recordConsent, {
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: [listConsents.id] });
      showToast({ message: t('record.done') });
      onClose();
    },
  });
  const send = async ({ bankId, groups, until, file }: PaperConsent): Promise<void> => {
    if (file === undefined) return;
    const paper = await upload
      .sendAndWait({ params: { id: enterpriseId }, query: { fileName: file.name }, bytes: file })
      .catch(() => undefined); // upload.error tells it
    if (paper === undefined) return;
    record.send({
      body: { requestId, bankId, fieldGroups: [...groups], validUntil: until, paperId: paper.id },
    });
  };
  return {
    send,
    isPending: upload.isPending || record.isPending,
    error: upload.error ?? record.error,
    isUntilRefused: hasCode(record.error, 'request.invalid'),
  };
}

/** Registers a consent the enterprise signed on paper. */
export function RecordDialog(props: Props) {
  const t = useMessages(disclosureMessages);
  const wording = useErrorWording();
  const [consent, setConsent] = useState<PaperConsent>(() => ({
    bankId: '',
    groups: USUAL,
    until: dayFromNow(DEFAULT_CONSENT_DAYS),
    file: undefined,
  }));
  const [wasTried, setTried] = useState(false);
  const recording = useRecording(props);
  const faults = {
    bank: consent.bankId === '' ? t('record.bankMissing') : undefined,
    groups: LEAST.every((group) => consent.groups.includes(group)) ? undefined : t('record.groupsMissing'),
    until: /^\d{4}-\d{2}-\d{2}$/.test(consent.until) ? undefined : t('record.untilWrong'),
    paper: consent.file === undefined ? t('record.paperMissing') : undefined,
  };
  const onSave = () => {
    setTried(true);
    if (Object.values(faults).every((fault) => fault === undefined)) void recording.send(consent);
  };
  return (
    <Dialog
      isOpen
      size="wide"
      title={t('record.dialog')}
      onClose={props.onClose}
      actions={
        <>
          <Button variant="primary" isPending={recording.isPending} onPress={onSave}>
            {t(recording.isPending ? 'record.saving' : 'record.save')}
          </Button>
          <Button onPress={props.onClose}>{t('record.cancel')}</Button>
        </>
      }
    >
      <div className={styles.dialog}>
        <p>{t('record.text')}</p>
        <PaperFields
          consent={consent}
          faults={wasTried ? faults : {}}
          isUntilRefused={recording.isUntilRefused}
          onChange={(patch) => setConsent({ ...consent, ...patch })}
        />
        {recording.error !== null && (
          <p role="alert" className={styles.error}>
            {wording(recording.error)}
          </p>
        )}
      </div>
    </Dialog>
  );
}

type FieldsProps = {
  readonly consent: PaperConsent;
  readonly faults: { readonly [F in 'bank' | 'groups' | 'until' | 'paper']?: string | undefined };
  readonly isUntilRefused: boolean;
  readonly onChange: (patch: Partial<PaperConsent>) => void;
};

function PaperFields({ consent, faults, isUntilRefused, onChange }: FieldsProps) {
  const t = useMessages(disclosureMessages);
  const { language } = useLanguage();
  const { file } = consent;
  return (
    <>
      <BankPicker
        label={t('record.bank')}
        hint={t('record.bankHint')}
        error={faults.bank}
        value={consent.bankId === '' ? null : consent.bankId}
        valueName={undefined}
        onChange={(bankId) => onChange({ bankId: bankId ?? '' })}
      />
      <CheckboxGroup
        label={t('record.groups')}
        isInline
        error={faults.groups}
        options={CONSENT_GROUPS.map((value) => ({ value, label: FIELD_GROUP_LABELS[value][language] }))}
        value={consent.groups}
        onChange={(groups) => onChange({ groups })}
      />
      <DateField
        label={t('record.until')}
        hint={t('record.untilHint')}
        error={faults.until ?? (isUntilRefused ? t('record.untilWrong') : undefined)}
        value={consent.until}
        onChange={(until) => onChange({ until })}
      />
      <FileDrop
        label={t('record.paper')}
        hint={file === undefined ? t('record.paperHint') : t('record.paperTaken', { name: file.name })}
        endings={['.pdf', '.jpg', '.jpeg', '.png']}
        maxMegabytes={MAX_PAPER_BYTES / MEGABYTE}
        onFile={(chosen) => onChange({ file: chosen })}
        error={faults.paper}
      />
    </>
  );
}
