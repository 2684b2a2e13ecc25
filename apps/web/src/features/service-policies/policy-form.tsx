import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import {
  createServicePolicy,
  listServicePolicies,
  previewServicePolicy,
  type ServicePolicyView,
} from '@yinqi/contracts/service-policies';
import { POLICY_STAGES, type PolicyStage } from '@yinqi/domain/clocks';
import { LIMIT_UNITS } from '@yinqi/domain/lifecycle';
import { dateTimeText } from '../../lib/format.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { DateField } from '../../ui/date-field.js';
import { Dialog } from '../../ui/dialog.js';
import { ErrorState } from '../../ui/error-state.js';
import { Select, type Option } from '../../ui/select.js';
import { Table } from '../../ui/table.js';
import { TextArea, TextField } from '../../ui/text-field.js';
import { showToast } from '../../ui/toast-store.js';
import { servicePolicyMessages } from './messages.js';
import { draftOf, faultsOf, termsOf, type DraftFault, type PolicyDraft } from './policy-draft.js';
import styles from './service-policies.module.css';

type Props = {
  readonly present: ServicePolicyView;
  readonly today: string;
  readonly programmes: readonly Option[];
  readonly onClose: () => void;
};

/** A new version: every stage with its time, tried out on a stage that begins now before it is published. */
export function PolicyForm({ present, today, programmes, onClose }: Props) {
  const t = useMessages(servicePolicyMessages);
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(present));
  const [isTried, setTried] = useState(false);
  const [tried, setTriedOut] = useState<PreviewProps['stages']>();
  const preview = useCommand(previewServicePolicy, { onSuccess: ({ stages }) => setTriedOut(stages) });
  const publish = useCommand(createServicePolicy, {
    onSuccess: async () => {
      showToast({ message: t('form.published') });
      await client.invalidateQueries({ queryKey: [listServicePolicies.id] });
      onClose();
    },
  });
  const faults = faultsOf(draft, today);
  const isFit = (ignored: readonly DraftFault[]) => faults.every((fault) => ignored.includes(fault));
  const change = (next: PolicyDraft) => {
    setDraft(next);
    setTriedOut(undefined);
  };
  const tryOut = () => {
    setTried(true);
    if (!isFit(['from', 'note'])) return;
    preview.send({ body: { ...termsOf(draft), beginsAt: new Date(Date.now()).toISOString() } });
  };
  const send = () => {
    setTried(true);
    if (!isFit([])) return;
    publish.send({ body: { ...termsOf(draft), effectiveFrom: draft.effectiveFrom, note: draft.note } });
  };
  const error = publish.error ?? preview.error;
  return (
    <Dialog
      title={t('form.title')}
      isOpen
      onClose={onClose}
      size="wide"
      isDismissable={false}
      actions={
        <>
          <Button variant="primary" onPress={send} isPending={publish.isPending}>
            {t('form.publish')}
          </Button>
          <Button onPress={tryOut} isPending={preview.isPending}>
            {t('form.preview')}
          </Button>
          <Button onPress={onClose}>{t('form.cancel')}</Button>
        </>
      }
    >
      <p className={styles.intro}>{t('form.intro')}</p>
      {error !== null && <ErrorState error={error} title={t('form.failed')} />}
      <ScopeFields draft={draft} faults={isTried ? faults : []} programmes={programmes} onChange={change} />
      <StageFields draft={draft} faults={isTried ? faults : []} onChange={change} />
      {tried !== undefined && <Preview stages={tried} />}
    </Dialog>
  );
}

type FieldsProps = {
  readonly draft: PolicyDraft;
  readonly faults: readonly DraftFault[];
  readonly onChange: (draft: PolicyDraft) => void;
};

function ScopeFields({ draft, faults, programmes, onChange }: FieldsProps & Pick<Props, 'programmes'>) {
  const t = useMessages(servicePolicyMessages);
  return (
    <>
      <Select
        label={t('form.scope')}
        options={[{ value: '', label: t('page.all') }, ...programmes]}
        value={draft.programmeId}
        onChange={(programmeId) => onChange({ ...draft, programmeId })}
      />
      <DateField
        label={t('form.from')}
        value={draft.effectiveFrom}
        onChange={(effectiveFrom) => onChange({ ...draft, effectiveFrom })}
        error={faults.includes('from') ? t('fault.from') : undefined}
      />
      <TextField
        label={t('form.hours')}
        hint={t('form.hours.hint')}
        value={draft.hours}
        onChange={(hours) => onChange({ ...draft, hours })}
        error={faults.includes('hours') ? t('fault.hours') : undefined}
      />
      <TextArea
        label={t('form.note')}
        value={draft.note}
        maxLength={200}
        rows={2}
        onChange={(note) => onChange({ ...draft, note })}
        error={faults.includes('note') ? t('fault.note') : undefined}
      />
    </>
  );
}

function StageFields({ draft, faults, onChange }: FieldsProps) {
  const t = useMessages(servicePolicyMessages);
  const faultOf = (stage: PolicyStage): string | undefined => {
    if (faults.includes(stage)) return t('fault.amount');
    return stage === 'accept' && faults.includes('answer') ? t('fault.answer') : undefined;
  };
  return (
    <div className={styles.stages}>
      {POLICY_STAGES.map((stage) => (
        <div key={stage} className={styles.stage}>
          <TextField
            label={t('form.amount', { stage: t(`stage.${stage}`) })}
            inputMode="numeric"
            width="short"
            value={draft.amounts[stage]}
            onChange={(amount) => onChange({ ...draft, amounts: { ...draft.amounts, [stage]: amount } })}
            error={faultOf(stage)}
          />
          <Select
            label={t('form.unit', { stage: t(`stage.${stage}`) })}
            width="short"
            options={LIMIT_UNITS.map((unit) => ({ value: unit, label: t(`unitName.${unit}`) }))}
            value={draft.units[stage]}
            onChange={(unit) => onChange({ ...draft, units: { ...draft.units, [stage]: unit } })}
          />
        </div>
      ))}
    </div>
  );
}

type Previewed = { readonly by: string; readonly provisional: boolean };
type PreviewProps = {
  readonly stages: readonly {
    readonly stage: PolicyStage;
    readonly now: Previewed;
    readonly then: Previewed;
  }[];
};

function Preview({ stages }: PreviewProps) {
  const t = useMessages(servicePolicyMessages);
  const time = ({ by, provisional }: Previewed): string =>
    provisional ? t('preview.provisional', { time: dateTimeText(by) }) : dateTimeText(by);
  return (
    <Table
      label={t('preview.title')}
      isLabelShown
      rows={stages}
      getRowId={({ stage }) => stage}
      columns={[
        {
          id: 'stage',
          header: t('preview.stage'),
          cell: ({ stage }) => t(`stage.${stage}`),
          isRowHeader: true,
        },
        { id: 'now', header: t('preview.now'), cell: ({ now }) => time(now) },
        {
          id: 'then',
          header: t('preview.then'),
          cell: ({ now, then }) => (now.by === then.by ? time(then) : <strong>{time(then)}</strong>),
        },
      ]}
    />
  );
}
