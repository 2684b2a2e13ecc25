import { useRef } from 'react';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { getOwnEnterprise } from '@yinqi/contracts/enterprises';
import { startFinancingRequest } from '@yinqi/contracts/financing-requests';
import { call } from '../../lib/call.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { reading } from '../../lib/query.js';
import { ErrorState } from '../../ui/error-state.js';
import { Skeleton } from '../../ui/skeleton.js';
import { financingRequestMessages } from './messages.js';
import { RequestForm, type BesideForm } from './request-form.js';

export type NewRequestFormProps = {
  readonly beside: BesideForm;
};

/** The first page of a request that is not there yet; its first answer begins it, the next page is the draft's. */
export function NewRequestForm({ beside }: NewRequestFormProps) {
  const t = useMessages(financingRequestMessages);
  const navigate = useNavigate();
  const begunId = useRef<string>(undefined);
  const enterprise = useQuery(reading(getOwnEnterprise, {}));
  if (enterprise.isPending) return <Skeleton />;
  if (enterprise.isError) {
    return (
      <ErrorState
        error={enterprise.error}
        title={t('new.failed')}
        onRetry={() => void enterprise.refetch()}
      />
    );
  }
  return (
    <RequestForm
      draft={async (idempotencyKey) => {
        const begun = await call(startFinancingRequest, { body: {} }, { idempotencyKey });
        begunId.current = begun.id;
        return begun;
      }}
      enterprise={enterprise.data}
      step="need"
      onStep={(step) => {
        const requestId = begunId.current;
        if (requestId === undefined) return;
        void navigate({ to: '/requests/$requestId/edit', params: { requestId }, search: { step } });
      }}
      beside={beside}
    />
  );
}
