import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { markBill, type ClaimTool } from '@yinqi/contracts/claims';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { DateField } from '../../ui/date-field.js';
import { Dialog } from '../../ui/dialog.js';
import { MoneyField } from '../../ui/money-field.js';
import { TextField } from '../../ui/text-field.js';
import { showToast } from '../../ui/toast-store.js';
import { NEW_BILL, readBill, type BillDraft, type BillFault } from './bill-draft.js';
import styles from './claims.module.css';
import { claimMessages } from './messages.js';
import { RefusalNotice } from './refusal-notice.js';
import { forgetClaims } from './use-claims.js';

type Props = { readonly tool: ClaimTool; readonly onClose: () => void };

/** One bill with its elements; entered, it takes up quota at once. */
export function BillDialog({ tool, onClose }: Props) {
  const t = useMessages(claimMessages);
  const client = useQueryClient();
  const [draft, setDraft] = useState<BillDraft>(NEW_BILL);
  const [isTried, setTried] = useState(false);
  const { faults, body } = readBill(draft);
  const mark = useCommand(markBill, {
    onSuccess: async () => {
      showToast({ message: t('mark.done') });
      onClose();
      await forgetClaims(client);
    },
  });
  const submit = (): void => {
    setTried(true);
    if (body !== undefined) mark.send({ params: { id: tool.facility.id }, body });
  };
  return (
    <Dialog
      title={t('bill.title')}
      isOpen
      size="wide"
      onClose={onClose}
      actions={
        <>
          <Button variant="primary" isPending={mark.isPending} onPress={submit}>
            {t('bill.submit')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <div className={styles.stack}>
        <BillFields draft={draft} faults={isTried ? faults : []} onChange={setDraft} />
        {mark.error !== null && <RefusalNotice error={mark.error} />}
      </div>
    </Dialog>
  );
}

const DAYS = ['discountedOn', 'maturesOn'] as const;

type FieldsProps = {
  readonly draft: BillDraft;
  readonly faults: readonly BillFault[];
  readonly onChange: (draft: BillDraft) => void;
};

function BillFields({ draft, faults, onChange }: FieldsProps) {
  const t = useMessages(claimMessages);
  const set = (part: Partial<BillDraft>): void => onChange({ ...draft, ...part });
  const wrong = (field: BillFault, text: string): string | undefined =>
    faults.includes(field) ? text : undefined;
  return (
    <>
      <TextField
        label={t('number.bill')}
        hint={t('bill.number.hint')}
        width="full"
        inputMode="numeric"
        maxLength={40}
        value={draft.number}
        error={wrong('number', t('bill.number.wrong'))}
        onChange={(number) => set({ number })}
      />
      <div className={styles.pair}>
        <TextField
          label={t('drawer')}
          maxLength={120}
          value={draft.drawer}
          error={wrong('drawer', t('bill.missing'))}
          onChange={(drawer) => set({ drawer })}
        />
        <TextField
          label={t('bill.holder')}
          hint={t('mark.name.hint')}
          maxLength={120}
          value={draft.borrowerName}
          error={wrong('borrowerName', t('bill.missing'))}
          onChange={(borrowerName) => set({ borrowerName })}
        />
        <TextField
          label={t('bill.uscc')}
          maxLength={24}
          value={draft.borrowerUscc}
          error={wrong('borrowerUscc', t('bill.uscc.wrong'))}
          onChange={(borrowerUscc) => set({ borrowerUscc })}
        />
        <MoneyField
          label={t('bill.amount')}
          value={draft.amountFen}
          error={wrong('amountFen', t('bill.amount.missing'))}
          onChange={(amountFen) => set({ amountFen })}
        />
        <TextField
          label={t('bill.rate')}
          unit="%"
          inputMode="decimal"
          maxLength={6}
          value={draft.rate}
          error={wrong('rate', t('bill.rate.wrong'))}
          onChange={(rate) => set({ rate })}
        />
        {DAYS.map((day) => (
          <DateField
            key={day}
            label={t(`bill.${day}`)}
            value={draft[day]}
            error={wrong(day, t('bill.date.wrong'))}
            onChange={(text) => set({ [day]: text })}
          />
        ))}
      </div>
    </>
  );
}
