import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { tryTranches, type AllocationView } from '@yinqi/contracts/allocation';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { MoneyField } from '../../ui/money-field.js';
import { Select } from '../../ui/select.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import styles from './allocation.module.css';
import { allocationMessages } from './messages.js';
import { forgetAllocations } from './use-allocations.js';
import { poolName } from './words.js';

const LONGEST_TITLE = 80;

type Props = { readonly plan: AllocationView; readonly onClose: () => void };

/** What if one quota had more: the same requests, calculated again beside this plan. */
export function TrancheDialog({ plan, onClose }: Props) {
  const t = useMessages(allocationMessages);
  const { language } = useLanguage();
  const wording = useErrorWording();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [at, setAt] = useState('0');
  const [fen, setFen] = useState<bigint>();
  const [isMissing, setMissing] = useState(false);
  const pool = plan.pools[Number(at)];
  const attempt = useCommand(tryTranches, {
    onSuccess: async ({ id }) => {
      onClose();
      await forgetAllocations(client);
      await navigate({ to: '/allocations/$allocationId', params: { allocationId: id } });
    },
  });
  const submit = (): void => {
    setMissing(fen === undefined);
    if (fen === undefined || pool === undefined) return;
    attempt.send({
      params: { id: plan.id },
      body: {
        title: t('tranche.name', { title: plan.title }).slice(-LONGEST_TITLE),
        tranches: [{ facilityId: pool.facility.id, bankId: pool.bank?.id ?? null, addFen: String(fen) }],
      },
    });
  };
  return (
    <Dialog
      title={t('tranche.title')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button variant="primary" isPending={attempt.isPending} onPress={submit}>
            {t('tranche.submit')}
          </Button>
          <Button onPress={onClose}>{t('cancel')}</Button>
        </>
      }
    >
      <p>{t('tranche.text')}</p>
      <Select
        label={t('tranche.pool')}
        value={at}
        options={plan.pools.map((one, place) => ({ value: String(place), label: poolName(one, language) }))}
        onChange={setAt}
      />
      <MoneyField
        label={t('tranche.amount')}
        value={fen}
        isInListUnit
        error={isMissing && fen === undefined ? t('tranche.missing') : undefined}
        onChange={setFen}
      />
      {attempt.error !== null && (
        <p className={styles.alert} role="alert">
          {wording(attempt.error)}
        </p>
      )}
    </Dialog>
  );
}
