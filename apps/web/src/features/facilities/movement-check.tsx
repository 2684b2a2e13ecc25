import type { Change } from '@yinqi/domain/allotment';
import { amountIn, amountText, figureText, listScale, scaleWord } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Button } from '../../ui/button.js';
import { ErrorState } from '../../ui/error-state.js';
import { Facts } from '../../ui/facts.js';
import { Table } from '../../ui/table.js';
import { allotmentMessages } from './allotment-messages.js';
import {
  conditionsOf,
  draftConditions,
  draftEffect,
  draftNeedsSecond,
  otherOf,
  secondPersonFrom,
  type MovementDraft,
  type Surroundings,
} from './movement-draft.js';
import styles from './quota.module.css';
import { ConditionsTable } from './conditions-table.js';
import { ownerName, poolTitle, sidesOf } from './quota-words.js';

type Props = {
  readonly draft: MovementDraft;
  readonly around: Surroundings;
  readonly error: Error | null;
  readonly isPending: boolean;
  readonly onMend: () => void;
  readonly onSend: () => void;
};

/** Everything once more before it is sent, with what it does to both pools and who still has to agree. */
export function MovementCheck({ draft, around, error, isPending, onMend, onSend }: Props) {
  const t = useMessages(allotmentMessages);
  const { language } = useLanguage();
  const { pool } = around;
  const needsSecond = draftNeedsSecond(draft, around);
  const other = otherOf(draft, around);
  const otherName = other === undefined ? draft.recipientName : ownerName(other, language);
  const effect = draftEffect(draft, around);
  return (
    <section aria-label={t('check.title')} className={styles.form}>
      <h2>{t('check.title')}</h2>
      <Facts
        facts={[
          { id: 'kind', label: t('act.kind'), value: t(`kind.${draft.kind}`) },
          {
            id: 'pool',
            label: t(otherName === undefined ? 'check.pool' : `view.from.${sidesOf(draft.kind)}`),
            value: poolTitle(pool, language),
          },
          ...(otherName === undefined
            ? []
            : [{ id: 'other', label: t(`view.to.${sidesOf(draft.kind)}`), value: otherName }]),
          ...(draft.amountFen === undefined
            ? []
            : [
                {
                  id: 'amount',
                  label: t(draft.kind === 'adjust' ? 'act.limit' : 'act.amount'),
                  value: amountText(draft.amountFen, language),
                },
              ]),
          { id: 'reason', label: t('act.reason'), value: draft.reason },
          { id: 'document', label: t('act.document'), value: draft.documentNumber || t('value.none') },
          { id: 'on', label: t('act.effectiveOn'), value: draft.effectiveOn },
        ]}
      />
      {draft.kind === 'conditions' && (
        <ConditionsTable before={conditionsOf(pool)} after={draftConditions(draft) ?? conditionsOf(pool)} />
      )}
      {effect !== undefined && (
        <EffectTable
          rows={[
            { id: 'pool', name: ownerName(pool, language), change: effect.pool },
            ...(effect.other === undefined
              ? []
              : [{ id: 'other', name: otherName ?? '', change: effect.other }]),
          ]}
        />
      )}
      <p className={needsSecond ? styles.second : styles.atOnce}>
        {needsSecond && draft.kind === 'conditions'
          ? t('check.loosens')
          : needsSecond
            ? t('check.second', { amount: figureText(secondPersonFrom(draft, around), language) })
            : t(draft.kind === 'conditions' ? 'check.tightens' : 'check.atOnce')}
      </p>
      {error !== null && <ErrorState error={error} title={t('act.failed')} />}
      <div className={styles.actions}>
        <Button variant="primary" isPending={isPending} onPress={onSend}>
          {t(needsSecond ? 'check.propose' : draft.kind === 'conditions' ? 'check.set' : 'check.post')}
        </Button>
        <Button onPress={onMend}>{t('check.mend')}</Button>
      </div>
    </section>
  );
}

type EffectRow = { readonly id: string; readonly name: string; readonly change: Change };

function EffectTable({ rows }: { readonly rows: readonly EffectRow[] }) {
  const t = useMessages(allotmentMessages);
  const { language } = useLanguage();
  const scale = listScale(language);
  const unit = scaleWord(scale);
  const column = (id: string, header: string, of: (change: Change) => bigint) => ({
    id,
    header,
    align: 'end' as const,
    cell: ({ change }: EffectRow) => amountIn(of(change), scale),
  });
  return (
    <Table
      label={t('check.effect')}
      isLabelShown
      rows={rows}
      getRowId={({ id }) => id}
      columns={[
        { id: 'name', header: t('check.pool'), isRowHeader: true, cell: ({ name }) => name },
        column('limitBefore', t('check.limitBefore', { unit }), ({ before }) => before.limitFen),
        column('limitAfter', t('check.limitAfter', { unit }), ({ after }) => after.limitFen),
        column('leftBefore', t('check.leftBefore', { unit }), ({ before }) => before.leftFen),
        column('leftAfter', t('check.leftAfter', { unit }), ({ after }) => after.leftFen),
      ]}
    />
  );
}
