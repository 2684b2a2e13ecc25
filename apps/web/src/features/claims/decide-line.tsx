import { CLAIM_REJECTIONS, CLAIM_RESTS, type ClaimRejection, type ClaimRest } from '@yinqi/domain/claims';
import type { ClaimLine } from '@yinqi/contracts/claim-batches';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { RadioGroup } from '../../ui/choice-groups.js';
import { MoneyField } from '../../ui/money-field.js';
import { Select } from '../../ui/select.js';
import { TextField } from '../../ui/text-field.js';
import styles from './claims.module.css';
import { claimMessages } from './messages.js';

/** What the holder says of a line that is not simply reimbursed. */
export type LineDraft = {
  readonly act: 'reduce' | 'reject';
  readonly amountFen: bigint | undefined;
  readonly rest: ClaimRest;
  readonly reason: ClaimRejection;
  readonly note: string;
};

const NEW_DRAFT: Omit<LineDraft, 'act'> = {
  amountFen: undefined,
  rest: 'freed',
  reason: 'PAPERS_INCOMPLETE',
  note: '',
};

/** Less than was asked, and something. */
export const isAmountRight = ({ act, amountFen }: LineDraft, { askedFen }: ClaimLine): boolean =>
  act === 'reject' || (amountFen !== undefined && amountFen > 0n && amountFen < BigInt(askedFen));

type Props = {
  readonly claim: ClaimLine;
  readonly draft: LineDraft | undefined;
  readonly isTried: boolean;
  readonly onChange: (draft: LineDraft | undefined) => void;
};

export function DecideLine({ claim, draft, isTried, onChange }: Props) {
  const t = useMessages(claimMessages);
  return (
    <div className={styles.stack}>
      <RadioGroup
        label={t('decide.label', { number: claim.number })}
        isInline
        options={[
          { value: 'reimburse', label: t('decide.reimburse') },
          { value: 'reduce', label: t('decide.reduce') },
          { value: 'reject', label: t('decide.reject') },
        ]}
        value={draft?.act ?? 'reimburse'}
        onChange={(act) => onChange(act === 'reimburse' ? undefined : { ...NEW_DRAFT, ...draft, act })}
      />
      {draft?.act === 'reduce' && (
        <>
          <MoneyField
            label={t('decide.amount')}
            value={draft.amountFen}
            error={isTried && !isAmountRight(draft, claim) ? t('decide.amount.wrong') : undefined}
            onChange={(amountFen) => onChange({ ...draft, amountFen })}
          />
          <RadioGroup
            label={t('decide.rest')}
            isInline
            options={CLAIM_RESTS.map((rest) => ({ value: rest, label: t(`rest.${rest}`) }))}
            value={draft.rest}
            onChange={(rest) => onChange({ ...draft, rest })}
          />
        </>
      )}
      {draft !== undefined && (
        <>
          <Select
            label={t('decide.reason')}
            options={CLAIM_REJECTIONS.map((reason) => ({ value: reason, label: t(`reason.${reason}`) }))}
            value={draft.reason}
            onChange={(reason) => onChange({ ...draft, reason })}
          />
          <TextField
            label={t('decide.note')}
            hint={t('decide.note.hint')}
            width="full"
            maxLength={200}
            value={draft.note}
            error={isTried && draft.note.trim() === '' ? t('decide.note.missing') : undefined}
            onChange={(note) => onChange({ ...draft, note })}
          />
        </>
      )}
    </div>
  );
}
