import type { ReactNode } from 'react';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { EmptyState } from '../../ui/empty-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { Tabs } from '../../ui/tabs.js';
import { BatchList } from './batch-table.js';
import styles from './claims.module.css';
import { claimMessages } from './messages.js';
import { useBatches } from './use-claims.js';

/** What banks handed in to the holder of a tool, what waits first. */
export function BatchesPage(): ReactNode {
  const t = useMessages(claimMessages);
  const navigate = useNavigate();
  const { all } = useSearch({ from: '/signed-in/claims' });
  const isAll = all === true;
  return (
    <>
      <PageHeader title={t('batches.holder.title')} />
      <p className={styles.intro}>{t('batches.holder.intro')}</p>
      <Tabs
        label={t('state')}
        tabs={[
          { id: 'waiting', label: t('batches.waiting') },
          { id: 'all', label: t('batches.all') },
        ]}
        selected={isAll ? 'all' : 'waiting'}
        onSelect={(id) =>
          void navigate({ to: '/claims', search: id === 'all' ? { all: true } : {}, replace: true })
        }
      >
        <BatchList
          batches={useBatches({ isWaiting: !isAll })}
          isHolder
          empty={<EmptyState title={t('batches.holder.none')}>{t('batches.holder.none.text')}</EmptyState>}
        />
      </Tabs>
    </>
  );
}
