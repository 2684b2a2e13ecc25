import { useState, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { decideAllotment, withdrawAllotment, type AllotmentView } from '@yinqi/contracts/allotments';
import type { PoolConditions } from '@yinqi/domain/facility';
import { amountText, dateTimeText } from '../../lib/format.js';
import { useLanguage, type Language } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { hasCode } from '../../lib/problem.js';
import { useCommand } from '../../lib/use-command.js';
import { nameIn } from '../../lib/name-in.js';
import { Button } from '../../ui/button.js';
import { ErrorState } from '../../ui/error-state.js';
import { Facts, type Fact } from '../../ui/facts.js';
import { Link } from '../../ui/link.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Tag } from '../../ui/tag.js';
import { showToast } from '../../ui/toast-store.js';
import { allotmentMessages } from './allotment-messages.js';
import { ConditionsTable } from './conditions-table.js';
import { ALLOTMENT_PIGMENT, sidesOf, type AllotmentWords } from './quota-words.js';
import styles from './quota.module.css';
import { RefuseDialog } from './refuse-dialog.js';
import { forgetQuota, useAllotment } from './use-quota.js';

/** One allotment for whoever has to agree, or proposed it, or looks it up later. */
export function AllotmentPage(): ReactNode {
  const t = useMessages(allotmentMessages);
  const { allotmentId } = useParams({ from: '/signed-in/allotments/$allotmentId' });
  const { data, isPending, error, refetch } = useAllotment(allotmentId);
  return (
    <>
      <PageHeader
        title={data === undefined ? t('view.titlePlain') : t('view.title', { kind: t(`kind.${data.kind}`) })}
        context={data && <Tag pigment={ALLOTMENT_PIGMENT[data.state]}>{t(`state.${data.state}`)}</Tag>}
        back={<Link to="/allotments">{t('view.back')}</Link>}
      />
      {isPending && <Skeleton rows={8} />}
      {data === undefined && error !== null && (
        <ErrorState error={error} title={t('view.failed')} onRetry={() => void refetch()} />
      )}
      {data !== undefined && <Allotment allotment={data} />}
    </>
  );
}

function Allotment({ allotment }: { readonly allotment: AllotmentView }) {
  const t = useMessages(allotmentMessages);
  const { language } = useLanguage();
  const client = useQueryClient();
  const [isRefusing, setRefusing] = useState(false);
  const { id, version, mayDecide, mayWithdraw } = allotment;
  const params = { id };
  const done = (message: string) => async (): Promise<void> => {
    showToast({ message });
    await forgetQuota(client);
  };
  const decide = useCommand(decideAllotment, { onSuccess: done(t('view.approved')) });
  const withdraw = useCommand(withdrawAllotment, { onSuccess: done(t('view.withdrawnToast')) });
  const error = decide.error ?? withdraw.error;
  return (
    <div className={styles.form}>
      <p className={mayDecide || mayWithdraw ? styles.second : styles.atOnce}>{standOf(allotment, t)}</p>
      <Facts facts={factsOf(allotment, t, language)} />
      {allotment.conditions !== null && (
        <ConditionsTable
          before={guardOf(allotment.conditions.before)}
          after={guardOf(allotment.conditions.after)}
        />
      )}
      {error !== null && (
        <ErrorState error={error} title={conflictText(error, t) ?? t('view.notDone')}>
          {hasCode(error, 'resource.version_conflict') && (
            <Button
              onPress={() => {
                decide.reset();
                withdraw.reset();
                void forgetQuota(client);
              }}
            >
              {t('view.reload')}
            </Button>
          )}
        </ErrorState>
      )}
      <div className={styles.actions}>
        {mayDecide && (
          <>
            <Button
              variant="primary"
              isPending={decide.isPending}
              onPress={() => decide.send({ params, version, body: { act: 'approve', note: null } })}
            >
              {t('view.approve')}
            </Button>
            <Button onPress={() => setRefusing(true)}>{t('view.refuse')}</Button>
          </>
        )}
        {mayWithdraw && (
          <Button isPending={withdraw.isPending} onPress={() => withdraw.send({ params, version })}>
            {t('view.withdraw')}
          </Button>
        )}
      </div>
      {isRefusing && <RefuseDialog allotment={allotment} onClose={() => setRefusing(false)} />}
    </div>
  );
}

type Stated = NonNullable<AllotmentView['conditions']>['after'];
const guardOf = ({ singleCustomerLimitFen, secondPersonFromFen }: Stated): PoolConditions => ({
  singleCustomerLimitFen: singleCustomerLimitFen === null ? null : BigInt(singleCustomerLimitFen),
  secondPersonFromFen: BigInt(secondPersonFromFen),
});

/** Who decided before the reader did, and when. */
function conflictText(error: Error, t: AllotmentWords): string | undefined {
  if (!hasCode(error, 'resource.version_conflict')) return undefined;
  const { who, when } = error.params ?? {};
  return typeof who === 'string' && typeof when === 'string' && who !== ''
    ? t('view.conflict', { who, when: dateTimeText(when) })
    : undefined;
}

/** In one sentence: what is asked of the reader, or what became of it. */
function standOf(allotment: AllotmentView, t: AllotmentWords): string {
  const { state, needsSecond, proposedBy, decidedBy, mayDecide, conditions } = allotment;
  if (state === 'proposed')
    return t(mayDecide ? (conditions ? 'view.asked.conditions' : 'view.asked') : 'view.own');
  if (state === 'withdrawn') return t('view.done.withdrawn');
  if (state === 'posted' && conditions) {
    return needsSecond
      ? t('view.done.conditions', { proposer: proposedBy, approver: decidedBy ?? '' })
      : t('view.alone.conditions');
  }
  if (state === 'posted' && !needsSecond) return t('view.alone');
  return state === 'posted'
    ? t('view.done.posted', { proposer: proposedBy, approver: decidedBy ?? '' })
    : t('view.done.refused', { approver: decidedBy ?? '' });
}

const DECIDED = { posted: 'view.decided', refused: 'view.decided', withdrawn: 'view.withdrawn' } as const;

function factsOf(allotment: AllotmentView, t: AllotmentWords, language: Language): readonly Fact[] {
  const { pool, other, amountFen, limitFen, state, decidedBy, decidedAt } = allotment;
  const facts: Fact[] = [
    { id: 'facility', label: t('view.facility'), value: nameIn(allotment.facility, language) },
    {
      id: 'pool',
      label: t(other === null ? 'view.from' : `view.from.${sidesOf(allotment.kind)}`),
      value: (
        <Link to="/quota/$poolId" params={{ poolId: pool.id }}>
          {nameIn(pool, language)}
        </Link>
      ),
    },
  ];
  if (other !== null)
    facts.push({
      id: 'other',
      label: t(`view.to.${sidesOf(allotment.kind)}`),
      value: nameIn(other, language),
    });
  if (amountFen !== null) {
    facts.push({ id: 'amount', label: t('view.amount'), value: amountText(amountFen, language) });
  }
  if (limitFen !== null) {
    facts.push({ id: 'limit', label: t('view.limit'), value: amountText(limitFen, language) });
  }
  facts.push(
    { id: 'reason', label: t('act.reason'), value: allotment.reason },
    { id: 'document', label: t('act.document'), value: allotment.documentNumber ?? t('value.none') },
    { id: 'effectiveOn', label: t('act.effectiveOn'), value: allotment.effectiveOn },
    {
      id: 'proposed',
      label: t('view.proposed'),
      value: t('view.who', { who: allotment.proposedBy, time: dateTimeText(allotment.proposedAt) }),
    },
  );
  if (state !== 'proposed' && decidedAt !== null) {
    facts.push({
      id: 'decided',
      label: t(decidedBy === null ? 'view.posted' : DECIDED[state]),
      value:
        decidedBy === null
          ? dateTimeText(decidedAt)
          : t('view.who', { who: decidedBy, time: dateTimeText(decidedAt) }),
    });
  }
  if (allotment.note !== null) facts.push({ id: 'note', label: t('view.note'), value: allotment.note });
  return facts;
}
