import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { uploadImport, type ImportItem } from '@yinqi/contracts/imports';
import { countText, dateTimeText } from '../../lib/format.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { Link } from '../../ui/link.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Table, type TableColumn } from '../../ui/table.js';
import { Tag } from '../../ui/tag.js';
import { UploadDrop } from '../../ui/upload-drop.js';
import { showToast } from '../../ui/toast-store.js';
import { STATUS_PIGMENT } from './import-status.js';
import styles from './imports.module.css';
import { importMessages } from './messages.js';
import { forgetImports, useImports } from './use-imports.js';

/** Every survey of the bureau, and where a new one is dropped. */
export function ImportsPage() {
  const t = useMessages(importMessages);
  const { data, error, refetch, hasNextPage, fetchNextPage } = useImports();
  const items = data?.pages.flatMap((page) => page.items) ?? [];
  const total = data?.pages[0]?.total;
  return (
    <>
      <PageHeader
        title={t('list.title')}
        context={total !== undefined && t('list.count', { count: countText(total) })}
      />
      <div className={styles.upload}>
        <SurveyDrop known={items} />
      </div>
      {data === undefined && error === null && <Skeleton />}
      {data === undefined && error !== null && (
        <ErrorState error={error} title={t('list.failed')} onRetry={() => void refetch()} />
      )}
      {total === 0 && <EmptyState title={t('list.none')}>{t('list.noneText')}</EmptyState>}
      {items.length > 0 && <ImportTable items={items} />}
      {hasNextPage && <Button onPress={() => void fetchNextPage()}>{t('list.more')}</Button>}
    </>
  );
}

/** Takes the file and goes to its batch; a file that came before leads to the earlier one. */
function SurveyDrop({ known }: { readonly known: readonly ImportItem[] }) {
  const t = useMessages(importMessages);
  const client = useQueryClient();
  const navigate = useNavigate();
  const upload = useCommand(uploadImport, {
    onSuccess: async (batch) => {
      if (known.some(({ id }) => id === batch.id)) showToast({ message: t('upload.again') });
      await forgetImports(client);
      await navigate({ to: '/imports/$importId', params: { importId: batch.id } });
    },
  });
  return (
    <UploadDrop
      label={t('upload.label')}
      hint={t('upload.hint')}
      endings={['.xlsx']}
      pendingText={(name) => t('upload.pending', { name })}
      upload={upload}
      onFile={(file, fileName) => upload.send({ bytes: file, query: { fileName } })}
    />
  );
}

function ImportTable({ items }: { readonly items: readonly ImportItem[] }) {
  const t = useMessages(importMessages);
  const columns: readonly TableColumn<ImportItem>[] = [
    {
      id: 'file',
      header: t('list.file'),
      isRowHeader: true,
      cell: (item) => (
        <Link to="/imports/$importId" params={{ importId: item.id }}>
          {item.fileName}
        </Link>
      ),
    },
    {
      id: 'status',
      header: t('list.status'),
      cell: (item) => <Tag pigment={STATUS_PIGMENT[item.status]}>{t(`status.${item.status}`)}</Tag>,
    },
    { id: 'rows', header: t('list.rows'), align: 'end', cell: (item) => countText(item.rowsTotal ?? 0) },
    { id: 'good', header: t('list.good'), align: 'end', cell: (item) => countText(item.goodRows) },
    { id: 'faulty', header: t('list.faulty'), align: 'end', cell: (item) => countText(item.faultyRows) },
    {
      id: 'committed',
      header: t('list.committed'),
      align: 'end',
      cell: (item) => countText(item.status === 'undone' ? 0 : item.committedRows),
    },
    { id: 'by', header: t('list.by'), cell: (item) => item.createdBy },
    { id: 'at', header: t('list.at'), cell: (item) => dateTimeText(item.createdAt) },
  ];
  return <Table label={t('list.label')} columns={columns} rows={items} getRowId={(item) => item.id} />;
}
