import { getRouteApi } from '@tanstack/react-router';
import type { ImportBatch } from '@yinqi/contracts/imports';
import { dateTimeText } from '../../lib/format.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { Link } from '../../ui/link.js';
import { NextStep } from '../../ui/next-step.js';
import { PageHeader } from '../../ui/page-header.js';
import { ProgressBar } from '../../ui/progress-bar.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Tag } from '../../ui/tag.js';
import { useCodeWording } from '../../ui/use-code-wording.js';
import { BatchActions } from './batch-actions.js';
import { FaultGroups } from './fault-groups.js';
import { ImportGrid } from './import-grid.js';
import { STATUS_PIGMENT } from './import-status.js';
import { ImportSummary } from './import-summary.js';
import styles from './imports.module.css';
import { importMessages } from './messages.js';
import { STATES_OF, type RowView } from './row-view.js';
import { useImport } from './use-imports.js';

const route = getRouteApi('/signed-in/imports/$importId');

/** One import from the first row read to the undo: totals, faults by kind, rows to mend in place. */
export function WorkbenchPage() {
  const t = useMessages(importMessages);
  const { importId } = route.useParams();
  const { data: batch, error, refetch } = useImport(importId);
  if (batch === undefined) {
    return error === null ? (
      <Skeleton rows={12} />
    ) : (
      <ErrorState error={error} title={t('batch.failed')} onRetry={() => void refetch()}>
        <Link to="/imports">{t('batch.back')}</Link>
      </ErrorState>
    );
  }
  return (
    <>
      <PageHeader
        title={batch.fileName}
        back={<Link to="/imports">{t('batch.back')}</Link>}
        context={<Tag pigment={STATUS_PIGMENT[batch.status]}>{t(`status.${batch.status}`)}</Tag>}
        meta={<BatchMeta batch={batch} />}
        actions={<BatchActions batch={batch} />}
      />
      <BatchState batch={batch} />
      {batch.totals.rows > 0 && <Workbench batch={batch} />}
    </>
  );
}

function BatchMeta({ batch }: { readonly batch: ImportBatch }) {
  const t = useMessages(importMessages);
  const by = { name: batch.createdBy, at: dateTimeText(batch.createdAt) };
  return batch.sheetName === null || batch.headerRow === null
    ? t('batch.metaShort', by)
    : t('batch.meta', { ...by, sheet: batch.sheetName, row: batch.headerRow });
}

/** Where the batch stands and whose move it is. */
function BatchState({ batch }: { readonly batch: ImportBatch }) {
  const t = useMessages(importMessages);
  const refusal = useCodeWording();
  switch (batch.status) {
    case 'uploaded':
    case 'parsing':
      return batch.rowsTotal === null || batch.status === 'uploaded' ? (
        <p role="status" className={styles.note}>
          {t('batch.readingSoon')}
        </p>
      ) : (
        <ProgressBar
          label={t('batch.reading')}
          value={batch.rowsRead}
          max={batch.rowsTotal}
          text={t('batch.readRows', { read: batch.rowsRead, total: batch.rowsTotal })}
        />
      );
    case 'refused':
      return <EmptyState title={t('batch.refused')}>{refusal(batch.refusal ?? '')}</EmptyState>;
    case 'undone':
      return (
        <p className={styles.note}>
          {t('batch.undone', { at: dateTimeText(batch.undoneAt ?? batch.createdAt) })}
        </p>
      );
    case 'committed':
      return <CommittedNote batch={batch} />;
    case 'staged':
      return (
        <NextStep detail={<CorrectionsNote batch={batch} />}>
          {batch.goodRows === 0 ? t('batch.nextNone') : t('batch.next', { count: batch.goodRows })}
        </NextStep>
      );
  }
}

function CommittedNote({ batch }: { readonly batch: ImportBatch }) {
  const t = useMessages(importMessages);
  const count = batch.committedRows;
  const at = dateTimeText(batch.committedAt ?? batch.createdAt);
  const { undoUntil } = batch;
  return (
    <p className={styles.note}>
      {undoUntil === null
        ? t('batch.committedPast', { at, count })
        : t('batch.committed', { at, count, until: dateTimeText(undoUntil) })}
    </p>
  );
}

function CorrectionsNote({ batch: { corrections } }: { readonly batch: ImportBatch }) {
  const t = useMessages(importMessages);
  const refusal = useCodeWording();
  if (corrections === null) return null;
  if (corrections.refusal !== null) return t('faulty.refused', { why: refusal(corrections.refusal) });
  return (
    <>
      {t('faulty.merged', { merged: corrections.mergedRows })}
      {corrections.unknownRows > 0 && ` ${t('faulty.unknown', { count: corrections.unknownRows })}`}
    </>
  );
}

/** Opens on what needs the clerk: the faulty rows as long as there are some. */
function Workbench({ batch }: { readonly batch: ImportBatch }) {
  const search = route.useSearch();
  const isFiltered = search.fault !== undefined || search.warning !== undefined;
  const opening: RowView = batch.status === 'staged' && batch.totals.faulty > 0 ? 'faulty' : 'all';
  const show = search.show ?? (isFiltered ? 'all' : opening);
  const states = STATES_OF[show];
  return (
    <>
      <ImportSummary batch={batch} />
      <div className={styles.bench}>
        <FaultGroups batch={batch} show={show} fault={search.fault} warning={search.warning} />
        <ImportGrid
          batch={batch}
          query={{
            ...(states !== undefined && { state: [...states] }),
            ...(search.fault !== undefined && { fault: search.fault }),
            ...(search.warning !== undefined && { warning: search.warning }),
          }}
        />
      </div>
    </>
  );
}
