import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import {
  pasteOutcomes,
  uploadOutcomes,
  type OutcomeBatch,
  type OutcomeStatus,
} from '@yinqi/contracts/outcomes';
import { countText, dateTimeText } from '../../../lib/format.js';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { useCommand } from '../../../lib/use-command.js';
import { Button } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Link } from '../../../ui/link.js';
import { PageHeader } from '../../../ui/page-header.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Table, type TableColumn } from '../../../ui/table.js';
import { Tag, type Pigment } from '../../../ui/tag.js';
import { TextArea } from '../../../ui/text-field.js';
import { UploadDrop } from '../../../ui/upload-drop.js';
import { showToast } from '../../../ui/toast-store.js';
import { useErrorWording } from '../../../ui/use-error-wording.js';
import { outcomeMessages } from './messages.js';
import styles from './outcomes.module.css';
import { forgetOutcomes, useOutcomeBatches } from './use-outcomes.js';

const STATUS_PIGMENT: Readonly<Record<OutcomeStatus, Pigment>> = {
  uploaded: 'plain',
  parsing: 'azurite',
  read: 'malachite',
  refused: 'cinnabar',
};

/** Every list the office uploaded, and where a new one is dropped or pasted. */
export function OutcomesPage() {
  const t = useMessages(outcomeMessages);
  const { data, error, refetch, hasNextPage, fetchNextPage } = useOutcomeBatches();
  const batches = data?.pages.flatMap((page) => page.items) ?? [];
  const total = data?.pages[0]?.total;
  return (
    <>
      <PageHeader
        title={t('list.title')}
        context={total !== undefined && t('list.count', { count: countText(total) })}
      />
      <div className={styles.upload}>
        <ListDrop known={batches} />
        <Paste known={batches} />
      </div>
      {data === undefined && error === null && <Skeleton />}
      {data === undefined && error !== null && (
        <ErrorState error={error} title={t('list.failed')} onRetry={() => void refetch()} />
      )}
      {total === 0 && <EmptyState title={t('list.none')}>{t('list.noneText')}</EmptyState>}
      {batches.length > 0 && <BatchTable batches={batches} />}
      {hasNextPage && <Button onPress={() => void fetchNextPage()}>{t('list.more')}</Button>}
    </>
  );
}

/** Goes to the batch; a list that came before leads to the earlier one. */
function useOpened(known: readonly OutcomeBatch[]) {
  const t = useMessages(outcomeMessages);
  const client = useQueryClient();
  const navigate = useNavigate();
  return async (batch: OutcomeBatch) => {
    if (known.some(({ id }) => id === batch.id)) showToast({ message: t('upload.again') });
    await forgetOutcomes(client);
    await navigate({ to: '/outcomes/$batchId', params: { batchId: batch.id } });
  };
}

type KnownProps = { readonly known: readonly OutcomeBatch[] };

function ListDrop({ known }: KnownProps) {
  const t = useMessages(outcomeMessages);
  const upload = useCommand(uploadOutcomes, { onSuccess: useOpened(known) });
  return (
    <UploadDrop
      label={t('upload.label')}
      hint={t('upload.hint')}
      endings={['.xlsx', '.csv', '.txt']}
      pendingText={(name) => t('upload.pending', { name })}
      upload={upload}
      onFile={(file, fileName) => upload.send({ bytes: file, query: { fileName } })}
    />
  );
}

function Paste({ known }: KnownProps) {
  const t = useMessages(outcomeMessages);
  const wording = useErrorWording();
  const [text, setText] = useState('');
  const [isChecked, setChecked] = useState(false);
  const paste = useCommand(pasteOutcomes, { onSuccess: useOpened(known) });
  const isMissing = text.trim() === '';
  const fault = isChecked && isMissing ? t('paste.missing') : paste.error && wording(paste.error);
  return (
    <div className={styles.paste}>
      <TextArea
        label={t('paste.label')}
        hint={t('paste.hint')}
        rows={5}
        maxLength={200_000}
        value={text}
        onChange={setText}
        error={fault ?? undefined}
      />
      <div>
        <Button
          isPending={paste.isPending}
          onPress={() => {
            setChecked(true);
            if (!isMissing) paste.send({ body: { text } });
          }}
        >
          {t('paste.submit')}
        </Button>
      </div>
    </div>
  );
}

function BatchTable({ batches }: { readonly batches: readonly OutcomeBatch[] }) {
  const t = useMessages(outcomeMessages);
  const count = (id: 'sure' | 'doubtful' | 'recorded'): TableColumn<OutcomeBatch> => ({
    id,
    header: t(`list.${id}`),
    align: 'end',
    cell: ({ counts }) => countText(counts[id]),
  });
  const columns: readonly TableColumn<OutcomeBatch>[] = [
    {
      id: 'file',
      header: t('list.file'),
      isRowHeader: true,
      cell: (batch) => (
        <Link to="/outcomes/$batchId" params={{ batchId: batch.id }}>
          {batch.fileName ?? t('list.pasted', { at: dateTimeText(batch.createdAt) })}
        </Link>
      ),
    },
    {
      id: 'status',
      header: t('list.status'),
      cell: ({ status }) => <Tag pigment={STATUS_PIGMENT[status]}>{t(`status.${status}`)}</Tag>,
    },
    { id: 'rows', header: t('list.rows'), align: 'end', cell: ({ rowsRead }) => countText(rowsRead) },
    count('sure'),
    count('doubtful'),
    count('recorded'),
    { id: 'by', header: t('list.by'), cell: ({ createdBy }) => createdBy },
    { id: 'at', header: t('list.at'), cell: ({ createdAt }) => dateTimeText(createdAt) },
  ];
  return <Table label={t('list.label')} columns={columns} rows={batches} getRowId={({ id }) => id} />;
}
