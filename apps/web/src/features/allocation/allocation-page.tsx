import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { checkAllocation, shareAllocation, type AllocationView } from '@yinqi/contracts/allocation';
import { dateTimeText } from '../../lib/format.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { ErrorState } from '../../ui/error-state.js';
import { Facts } from '../../ui/facts.js';
import { Link } from '../../ui/link.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import { showToast } from '../../ui/toast-store.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import { AllocationAreas } from './allocation-areas.js';
import { AllocationFigures } from './allocation-figures.js';
import { AllocationPools } from './allocation-pools.js';
import { AllocationRequests } from './allocation-requests.js';
import styles from './allocation.module.css';
import { allocationMessages } from './messages.js';
import { TrancheDialog } from './tranche-dialog.js';
import { forgetAllocations, useAllocation } from './use-allocations.js';

/** One calculation: what it says, what holds demand back, and every request's line. */
export function AllocationPage() {
  const t = useMessages(allocationMessages);
  const { allocationId } = useParams({ from: '/signed-in/allocations/$allocationId' });
  const { data, error, isPending, refetch } = useAllocation(allocationId);
  const back = <Link to="/allocations">{t('page.back')}</Link>;
  if (data === undefined) {
    return (
      <>
        <PageHeader title={t('list.title')} back={back} />
        {isPending && <Skeleton rows={10} />}
        {error !== null && (
          <ErrorState error={error} title={t('page.failed')} onRetry={() => void refetch()} />
        )}
      </>
    );
  }
  return (
    <>
      <PageHeader
        title={data.title}
        back={back}
        context={data.asOf !== null && t('page.asOf', { date: data.asOf })}
        meta={t('page.meta', { by: data.createdBy, at: dateTimeText(data.createdAt) })}
        actions={data.status === 'done' && <Actions plan={data} />}
      />
      <p className={styles.banner}>{t('banner')}</p>
      {data.status === 'running' && <p role="status">{t('page.running')}</p>}
      {data.status === 'failed' && (
        <p className={styles.alert} role="alert">
          {t('page.refused')}
        </p>
      )}
      <CheckNote check={data.check} />
      {data.figures !== null && <AllocationFigures plan={data} figures={data.figures} />}
      {data.status === 'done' && (
        <>
          <AllocationPools pools={data.pools} />
          {data.fairness !== null && <AllocationAreas fairness={data.fairness} />}
          <AllocationRequests planId={data.id} />
          <Record plan={data} />
        </>
      )}
    </>
  );
}

function Actions({ plan }: { readonly plan: AllocationView }) {
  const t = useMessages(allocationMessages);
  const wording = useErrorWording();
  const client = useQueryClient();
  const [isTrying, setTrying] = useState(false);
  const onError = (error: Error): void => {
    showToast({ message: wording(error) });
  };
  const isShared = plan.sharedAt !== null;
  const check = useCommand(checkAllocation, { onSuccess: () => forgetAllocations(client), onError });
  const share = useCommand(shareAllocation, {
    onSuccess: async (_, { body }) => {
      showToast({ message: t(body.shared ? 'act.shared' : 'act.unshared') });
      await forgetAllocations(client);
    },
    onError,
  });
  return (
    <>
      <Button
        variant={isShared ? 'secondary' : 'primary'}
        isPending={share.isPending}
        onPress={() =>
          share.send({ params: { id: plan.id }, version: plan.version, body: { shared: !isShared } })
        }
      >
        {t(isShared ? 'act.unshare' : 'act.share')}
      </Button>
      <Button onPress={() => setTrying(true)}>{t('act.tranche')}</Button>
      <Button
        isPending={check.isPending || plan.check?.status === 'running'}
        onPress={() => check.send({ params: { id: plan.id } })}
      >
        {t('act.check')}
      </Button>
      {isTrying && <TrancheDialog plan={plan} onClose={() => setTrying(false)} />}
    </>
  );
}

function CheckNote({ check }: { readonly check: AllocationView['check'] }) {
  const t = useMessages(allocationMessages);
  return (
    <p role="status" className={check?.status === 'different' ? styles.alert : styles.note}>
      {check !== null && t(`check.${check.status}`, { at: dateTimeText(check.at) })}
    </p>
  );
}

function Record({ plan }: { readonly plan: AllocationView }) {
  const t = useMessages(allocationMessages);
  const digest = (text: string | null) => <span className={styles.digest}>{text}</span>;
  return (
    <details className={styles.record}>
      <summary>{t('record.title')}</summary>
      <Facts
        label={t('record.title')}
        facts={[
          { id: 'policy', label: t('record.policy'), value: plan.policyVersion },
          { id: 'engine', label: t('record.engine'), value: plan.engineVersion },
          { id: 'plan', label: t('record.plan'), value: `v${plan.planVersion ?? ''}` },
          { id: 'seed', label: t('record.seed'), value: plan.seed },
          { id: 'inputs', label: t('record.inputs'), value: digest(plan.inputsDigest) },
          { id: 'result', label: t('record.result'), value: digest(plan.resultDigest) },
        ]}
      />
    </details>
  );
}
