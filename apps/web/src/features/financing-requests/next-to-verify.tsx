import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { listFinancingRequests } from '@yinqi/contracts/financing-requests';
import { usePermission } from '../../app/session.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { reading } from '../../lib/query.js';
import { ButtonLink } from '../../ui/button.js';
import { financingRequestMessages } from './messages.js';

type Props = { readonly isWaiting: boolean };

/** Once the request on the page is decided, the way to the next that waits: no detour by the register. */
export function NextToVerify({ isWaiting }: Props) {
  const t = useMessages(financingRequestMessages);
  const mayVerify = usePermission('requests.verify');
  const [wasWaiting, setWasWaiting] = useState(isWaiting);
  if (isWaiting && !wasWaiting) setWasWaiting(true);
  const isDecided = mayVerify && wasWaiting && !isWaiting;
  const waiting = useQuery({
    ...reading(listFinancingRequests, { query: { status: ['submitted'], limit: 1 } }),
    enabled: isDecided,
  });
  const next = waiting.data?.items[0];
  if (!isDecided || waiting.data === undefined || next === undefined) return null;
  return (
    <ButtonLink to="/requests/$requestId" params={{ requestId: next.id }}>
      {t('review.nextWaiting', { count: waiting.data.total })}
    </ButtonLink>
  );
}
