import { useState } from 'react';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import type { NeedBefore } from '@yinqi/contracts/refusals';
import { useSide } from '../../../app/session.js';
import { amountText } from '../../../lib/format.js';
import { useLanguage } from '../../../lib/i18n/language.js';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { Button } from '../../../ui/button.js';
import { Dialog } from '../../../ui/dialog.js';
import { Table } from '../../../ui/table.js';
import { TextField } from '../../../ui/text-field.js';
import styles from '../after-refusal/refusal.module.css';
import { handoverMessages } from '../messages.js';
import { currencyOf, nameIn, purposeName } from '../words.js';
import { useHandover } from './use-handover.js';

const MAX_NOTE = 200;

/** 需求变更: what the bank agreed to look at and what it is now, until the bank confirms or steps back. */
export function NeedChange({ detail }: { readonly detail: EngagementDetail }) {
  const t = useMessages(handoverMessages);
  const { language } = useLanguage();
  const isBank = useSide() === 'bank';
  if (!detail.needChanged) return null;
  return (
    <div className={styles.block}>
      <strong>{t('need.title')}</strong>
      <p className={styles.quiet}>
        {isBank ? t('need.text') : t('need.textOther', { bank: nameIn(language, detail.bank) })}
      </p>
      {detail.needBefore !== null && <Comparison detail={detail} before={detail.needBefore} />}
      {isBank && <Answer detail={detail} />}
    </div>
  );
}

function Comparison({ detail, before }: { readonly detail: EngagementDetail; readonly before: NeedBefore }) {
  const t = useMessages(handoverMessages);
  const { language } = useLanguage();
  const months = (count: number | null) => (count === null ? '—' : t('need.months', { count }));
  const rows = [
    {
      id: 'amount',
      before: amountText(before.amountFen, language, before.currency),
      after:
        detail.requestedFen === null ? '—' : amountText(detail.requestedFen, language, currencyOf(detail)),
    },
    { id: 'term', before: months(before.termMonths), after: months(detail.termMonths) },
    {
      id: 'purpose',
      before: purposeName(before.purpose, language),
      after: purposeName(detail.purpose, language),
    },
  ] as const;
  return (
    <Table
      label={t('need.title')}
      getRowId={(row) => row.id}
      rows={rows.filter((row) => row.before !== row.after)}
      columns={[
        { id: 'item', header: t('need.item'), cell: (row) => t(`need.${row.id}`), isRowHeader: true },
        { id: 'before', header: t('need.before'), cell: (row) => row.before },
        { id: 'after', header: t('need.after'), cell: (row) => <strong>{row.after}</strong> },
      ]}
    />
  );
}

function Answer({ detail }: { readonly detail: EngagementDetail }) {
  const t = useMessages(handoverMessages);
  const [isAsked, setAsked] = useState(false);
  const [note, setNote] = useState('');
  const handover = useHandover(detail, () => setAsked(false));
  const mayStepBack = detail.options.some(
    ({ action, blockedBy }) => action === 'step_back' && blockedBy === null,
  );
  if (!mayStepBack) return null;
  return (
    <div className={styles.acts}>
      <Button isPending={handover.isPending} onPress={handover.confirm}>
        {t('need.confirm')}
      </Button>
      <Button variant="quiet" onPress={() => setAsked(true)}>
        {t('need.stepBack')}
      </Button>
      {isAsked && (
        <Dialog
          isOpen
          title={t('need.stepBackTitle')}
          onClose={() => setAsked(false)}
          actions={
            <>
              <Button
                variant="danger"
                isPending={handover.isPending}
                onPress={() => handover.stepBack(note.trim())}
              >
                {t('need.stepBack').replace('…', '')}
              </Button>
              <Button onPress={() => setAsked(false)}>{t('transfer.cancel')}</Button>
            </>
          }
        >
          <div className={styles.form}>
            <p>{t('need.stepBackText')}</p>
            <TextField
              label={t('need.note')}
              isOptional
              width="full"
              maxLength={MAX_NOTE}
              value={note}
              onChange={setNote}
            />
          </div>
        </Dialog>
      )}
    </div>
  );
}
