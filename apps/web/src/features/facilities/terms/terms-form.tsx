import { useEffect, useRef, type ReactNode } from 'react';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { Button } from '../../../ui/button.js';
import { Checkbox } from '../../../ui/choice-groups.js';
import { DateField } from '../../../ui/date-field.js';
import { Select } from '../../../ui/select.js';
import { TextArea, TextField } from '../../../ui/text-field.js';
import { MoneyField } from '../../../ui/money-field.js';
import { facilityMessages } from '../messages.js';
import styles from '../quota.module.css';
import { LenderFields, BorrowerFields } from './party-fields.js';
import { termsMessages } from './messages.js';
import { CAP_KINDS, type TermsDraft, type TermsFaultKey } from './terms-draft.js';

export type FieldsProps = {
  readonly draft: TermsDraft;
  readonly faults: readonly TermsFaultKey[];
  readonly onChange: (draft: TermsDraft) => void;
};

type Props = FieldsProps & {
  /** What is asked beside the terms themselves: before them of an opening, after them of a change. */
  readonly before?: ReactNode;
  readonly after?: ReactNode;
  /** The borrowers in the document's words, where they may be left so. */
  readonly asDocument: string | undefined;
  readonly onCheck: () => void;
};

/** Words of the first of these faults that is there. */
export function useFaultText(
  faults: readonly TermsFaultKey[],
): (...keys: TermsFaultKey[]) => string | undefined {
  const t = useMessages(termsMessages);
  return (...keys) => {
    const found = keys.find((key) => faults.includes(key));
    return found && t(`fault.${found}`);
  };
}

/** All terms of a tool, asked for in the order a document has them. */
export function TermsForm({ draft, faults, before, after, asDocument, onChange, onCheck }: Props) {
  const t = useMessages(termsMessages);
  const tTool = useMessages(facilityMessages);
  const wrong = useFaultText(faults);
  const set = (part: Partial<TermsDraft>): void => onChange({ ...draft, ...part });
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onCheck();
      }}
    >
      {faults.length > 0 && <FaultSummary faults={faults} />}
      {before}
      <TextField
        label={t('form.name')}
        maxLength={80}
        value={draft.name}
        error={wrong('name')}
        onChange={(name) => set({ name })}
      />
      <TextField
        label={t('form.nameEn')}
        maxLength={80}
        value={draft.nameEn}
        error={wrong('nameEn')}
        onChange={(nameEn) => set({ nameEn })}
      />
      <MoneyField
        label={tTool('edit.total')}
        isOptional={after === undefined}
        isInListUnit
        value={draft.totalFen}
        error={wrong('totalFen.missing', 'totalFen.zero')}
        onChange={(totalFen) => set({ totalFen })}
      />
      <WindowFields draft={draft} faults={faults} onChange={onChange} />
      <LenderFields draft={draft} onChange={onChange} />
      <BorrowerFields draft={draft} asDocument={asDocument} onChange={onChange} />
      <CapFields draft={draft} faults={faults} onChange={onChange} />
      <WordFields draft={draft} faults={faults} onChange={onChange} />
      {after}
      <TextField
        label={t('form.reason')}
        hint={t('form.reason.hint')}
        maxLength={200}
        value={draft.reason}
        error={wrong('reason')}
        onChange={(reason) => set({ reason })}
      />
      <div className={styles.actions}>
        <Button type="submit" variant="primary">
          {t('form.check')}
        </Button>
      </div>
    </form>
  );
}

/** What is still wrong, in the same words as at the fields; read out as it appears. */
function FaultSummary({ faults }: { readonly faults: readonly TermsFaultKey[] }) {
  const t = useMessages(termsMessages);
  const summary = useRef<HTMLDivElement>(null);
  useEffect(() => summary.current?.focus(), []);
  return (
    <div ref={summary} className={styles.alert} role="alert" tabIndex={-1}>
      {t('fault.summary')}
      <ul>
        {faults.map((fault) => (
          <li key={fault}>{t(`fault.${fault}`)}</li>
        ))}
      </ul>
    </div>
  );
}

function WindowFields({ draft, faults, onChange }: FieldsProps) {
  const tTool = useMessages(facilityMessages);
  const wrong = useFaultText(faults);
  return (
    <>
      <DateField
        label={tTool('edit.opensOn')}
        isOptional
        value={draft.opensOn}
        error={wrong('opensOn')}
        onChange={(opensOn) => onChange({ ...draft, opensOn })}
      />
      <DateField
        label={tTool('edit.closesOn')}
        isOptional
        value={draft.closesOn}
        error={wrong('closesOn', 'closesOn.before_opening')}
        onChange={(closesOn) => onChange({ ...draft, closesOn })}
      />
    </>
  );
}

function CapFields({ draft, faults, onChange }: FieldsProps) {
  const tTool = useMessages(facilityMessages);
  const wrong = useFaultText(faults);
  return (
    <>
      <Select
        label={tTool('edit.cap')}
        options={CAP_KINDS.map((kind) => ({ value: kind, label: tTool(`edit.cap.${kind}`) }))}
        value={draft.capKind}
        onChange={(capKind) => onChange({ ...draft, capKind })}
      />
      {draft.capKind !== 'none' && (
        <TextField
          label={tTool(draft.capKind === 'fixed' ? 'edit.rate' : 'edit.margin')}
          {...(draft.capKind !== 'fixed' && { hint: tTool('edit.margin.hint') })}
          unit={draft.capKind === 'fixed' ? '%' : 'bp'}
          width="short"
          value={draft.capFigure}
          error={wrong('capFigure')}
          onChange={(capFigure) => onChange({ ...draft, capFigure })}
        />
      )}
    </>
  );
}

function WordFields({ draft, onChange }: FieldsProps) {
  const t = useMessages(termsMessages);
  const tTool = useMessages(facilityMessages);
  const set = (part: Partial<TermsDraft>): void => onChange({ ...draft, ...part });
  return (
    <>
      <TextField
        label={tTool('edit.document')}
        isOptional
        maxLength={200}
        value={draft.documentNumber}
        onChange={(documentNumber) => set({ documentNumber })}
      />
      <Checkbox
        label={t('form.verified')}
        isChecked={draft.verified}
        onChange={(verified) => set({ verified })}
      />
      <TextArea
        label={tTool('edit.note')}
        isOptional
        rows={3}
        maxLength={600}
        value={draft.note}
        onChange={(note) => set({ note })}
      />
      <TextArea
        label={tTool('edit.noteEn')}
        isOptional
        rows={3}
        maxLength={600}
        value={draft.noteEn}
        onChange={(noteEn) => set({ noteEn })}
      />
    </>
  );
}
