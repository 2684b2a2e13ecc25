import { useState } from 'react';
import type { LadderView } from '@yinqi/contracts/supervision';
import { MOST_STEPS } from '@yinqi/domain/supervision';
import { dateText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useSettled } from '../../lib/use-settled.js';
import { nameIn } from '../../lib/name-in.js';
import { Button } from '../../ui/button.js';
import { DateField } from '../../ui/date-field.js';
import { ErrorState } from '../../ui/error-state.js';
import { Link } from '../../ui/link.js';
import { PageHeader } from '../../ui/page-header.js';
import { Select } from '../../ui/select.js';
import { Skeleton } from '../../ui/skeleton.js';
import { TextField } from '../../ui/text-field.js';
import { readRows, rowsOf, RUNG_KINDS, type RowFault, type RungRow } from './ladder-rows.js';
import { supervisionMessages } from './messages.js';
import { RulesCheck } from './rules-check.js';
import styles from './supervision.module.css';
import { useLadder, useRehearsal } from './use-supervision.js';

/** A number being typed is tried when it has been left alone. */
const TRIAL_PAUSE_MS = 300;
const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** 督办规则: who is told when, tried on the last quarter before it is published. */
export function RulesPage() {
  const t = useMessages(supervisionMessages);
  const { language } = useLanguage();
  const { data, error, isPending, refetch } = useLadder();
  if (isPending) return <Skeleton />;
  if (data === undefined) {
    return <ErrorState error={error} title={t('rules.failed')} onRetry={() => void refetch()} />;
  }
  const { present, coming } = data;
  return (
    <>
      <PageHeader
        title={t('rules.title')}
        back={
          <Link to="/supervision" search={{ colour: undefined }}>
            {t('rules.back')}
          </Link>
        }
        meta={
          present.owner === null || present.effectiveFrom === null
            ? t('rules.default')
            : t('rules.inForce', {
                owner: nameIn(present.owner, language),
                version: present.version,
                date: present.effectiveFrom,
              })
        }
        context={
          coming?.effectiveFrom != null &&
          t('rules.coming', { version: coming.version, date: coming.effectiveFrom })
        }
      />
      <p className={styles.note}>{t('rules.intro')}</p>
      <Editor key={`${present.id ?? ''} ${coming?.id ?? ''}`} ladder={coming ?? present} present={present} />
    </>
  );
}

function Editor({ ladder, present }: { readonly ladder: LadderView; readonly present: LadderView }) {
  const t = useMessages(supervisionMessages);
  const [rows, setRows] = useState(() => rowsOf(ladder.steps));
  const [from, setFrom] = useState(() => dateText(new Date().toISOString()));
  const [isChecking, setChecking] = useState(false);
  const { steps, faults } = readRows(rows);
  const isSound = faults.size === 0;
  const settled = useSettled(steps, TRIAL_PAUSE_MS);
  const trial = useRehearsal(settled, isSound);
  const change = (at: number, more: Partial<RungRow>): void =>
    setRows(rows.map((row, place) => (place === at ? { ...row, ...more } : row)));
  const add = (): void => {
    const key = Math.max(-1, ...rows.map((row) => row.key)) + 1;
    setRows([...rows, { key, kind: 'officer', hours: '', isAfter: true }]);
  };
  return (
    <>
      <section className={styles.section}>
        <h2>{t('rules.steps')}</h2>
        {rows.length === 0 && <p className={styles.note}>{t('rules.none')}</p>}
        <ol className={styles.steps}>
          {rows.map((row, at) => (
            <Rung
              key={row.key}
              row={row}
              at={at}
              fault={faults.get(at)}
              times={isSound ? trial.data?.counts[at] : undefined}
              onChange={(more) => change(at, more)}
              onRemove={() => setRows(rows.filter((one) => one.key !== row.key))}
            />
          ))}
        </ol>
        {rows.length < MOST_STEPS && <Button onPress={add}>{t('rules.add')}</Button>}
      </section>
      <Trial trial={trial} />
      <DateField label={t('rules.from')} value={from} onChange={setFrom} />
      <div className={styles.acts}>
        <Button variant="primary" isDisabled={!isSound || !isDay(from)} onPress={() => setChecking(true)}>
          {t('rules.check')}
        </Button>
      </div>
      {isChecking && (
        <RulesCheck present={present.steps} steps={steps} from={from} onClose={() => setChecking(false)} />
      )}
    </>
  );
}

function Trial({
  trial: { data, isError, isFetching },
}: {
  readonly trial: ReturnType<typeof useRehearsal>;
}) {
  const t = useMessages(supervisionMessages);
  return (
    <section className={styles.section}>
      <h2>{t('rules.trial')}</h2>
      <p className={styles.note} role="status">
        {isError && t('rules.trialFailed')}
        {data === undefined && isFetching && t('rules.trialPending')}
        {data !== undefined &&
          t('rules.trialText', { from: data.from, until: data.until, count: data.stages })}
        {data?.isWhole === false && t('rules.trialPart')}
      </p>
    </section>
  );
}

type RungProps = {
  readonly row: RungRow;
  readonly at: number;
  readonly fault: RowFault | undefined;
  readonly times: number | undefined;
  readonly onChange: (more: Partial<RungRow>) => void;
  readonly onRemove: () => void;
};

function Rung({ row, at, fault, times, onChange, onRemove }: RungProps) {
  const t = useMessages(supervisionMessages);
  const place = at + 1;
  return (
    <li className={styles.step} aria-label={t('rules.step', { at: place })}>
      <Select
        label={t('rules.level')}
        width="short"
        value={row.kind}
        options={RUNG_KINDS.map((kind) => ({ value: kind, label: t(`rules.level.${kind}`) }))}
        onChange={(kind) => onChange({ kind })}
      />
      <TextField
        label={t('rules.when')}
        width="short"
        unit={t('rules.hours')}
        inputMode="decimal"
        maxLength={5}
        value={row.hours}
        error={fault === undefined ? undefined : t(`fault.${fault}`)}
        onChange={(hours) => onChange({ hours })}
      />
      <Select
        label={t('rules.side')}
        width="short"
        value={row.isAfter ? 'after' : 'before'}
        options={(['before', 'after'] as const).map((side) => ({ value: side, label: t(`rules.${side}`) }))}
        onChange={(side) => onChange({ isAfter: side === 'after' })}
      />
      <span className={styles.times}>{times === undefined ? '—' : t('rules.times', { count: times })}</span>
      <Button variant="quiet" aria-label={t('rules.remove', { at: place })} onPress={onRemove}>
        {t('rules.removeShort')}
      </Button>
    </li>
  );
}
