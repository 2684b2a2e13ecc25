import { useState, type ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams, useSearch } from '@tanstack/react-router';
import { proposeAllotment } from '@yinqi/contracts/allotments';
import type { PoolView } from '@yinqi/contracts/quota-view';
import { dateText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { Link } from '../../ui/link.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import { showToast } from '../../ui/toast-store.js';
import { allotmentMessages } from './allotment-messages.js';
import { MovementCheck } from './movement-check.js';
import {
  bodyOf,
  conditionsOf,
  faultsOf,
  movementsOf,
  surroundingsOf,
  type MovementDraft,
  type Surroundings,
} from './movement-draft.js';
import { MovementForm } from './movement-form.js';
import { quotaMessages } from './quota-messages.js';
import { poolTitle } from './quota-words.js';
import { forgetQuota, usePools } from './use-quota.js';

/** What the holder does with a pool: filled in, then checked, then sent; money moves on no single press. */
export function MovementPage(): ReactNode {
  const t = useMessages(allotmentMessages);
  const tQuota = useMessages(quotaMessages);
  const { language } = useLanguage();
  const { poolId } = useParams({ from: '/signed-in/quota/$poolId/act' });
  const pools = usePools();
  const pool = pools.data?.items.find(({ id }) => id === poolId);
  const around = pool && surroundingsOf(pools.data?.items ?? [], pool);
  return (
    <>
      <PageHeader
        title={pool === undefined ? t('act.title') : t('act.titleOf', { pool: poolTitle(pool, language) })}
        back={
          <Link to="/quota/$poolId" params={{ poolId }}>
            {t('act.back')}
          </Link>
        }
      />
      {pools.isPending && <Skeleton rows={6} />}
      {pools.isError && (
        <ErrorState error={pools.error} title={tQuota('quota.failed')} onRetry={() => void pools.refetch()} />
      )}
      {pools.data !== undefined && (around === undefined || movementsOf(around).length === 0) && (
        <EmptyState title={t('act.nothing')}>{t('act.nothing.text')}</EmptyState>
      )}
      {around !== undefined && movementsOf(around).length > 0 && <Movement key={poolId} around={around} />}
    </>
  );
}

const emptyDraft = (kind: MovementDraft['kind'], pool: PoolView): MovementDraft => ({
  kind,
  amountFen: undefined,
  to: '',
  recipientId: null,
  recipientName: undefined,
  reason: '',
  documentNumber: '',
  effectiveOn: dateText(new Date().toISOString()),
  customerFen: conditionsOf(pool).singleCustomerLimitFen ?? undefined,
  fromFen: conditionsOf(pool).secondPersonFromFen,
});

function Movement({ around }: { readonly around: Surroundings }) {
  const t = useMessages(allotmentMessages);
  const client = useQueryClient();
  const navigate = useNavigate();
  const { kind: asked } = useSearch({ from: '/signed-in/quota/$poolId/act' });
  const kinds = movementsOf(around);
  const [draft, setDraft] = useState(() =>
    emptyDraft(kinds.find((kind) => kind === asked) ?? kinds[0] ?? 'freeze', around.pool),
  );
  const [step, setStep] = useState<'fill' | 'mend' | 'check'>('fill');
  const faults = faultsOf(draft, around);
  const send = useCommand(proposeAllotment, {
    onSuccess: async (made) => {
      showToast({ message: t(made.state === 'posted' ? 'act.posted' : 'act.proposed') });
      await forgetQuota(client);
      await navigate({ to: '/allotments/$allotmentId', params: { allotmentId: made.id } });
    },
  });
  if (step === 'check' && faults.length === 0) {
    return (
      <MovementCheck
        draft={draft}
        around={around}
        error={send.error}
        isPending={send.isPending}
        onMend={() => {
          send.reset();
          setStep('fill');
        }}
        onSend={() => {
          const body = bodyOf(draft, around.pool);
          if (body !== undefined) send.send({ body });
        }}
      />
    );
  }
  return (
    <MovementForm
      kinds={kinds}
      draft={draft}
      around={around}
      faults={step === 'fill' ? [] : faults}
      onChange={setDraft}
      onCheck={() => setStep(faults.length === 0 ? 'check' : 'mend')}
    />
  );
}
