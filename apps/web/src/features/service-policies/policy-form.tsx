import { useState } from 'react';
import { previewServicePolicy, type ServicePolicyView } from '@yinqi/contracts/service-policies';
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
import { servicePolicyMessages } from './messages.js';
import { PolicyCheck } from './policy-check.js';
import { draftOf, faultsOf, presentOf, termsOf, type DraftFault, type PolicyDraft } from './policy-draft.js';
import styles from './service-policies.module.css';

type Props = {
  readonly policies: readonly ServicePolicyView[];
  readonly today: string;
  readonly programmes: readonly Option[];
  readonly onClose: () => void;
};

/** A new version: every stage with its time, tried on what has been and looked at once more before it is published. */
export function PolicyForm({ policies, today, programmes, onClose }: Props) {
  const t = useMessages(servicePolicyMessages);
  const [draft, setDraft] = useState(() => draftOf(presentOf(policies, '')));
  const [isTried, setTried] = useState(false);
  const [isChecking, setChecking] = useState(false);
  const [dues, setDues] = useState<PreviewProps['stages']>();
  const preview = useCommand(previewServicePolicy, { onSuccess: ({ stages }) => setDues(stages) });
  const faults = faultsOf(draft, today);
  const isFit = (ignored: readonly DraftFault[]) => faults.every((fault) => ignored.includes(fault));
  const change = (next: PolicyDraft) => {
    setDraft(next);
    setDues(undefined);
  };
  const tryOut = () => {
    setTried(true);
    if (!isFit(['from', 'note'])) return;
    preview.send({ body: { ...termsOf(draft), beginsAt: new Date(Date.now()).toISOString() } });
  };
  const check = () => {
    setTried(true);
    setChecking(isFit([]));
  };
  if (isChecking) {
    return (
      <PolicyCheck
        draft={draft}
        present={presentOf(policies, draft.programmeId)}
        scope={programmes.find(({ value }) => value === draft.programmeId)?.label ?? t('page.all')}
        onBack={() => setChecking(false)}
        onPublished={onClose}
      />
    );
  }
  return (
    <Dialog
      title={t('form.title')}
      isOpen
      onClose={onClose}
      size="wide"
      isDismissable={false}
      actions={
        <>
          <Button variant="primary" onPress={check}>
            {t('form.check')}
          </Button>
          <Button onPress={tryOut} isPending={preview.isPending}>
            {t('form.preview')}
          </Button>
          <Button onPress={onClose}>{t('form.cancel')}</Button>
        </>
      }
    >
      <p className={styles.intro}>{t('form.intro')}</p>
      {preview.error !== null && <ErrorState error={preview.error} title={t('preview.failed')} />}
      <ScopeFields draft={draft} faults={isTried ? faults : []} programmes={programmes} onChange={change} />
      <StageFields draft={draft} faults={isTried ? faults : []} onChange={change} />
      {dues !== undefined && <Preview stages={dues} />}
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
        <fieldset key={stage} className={styles.stage}>
          <legend>{t(`stage.${stage}`)}</legend>
          <TextField
            label={t('form.amount')}
            inputMode="numeric"
            width="short"
            value={draft.amounts[stage]}
            onChange={(amount) => onChange({ ...draft, amounts: { ...draft.amounts, [stage]: amount } })}
            error={faultOf(stage)}
          />
          <Select
            label={t('form.unit')}
            width="short"
            options={LIMIT_UNITS.map((unit) => ({ value: unit, label: t(`unitName.${unit}`) }))}
            value={draft.units[stage]}
            onChange={(unit) => onChange({ ...draft, units: { ...draft.units, [stage]: unit } })}
          />
        </fieldset>
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
