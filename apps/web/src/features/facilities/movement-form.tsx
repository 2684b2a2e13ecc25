import { useEffect, useRef } from 'react';
import { useQuery } from '@tanstack/react-query';
import { listOrganisations } from '@yinqi/contracts/identity';
import { amountText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { FOR_EVER } from '../../lib/code-tables.js';
import { reading } from '../../lib/query.js';
import { nameIn } from '../../lib/name-in.js';
import { BankPicker } from '../../ui/bank-picker.js';
import { Button } from '../../ui/button.js';
import { DateField } from '../../ui/date-field.js';
import { MoneyField } from '../../ui/money-field.js';
import { Select } from '../../ui/select.js';
import { TextField } from '../../ui/text-field.js';
import { allotmentMessages } from './allotment-messages.js';
import {
  hasAmount,
  NEW_BANK,
  NEW_PROVINCE,
  type MovementDraft,
  type MovementFault,
  type Surroundings,
} from './movement-draft.js';
import styles from './quota.module.css';
import type { Movement } from './quota-search.js';
import { ownerName } from './quota-words.js';

type Props = {
  readonly kinds: readonly Movement[];
  readonly draft: MovementDraft;
  readonly around: Surroundings;
  readonly faults: readonly MovementFault[];
  readonly onChange: (draft: MovementDraft) => void;
  readonly onCheck: () => void;
};

/** The questions of a movement, fewer for those that move nothing. */
export function MovementForm({ kinds, draft, around, faults, onChange, onCheck }: Props) {
  const t = useMessages(allotmentMessages);
  const isFaulty = faults.length > 0;
  const set = (part: Partial<MovementDraft>): void => onChange({ ...draft, ...part });
  const wrong = (fault: MovementFault): string | undefined =>
    faults.includes(fault) ? t(`fault.${fault}`) : undefined;
  return (
    <form
      className={styles.form}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        onCheck();
      }}
    >
      {isFaulty && <FaultSummary faults={faults} />}
      <Select
        label={t('act.kind')}
        hint={t(`act.kind.${draft.kind}.hint`)}
        options={kinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))}
        value={draft.kind}
        onChange={(kind) => set({ kind, to: '', recipientId: null, recipientName: undefined })}
      />
      {(draft.kind === 'allot' || draft.kind === 'transfer') && (
        <RecipientFields draft={draft} around={around} faults={faults} onChange={onChange} />
      )}
      {hasAmount(draft.kind) && (
        <AmountField draft={draft} around={around} faults={faults} onChange={onChange} />
      )}
      {draft.kind === 'conditions' && <ConditionFields draft={draft} faults={faults} onChange={onChange} />}
      <TextField
        label={t('act.reason')}
        hint={t('act.reason.hint')}
        maxLength={200}
        value={draft.reason}
        error={wrong('reason')}
        onChange={(reason) => set({ reason })}
      />
      <TextField
        label={t('act.document')}
        isOptional
        maxLength={200}
        value={draft.documentNumber}
        onChange={(documentNumber) => set({ documentNumber })}
      />
      <DateField
        label={t('act.effectiveOn')}
        value={draft.effectiveOn}
        error={wrong('effectiveOn')}
        onChange={(effectiveOn) => set({ effectiveOn })}
      />
      <div className={styles.actions}>
        <Button type="submit" variant="primary">
          {t('act.check')}
        </Button>
      </div>
    </form>
  );
}

