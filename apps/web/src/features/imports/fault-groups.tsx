import type { ReactNode } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import {
  IMPORT_FAULTS,
  IMPORT_WARNINGS,
  repairImportRows,
  type ImportBatch,
  type ImportFault,
  type ImportWarning,
} from '@yinqi/contracts/imports';
import { classNames } from '../../lib/class-names.js';
import { countText } from '../../lib/format.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { Link } from '../../ui/link.js';
import { showToast } from '../../ui/toast-store.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import styles from './imports.module.css';
import { importMessages } from './messages.js';
import type { WorkbenchSearch } from './routes.js';
import type { RowView } from './row-view.js';
import { forgetImports } from './use-imports.js';

type Props = {
  readonly batch: ImportBatch;
  readonly show: RowView;
  readonly fault: ImportFault | undefined;
  readonly warning: ImportWarning | undefined;
};

/** Rows by what is wrong with them; a group with ready repairs can be mended in one go. */
export function FaultGroups({ batch, show, fault, warning }: Props) {
  const t = useMessages(importMessages);
  const isPlain = fault === undefined && warning === undefined;
  const group = (
    label: string,
    count: number,
    search: WorkbenchSearch,
    isCurrent: boolean,
    isSub = false,
  ) => (
    <GroupLink batchId={batch.id} count={count} search={search} isCurrent={isCurrent} isSub={isSub}>
      {label}
    </GroupLink>
  );
  const { totals } = batch;
  const goodLabel = batch.status === 'staged' ? t('groups.good') : t('groups.committed');
  return (
    <nav aria-label={t('groups.label')}>
      <ul className={styles.groups}>
        <li className={styles.group}>
          {group(t('groups.all'), totals.rows, { show: 'all' }, isPlain && show === 'all')}
        </li>
        <li className={styles.group}>
          {group(goodLabel, totals.create + totals.update, { show: 'good' }, isPlain && show === 'good')}
        </li>
        <li className={styles.group}>
          {group(t('groups.faulty'), totals.faulty, { show: 'faulty' }, isPlain && show === 'faulty')}
        </li>
        {IMPORT_FAULTS.map((kind) => {
          const found = batch.faults.find((candidate) => candidate.kind === kind);
          if (found === undefined) return null;
          return (
            <li key={kind} className={styles.group}>
              {group(t(`fault.${kind}`), found.rows, { show: 'faulty', fault: kind }, fault === kind, true)}
              {found.repairable > 0 && batch.status === 'staged' && (
                <RepairButton batchId={batch.id} kind={kind} count={found.repairable} />
              )}
            </li>
          );
        })}
        <li className={styles.group}>
          {group(t('groups.dropped'), totals.skip, { show: 'dropped' }, isPlain && show === 'dropped')}
        </li>
      </ul>
      {batch.warnings.length > 0 && <h2 className={styles.groupTitle}>{t('groups.warnings')}</h2>}
      {batch.warnings.length > 0 && (
        <ul className={styles.groups}>
          {IMPORT_WARNINGS.map((kind) => {
            const found = batch.warnings.find((candidate) => candidate.kind === kind);
            if (found === undefined) return null;
            return (
              <li key={kind} className={styles.group}>
                {group(t(`warning.${kind}`), found.rows, { show: 'all', warning: kind }, warning === kind)}
              </li>
            );
          })}
        </ul>
      )}
    </nav>
  );
}

type GroupLinkProps = {
  readonly batchId: string;
  readonly count: number;
  readonly search: WorkbenchSearch;
  readonly isCurrent: boolean;
  readonly isSub: boolean;
  readonly children: ReactNode;
};

function GroupLink({ batchId, count, search, isCurrent, isSub, children }: GroupLinkProps) {
  return (
    <Link
      to="/imports/$importId"
      params={{ importId: batchId }}
      search={search}
      replace
      aria-current={isCurrent ? 'true' : undefined}
      className={classNames(styles.groupLink, isSub && styles.sub)}
    >
      <span>{children}</span>
      <span>{countText(count)}</span>
    </Link>
  );
}

type RepairProps = { readonly batchId: string; readonly kind: ImportFault; readonly count: number };

function RepairButton({ batchId, kind, count }: RepairProps) {
  const t = useMessages(importMessages);
  const wording = useErrorWording();
  const client = useQueryClient();
  const repair = useCommand(repairImportRows, {
    onSuccess: async () => {
      await forgetImports(client);
      showToast({ message: t('groups.repaired') });
    },
    onError: (error) => showToast({ message: wording(error), tone: 'failed' }),
  });
  return (
    <div className={styles.repair}>
      <Button
        variant="quiet"
        isPending={repair.isPending}
        onPress={() => repair.send({ params: { id: batchId }, body: { kind } })}
      >
        {t('groups.repair', { count })}
      </Button>
    </div>
  );
}
