import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { editFacility, listFacilities, type FacilityView } from '@yinqi/contracts/facilities';
import { BANK_TYPES } from '@yinqi/domain/matching';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { faultAt, hasCode } from '../../lib/problem.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { Checkbox, CheckboxGroup } from '../../ui/choice-groups.js';
import { DateField } from '../../ui/date-field.js';
import { Dialog } from '../../ui/dialog.js';
import { ErrorState } from '../../ui/error-state.js';
import { MoneyField } from '../../ui/money-field.js';
import { Select } from '../../ui/select.js';
import { TextArea, TextField } from '../../ui/text-field.js';
import { showToast } from '../../ui/toast-store.js';
import { bodyOf, CAP_KINDS, draftOf, faultsOf, type FacilityDraft } from './facility-draft.js';
import { facilityMessages } from './messages.js';

type Props = { readonly facility: FacilityView; readonly onClose: () => void };

/** All that an administrator may change of a facility; saving matches the requests concerned again. */
export function FacilityEditDialog({ facility, onClose }: Props) {
  const t = useMessages(facilityMessages);
  const { language } = useLanguage();
  const client = useQueryClient();
  const [draft, setDraft] = useState(() => draftOf(facility));
  const [isTried, setTried] = useState(false);
  const save = useCommand(editFacility, {
    onSuccess: async () => {
      showToast({ message: t('edit.saved') });
      await client.invalidateQueries({ queryKey: [listFacilities.id] });
      onClose();
    },
  });
  const faults = faultsOf(draft);
  const send = () => {
    setTried(true);
    if (faults.length > 0) return;
    save.send({ params: { id: facility.id }, body: bodyOf(draft), version: facility.version });
  };
  const name = language === 'zh' ? facility.name : facility.nameEn;
  const isOvertaken = hasCode(save.error, 'resource.version_conflict');
  return (
    <Dialog
      title={t('edit.title', { name })}
      isOpen
      onClose={onClose}
      size="wide"
      actions={
        <>
          <Button variant="primary" onPress={send} isPending={save.isPending}>
            {t('edit.save')}
          </Button>
          <Button onPress={onClose}>{t('edit.cancel')}</Button>
        </>
      }
    >
      {save.error !== null && (
        <ErrorState error={save.error} title={t(isOvertaken ? 'edit.conflict' : 'edit.failed')} />
      )}
      <WindowFields
        draft={draft}
        onChange={setDraft}
        faults={isTried ? faults : []}
        isOrderWrong={faultAt(save.error, '/body/closesOn') !== undefined}
      />
      <CapFields draft={draft} onChange={setDraft} faults={isTried ? faults : []} />
      <WordFields draft={draft} onChange={setDraft} />
    </Dialog>
  );
}

type FieldsProps = {
  readonly draft: FacilityDraft;
  readonly onChange: (draft: FacilityDraft) => void;
  readonly faults?: ReturnType<typeof faultsOf>;
};

function WindowFields({
  draft,
  onChange,
  faults = [],
  isOrderWrong,
}: FieldsProps & { readonly isOrderWrong: boolean }) {
  const t = useMessages(facilityMessages);
  const wrongDate = (field: 'opensOn' | 'closesOn') => (faults.includes(field) ? t('edit.date') : undefined);
  return (
    <>
      <Checkbox
        label={t('edit.closed')}
        isChecked={draft.closed}
        onChange={(closed) => onChange({ ...draft, closed })}
      />
      <MoneyField
        label={t('edit.total')}
        isOptional
        value={draft.totalFen}
        onChange={(totalFen) => onChange({ ...draft, totalFen })}
      />
      <DateField
        label={t('edit.opensOn')}
        isOptional
        value={draft.opensOn}
        error={wrongDate('opensOn')}
        onChange={(opensOn) => onChange({ ...draft, opensOn })}
      />
      <DateField
        label={t('edit.closesOn')}
        isOptional
        value={draft.closesOn}
        error={isOrderWrong ? t('edit.date') : wrongDate('closesOn')}
        onChange={(closesOn) => onChange({ ...draft, closesOn })}
      />
      <CheckboxGroup
        label={t('edit.bankTypes')}
        hint={t('edit.bankTypes.hint')}
        isInline
        options={BANK_TYPES.map((type) => ({ value: type, label: t(`bank.${type}`) }))}
        value={draft.bankTypes}
        onChange={(bankTypes) => onChange({ ...draft, bankTypes })}
      />
      <Checkbox
        label={t('edit.localOnly')}
        isChecked={draft.localOnly}
        onChange={(localOnly) => onChange({ ...draft, localOnly })}
      />
    </>
  );
}

function CapFields({ draft, onChange, faults = [] }: FieldsProps) {
  const t = useMessages(facilityMessages);
  const wrong = faults.includes('capFigure') ? t('edit.number') : undefined;
  return (
    <>
      <Select
        label={t('edit.cap')}
        options={CAP_KINDS.map((kind) => ({ value: kind, label: t(`edit.cap.${kind}`) }))}
        value={draft.capKind}
        onChange={(capKind) => onChange({ ...draft, capKind })}
      />
      {draft.capKind !== 'none' && (
        <TextField
          label={t(draft.capKind === 'fixed' ? 'edit.rate' : 'edit.margin')}
          {...(draft.capKind !== 'fixed' && { hint: t('edit.margin.hint') })}
          unit={draft.capKind === 'fixed' ? '%' : 'bp'}
          width="short"
          value={draft.capFigure}
          error={wrong}
          onChange={(capFigure) => onChange({ ...draft, capFigure })}
        />
      )}
    </>
  );
}

function WordFields({ draft, onChange }: FieldsProps) {
  const t = useMessages(facilityMessages);
  return (
    <>
      <TextField
        label={t('edit.document')}
        isOptional
        maxLength={200}
        value={draft.documentNumber}
        onChange={(documentNumber) => onChange({ ...draft, documentNumber })}
      />
      <TextArea
        label={t('edit.note')}
        isOptional
        rows={3}
        maxLength={600}
        value={draft.note}
        onChange={(note) => onChange({ ...draft, note })}
      />
      <TextArea
        label={t('edit.noteEn')}
        isOptional
        rows={3}
        maxLength={600}
        value={draft.noteEn}
        onChange={(noteEn) => onChange({ ...draft, noteEn })}
      />
      <Checkbox
        label={t('edit.verified')}
        hint={t('edit.borrower')}
        isChecked={draft.verified}
        onChange={(verified) => onChange({ ...draft, verified })}
      />
    </>
  );
}
