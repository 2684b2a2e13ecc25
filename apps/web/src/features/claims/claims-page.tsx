import type { ReactNode } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import type { ClaimTool } from '@yinqi/contracts/claims';
import { figureText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { Select } from '../../ui/select.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Tabs } from '../../ui/tabs.js';
import { BankBatches } from './batch-table.js';
import { BillEntry } from './bill-entry.js';
import { nameIn, type ClaimWords } from './claim-words.js';
import type { ClaimsView } from './claims-search.js';
import styles from './claims.module.css';
import { LoanList } from './loan-list.js';
import { MarkedList } from './marked-list.js';
import { claimMessages } from './messages.js';
import { useTools } from './use-claims.js';

/** What a bank can claim under a tool: each loan with its grounds, what is marked, and the batches. */
export function ClaimsPage(): ReactNode {
  const t = useMessages(claimMessages);
  const { tool: wanted } = useSearch({ from: '/signed-in/claims' });
  const tools = useTools();
  const items = tools.data?.items;
  const tool = items?.find(({ facility }) => facility.id === wanted) ?? items?.[0];
  return (
    <>
      <PageHeader title={t('title')} />
      {tools.isPending && <Skeleton rows={8} />}
      {tools.isError && (
        <ErrorState error={tools.error} title={t('failed')} onRetry={() => void tools.refetch()} />
      )}
      {items?.length === 0 && <EmptyState title={t('none')}>{t('none.text')}</EmptyState>}
      {items !== undefined && tool !== undefined && <UnderTool tools={items} tool={tool} />}
    </>
  );
}

type Props = { readonly tools: readonly ClaimTool[]; readonly tool: ClaimTool };

function UnderTool({ tools, tool }: Props) {
  const t = useMessages(claimMessages);
  const { language } = useLanguage();
  const navigate = useNavigate();
  const { view = 'loans' } = useSearch({ from: '/signed-in/claims' });
  const isBills = tool.mechanism === 'REDISCOUNT';
  const show = (next: { tool?: string; view?: ClaimsView }): void =>
    void navigate({ to: '/claims', search: { tool: tool.facility.id, view, ...next }, replace: true });
  return (
    <>
      <p className={styles.intro}>{t(isBills ? 'intro.bills' : 'intro.loans')}</p>
      <div className={styles.tool}>
        <Select
          label={t('tool')}
          options={tools.map(({ facility }) => ({ value: facility.id, label: nameIn(facility, language) }))}
          value={tool.facility.id}
          onChange={(id) => show({ tool: id })}
        />
        <p className={styles.stand}>{standOf(tool, t, (fen) => figureText(fen, language))}</p>
      </div>
      <Tabs
        label={t('view')}
        tabs={[
          { id: 'loans', label: t(isBills ? 'bill.enter' : 'view.loans') },
          { id: 'marked', label: t('view.marked') },
          { id: 'batches', label: t('view.batches') },
        ]}
        selected={view}
        onSelect={(id) => show({ view: id })}
      >
        {view === 'loans' && (isBills ? <BillEntry tool={tool} /> : <LoanList tool={tool} />)}
        {view === 'marked' && <MarkedList tool={tool} />}
        {view === 'batches' && <BankBatches facilityId={tool.facility.id} />}
      </Tabs>
    </>
  );
}

/** What there is to know of the quota: of a tally of our own never what is left. */
function standOf({ pool, isHeldHere, isClosed }: ClaimTool, t: ClaimWords, money: (fen: string) => string) {
  if (isClosed) return t('tool.closed');
  if (pool?.leftFen === null) return t('tool.shadow', { used: money(pool.usedFen) });
  if (!isHeldHere) return t('tool.notHeld');
  if (pool === null) return t('tool.noQuota');
  return t('tool.left', {
    left: money(pool.leftFen),
    inProcess: money(pool.inProcessFen),
    used: money(pool.usedFen),
  });
}