/** What is still wrong, in the same words as at the fields; read out as it appears. */
function FaultSummary({ faults }: { readonly faults: readonly MovementFault[] }) {
  const t = useMessages(allotmentMessages);
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

type FieldsProps = Omit<Props, 'kinds' | 'onCheck'>;

function AmountField({ draft, around, faults, onChange }: FieldsProps) {
  const t = useMessages(allotmentMessages);
  const { language } = useLanguage();
  const { own, leftFen } = around.pool;
  const fault = (['amount', 'tooMuch', 'inUse'] as const).find((one) => faults.includes(one));
  const left = amountText(leftFen ?? '0', language);
  return (
    <MoneyField
      label={t(draft.kind === 'adjust' ? 'act.limit' : 'act.amount')}
      hint={
        draft.kind === 'adjust'
          ? t('act.limit.hint', { limit: amountText(own.limitFen, language) })
          : t('act.amount.hint', { left })
      }
      isInListUnit
      value={draft.amountFen}
      error={fault && t(`fault.${fault}`)}
      onChange={(amountFen) => onChange({ ...draft, amountFen })}
    />
  );
}

function ConditionFields({ draft, faults, onChange }: Omit<FieldsProps, 'around'>) {
  const t = useMessages(allotmentMessages);
  const fromFault = (['fromFen', 'unchanged'] as const).find((one) => faults.includes(one));
  return (
    <>
      <MoneyField
        label={t('act.customer')}
        hint={t('act.customer.hint')}
        isOptional
        isInListUnit
        value={draft.customerFen}
        error={faults.includes('customerZero') ? t('fault.customerZero') : undefined}
        onChange={(customerFen) => onChange({ ...draft, customerFen })}
      />
      <MoneyField
        label={t('open.from')}
        hint={t('open.from.hint')}
        isInListUnit
        value={draft.fromFen}
        error={fromFault && t(`fault.${fromFault}`)}
        onChange={(fromFen) => onChange({ ...draft, fromFen })}
      />
    </>
  );
}

function RecipientFields({ draft, around, faults, onChange }: FieldsProps) {
  const t = useMessages(allotmentMessages);
  const { language } = useLanguage();
  const isAllotting = draft.kind === 'allot';
  const existing = (isAllotting ? around.children : around.siblings).map((pool) => ({
    value: pool.id,
    label: ownerName(pool, language),
  }));
  const openings = [
    ...(around.pool.level === 'nation' ? [{ value: NEW_PROVINCE, label: t('act.to.newProvince') }] : []),
    { value: NEW_BANK, label: t('act.to.newBank') },
  ];
  const recipientFault = faults.includes('recipient') ? t('fault.recipient') : undefined;
  return (
    <>
      <Select
        label={t(isAllotting ? 'act.to' : 'act.to.transfer')}
        prompt={t('act.to.prompt')}
        options={isAllotting ? [...existing, ...openings] : existing}
        value={draft.to}
        error={faults.includes('to') ? t('fault.to') : undefined}
        onChange={(to) => onChange({ ...draft, to, recipientId: null, recipientName: undefined })}
      />
      {isAllotting && draft.to === NEW_PROVINCE && (
        <ProvinceSelect draft={draft} error={recipientFault} onChange={onChange} />
      )}
      {isAllotting && draft.to === NEW_BANK && (
        <BankPicker
          label={t('act.bank')}
          value={draft.recipientId}
          valueName={draft.recipientName}
          error={recipientFault}
          onChange={(recipientId, recipientName) => onChange({ ...draft, recipientId, recipientName })}
        />
      )}
    </>
  );
}

type ProvinceProps = Pick<FieldsProps, 'draft' | 'onChange'> & { readonly error: string | undefined };

/** Units that report like provinces, cities planned apart and the corps among them. */
function ProvinceSelect({ draft, error, onChange }: ProvinceProps) {
  const t = useMessages(allotmentMessages);
  const { language } = useLanguage();
  const nation = useQuery({
    ...reading(listOrganisations, { query: { kind: ['bureau'], limit: 1 } }),
    ...FOR_EVER,
  });
  const nationId = nation.data?.items[0]?.id;
  const units = useQuery({
    ...reading(listOrganisations, {
      query: { kind: ['bureau'], limit: 200, ...(nationId !== undefined && { parentId: nationId }) },
    }),
    ...FOR_EVER,
    enabled: nationId !== undefined,
  });
  const provinces = units.data?.items ?? [];
  return (
    <Select
      label={t('act.province')}
      prompt={t('act.to.prompt')}
      options={provinces.map((unit) => ({ value: unit.id, label: nameIn(unit, language) }))}
      value={draft.recipientId ?? ''}
      error={error}
      onChange={(recipientId) => {
        const unit = provinces.find(({ id }) => id === recipientId);
        onChange({ ...draft, recipientId, recipientName: unit && nameIn(unit, language) });
      }}
    />
  );
}
