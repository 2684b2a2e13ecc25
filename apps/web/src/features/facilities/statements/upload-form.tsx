import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import type { PoolView } from '@yinqi/contracts/quota-view';
import { uploadStatement, type Statement } from '@yinqi/contracts/statements';
import { dateText } from '../../../lib/format.js';
import { useLanguage } from '../../../lib/i18n/language.js';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { useCommand } from '../../../lib/use-command.js';
import { DateField } from '../../../ui/date-field.js';
import { MoneyField } from '../../../ui/money-field.js';
import { Select } from '../../../ui/select.js';
import { showToast } from '../../../ui/toast-store.js';
import { UploadDrop } from '../../../ui/upload-drop.js';
import { poolTitle } from '../quota-words.js';
import { statementMessages } from './messages.js';
import styles from './statements.module.css';
import { forgetStatements } from './use-statements.js';

type Props = { readonly pools: readonly PoolView[]; readonly known: readonly Statement[] };

type Stated = { readonly opening?: bigint | undefined; readonly closing?: bigint | undefined };

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const isPeriod = (fromOn: string, toOn: string, today: string): boolean =>
  DAY.test(fromOn) && DAY.test(toOn) && fromOn <= toOn && toOn <= today;

/** What a statement is of, and the file; one that came before leads to its earlier result. */
export function UploadForm({ pools, known }: Props) {
  const t = useMessages(statementMessages);
  const { language } = useLanguage();
  const client = useQueryClient();
  const navigate = useNavigate();
  const [today] = useState(() => dateText(new Date().toISOString()));
  const [poolId, setPoolId] = useState(pools[0]?.id ?? '');
  const [fromOn, setFromOn] = useState(`${today.slice(0, 8)}01`);
  const [toOn, setToOn] = useState(today);
  const [balances, setBalances] = useState<Stated>({});
  const upload = useCommand(uploadStatement, {
    onSuccess: async ({ id }) => {
      if (known.some((one) => one.id === id)) showToast({ message: t('form.again') });
      await forgetStatements(client);
      await navigate({ to: '/statements/$statementId', params: { statementId: id } });
    },
  });
  const isReady = isPeriod(fromOn, toOn, today);
  return (
    <section className={styles.form} aria-label={t('form.title')}>
      <div className={styles.fields}>
        <Select
          label={t('form.pool')}
          options={pools.map((pool) => ({ value: pool.id, label: poolTitle(pool, language) }))}
          value={poolId}
          onChange={setPoolId}
        />
        <div className={styles.pair}>
          <DateField label={t('form.from')} value={fromOn} onChange={setFromOn} />
          <DateField
            label={t('form.to')}
            value={toOn}
            error={isReady ? undefined : t('form.period.wrong')}
            onChange={setToOn}
          />
        </div>
        <Balances value={balances} onChange={setBalances} />
      </div>
      <UploadDrop
        label={t('form.label')}
        hint={t('form.hint')}
        endings={['.xlsx', '.csv', '.txt']}
        isDisabled={!isReady}
        pendingText={(name) => t('form.pending', { name })}
        upload={upload}
        onFile={(file, fileName) =>
          upload.send({
            bytes: file,
            query: {
              fileName,
              poolId,
              fromOn,
              toOn,
              ...(balances.opening !== undefined && { openingFen: String(balances.opening) }),
              ...(balances.closing !== undefined && { closingFen: String(balances.closing) }),
            },
          })
        }
      />
    </section>
  );
}

type BalancesProps = { readonly value: Stated; readonly onChange: (value: Stated) => void };

/** What the statement itself says was used before and after its lines. */
function Balances({ value, onChange }: BalancesProps) {
  const t = useMessages(statementMessages);
  const { opening, closing } = value;
  return (
    <div className={styles.pair}>
      <MoneyField
        label={t('form.opening')}
        hint={t('form.opening.hint')}
        isOptional
        isInListUnit
        value={opening}
        onChange={(fen) => onChange({ closing, opening: fen })}
      />
      <MoneyField
        label={t('form.closing')}
        hint={t('form.closing.hint')}
        isOptional
        isInListUnit
        value={closing}
        onChange={(fen) => onChange({ opening, closing: fen })}
      />
    </div>
  );
}
