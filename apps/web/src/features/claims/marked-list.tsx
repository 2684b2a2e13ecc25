import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { openClaimBatch } from '@yinqi/contracts/claim-batches';
import { releaseClaim, type ClaimTool, type ClaimView } from '@yinqi/contracts/claims';
import { usePermission } from '../../app/session.js';
import { amountIn, amountText, listScale, scaleWord } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Table, type TableColumn } from '../../ui/table.js';
import { Tag } from '../../ui/tag.js';
import { showToast } from '../../ui/toast-store.js';
import type { ClaimWords } from './claim-words.js';
import styles from './claims.module.css';
import { claimMessages } from './messages.js';
import { forgetClaims, useMarked } from './use-claims.js';

/** What is marked and in no batch yet: chosen, it becomes one. */
export function MarkedList({ tool }: { readonly tool: ClaimTool }) {
  const t = useMessages(claimMessages);
  const marked = useMarked(tool.facility.id);
  const items = marked.data?.items.filter(({ batch }) => batch === null);
  return (
    <>
      {marked.isPending && <Skeleton rows={6} />}
      {marked.isError && (
        <ErrorState error={marked.error} title={t('failed')} onRetry={() => void marked.refetch()} />
      )}
      {items?.length === 0 && <EmptyState title={t('marked.none')}>{t('marked.none.text')}</EmptyState>}
      {items !== undefined && items.length > 0 && <MarkedTable tool={tool} claims={items} />}
    </>
  );
}

type Props = { readonly tool: ClaimTool; readonly claims: readonly ClaimView[] };

function MarkedTable({ tool, claims }: Props) {
  const t = useMessages(claimMessages);
  const { language } = useLanguage();
  const client = useQueryClient();
  const navigate = useNavigate();
  const maySubmit = usePermission('claims.submit');
  const [chosenIds, setChosen] = useState<readonly string[]>([]);
  const chosen = claims.filter(({ id, isLapsed }) => chosenIds.includes(id) && !isLapsed);
  const open = useCommand(openClaimBatch, {
    onSuccess: async ({ id }) => {
      await forgetClaims(client);
      await navigate({ to: '/claims/batches/$batchId', params: { batchId: id } });
    },
  });
  const release = useCommand(releaseClaim, {
    onSuccess: async () => {
      showToast({ message: t('marked.released') });
      await forgetClaims(client);
    },
  });
  const error = open.error ?? release.error;
  const sum = chosen.reduce((total, { openFen }) => total + BigInt(openFen), 0n);
  const columns = columnsOf(t, listScale(language), {
    isBills: tool.mechanism === 'REDISCOUNT',
    chosenIds,
    onChoose: (id, isChosen) =>
      setChosen(isChosen ? [...chosenIds, id] : chosenIds.filter((one) => one !== id)),
    maySubmit,
    onRelease: ({ id, version }) => release.send({ params: { id }, version }),
  });
  return (
    <>
      {error !== null && <ErrorState error={error} title={t('marked.failed')} />}
      <Table label={t('view.marked')} columns={columns} rows={claims} getRowId={({ id }) => id} />
      {maySubmit && (
        <div className={styles.actions}>
          <Button
            variant="primary"
            isDisabled={chosen.length === 0}
            isPending={open.isPending}
            onPress={() =>
              open.send({
                body: { facilityId: tool.facility.id, claimIds: chosen.map(({ id }) => id) },
              })
            }
          >
            {t('marked.open')}
          </Button>
          <span role="status">
            {t('marked.chosen', { count: chosen.length, amount: amountText(sum, language) })}
          </span>
        </div>
      )}
    </>
  );
}

type Acts = {
  readonly isBills: boolean;
  readonly chosenIds: readonly string[];
  readonly onChoose: (id: string, isChosen: boolean) => void;
  readonly maySubmit: boolean;
  readonly onRelease: (claim: ClaimView) => void;
};

type AmountProps = { readonly claim: ClaimView; readonly scale: ReturnType<typeof listScale> };

/** What is still asked for; of a rest with why it is one. */
function OpenAmount({ claim: { openFen, reimbursedFen, rejection, note }, scale }: AmountProps) {
  const t = useMessages(claimMessages);
  return (
    <>
      {amountIn(openFen, scale)}
      {reimbursedFen !== '0' && (
        <span className={styles.under}>
          {t('marked.rest', { amount: amountIn(reimbursedFen, scale) })}
          {rejection !== null && ` · ${t(`reason.${rejection}`)} · ${note ?? ''}`}
        </span>
      )}
    </>
  );
}

const columnsOf = (
  t: ClaimWords,
  scale: ReturnType<typeof listScale>,
  { isBills, chosenIds, onChoose, maySubmit, onRelease }: Acts,
): TableColumn<ClaimView>[] => [
  {
    id: 'number',
    header: t(isBills ? 'number.bill' : 'number.loan'),
    isRowHeader: true,
    cell: ({ id, number, isLapsed }) =>
      maySubmit ? (
        <label>
          <input
            type="checkbox"
            aria-label={t('marked.choose', { number })}
            checked={chosenIds.includes(id)}
            disabled={isLapsed}
            onChange={(event) => onChoose(id, event.target.checked)}
          />{' '}
          {number}
        </label>
      ) : (
        number
      ),
  },
  {
    id: 'borrower',
    header: t(isBills ? 'bill.holder' : 'borrower'),
    cell: ({ borrowerName }) => borrowerName,
  },
  {
    id: 'amount',
    header: t('amount', { unit: scaleWord(scale) }),
    align: 'end',
    cell: (claim) => <OpenAmount claim={claim} scale={scale} />,
  },
  {
    id: 'lentOn',
    header: t(isBills ? 'lentOn.bill' : 'lentOn'),
    cell: ({ lentOn }) => <span className={styles.number}>{lentOn}</span>,
  },
  {
    id: 'maturesOn',
    header: t('maturesOn'),
    cell: ({ maturesOn, isLapsed }) => (
      <>
        <span className={styles.number}>{maturesOn}</span>
        {isLapsed && (
          <>
            {' '}
            <Tag pigment="ochre">{t('state.lapsed')}</Tag>
          </>
        )}
      </>
    ),
  },
  {
    id: 'release',
    header: t('state'),
    cell: (claim) => <Button onPress={() => onRelease(claim)}>{t('marked.release')}</Button>,
  },
];
