import { useCallback, useMemo, useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { dropImportRows, type ImportBatch, type ImportField, type ImportRow } from '@yinqi/contracts/imports';
import { countText } from '../../lib/format.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { DataGrid } from '../../ui/data-grid.js';
import { ErrorState } from '../../ui/error-state.js';
import { Skeleton } from '../../ui/skeleton.js';
import { showToast } from '../../ui/toast-store.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import { gridColumns, type EditingCell } from './grid-columns.js';
import styles from './imports.module.css';
import { importMessages } from './messages.js';
import { RowDetail } from './row-detail.js';
import { forgetImports, useImportRows, type RowQuery } from './use-imports.js';

type Props = { readonly batch: ImportBatch; readonly query: RowQuery };

const idOf = (row: ImportRow): string => String(row.row);
const labelOf = (row: ImportRow): string => row.name ?? String(row.row);

/** The cell a row is edited at first: the one at fault, else the amount. */
const firstFieldOf = (row: ImportRow): ImportField => row.faults[0]?.field ?? 'amountFen';

/** The rows of one view; a click or E edits a cell in its place. */
export function ImportGrid({ batch, query }: Props) {
  const t = useMessages(importMessages);
  const pages = useImportRows(batch.id, query, true);
  const rows = useMemo(() => pages.data?.pages.flatMap((page) => page.items) ?? [], [pages.data]);
  const [editing, setEditing] = useState<EditingCell>();
  const [openRow, setOpenRow] = useState<number>();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const isEditable = batch.status === 'staged';
  const columns = useMemo(
    () =>
      gridColumns({
        t,
        batchId: batch.id,
        sheetColumns: batch.columns,
        editing,
        onEdit: setEditing,
        isEditable,
      }),
    [t, batch.id, batch.columns, editing, isEditable],
  );
  const { fetchNextPage, hasNextPage, isFetchingNextPage } = pages;
  const onReachEnd = useCallback(() => {
    if (hasNextPage && !isFetchingNextPage) void fetchNextPage();
  }, [fetchNextPage, hasNextPage, isFetchingNextPage]);
  if (pages.data === undefined) {
    return pages.error === null ? (
      <Skeleton rows={10} />
    ) : (
      <ErrorState error={pages.error} title={t('grid.failed')} onRetry={() => void pages.refetch()} />
    );
  }
  const open = rows.find(({ row }) => row === openRow);
  return (
    <div>
      {isEditable && (
        <RowTools batch={batch} rows={rows} selected={selected} onDone={() => setSelected(new Set())} />
      )}
      <DataGrid
        label={t('grid.label')}
        columns={columns}
        rows={rows}
        rowCount={pages.data.pages[0]?.total ?? rows.length}
        getRowId={idOf}
        getRowLabel={labelOf}
        openId={openRow === undefined ? undefined : String(openRow)}
        onOpen={(row) => setOpenRow(row.row)}
        onReachEnd={onReachEnd}
        isLoadingMore={isFetchingNextPage}
        {...(isEditable && { selection: { ids: selected, onChange: setSelected } })}
        onRowKey={(key, row) => {
          if (!isEditable || key.toLowerCase() !== 'e') return false;
          setOpenRow(row.row);
          setEditing({ row: row.row, field: firstFieldOf(row) });
          return true;
        }}
        empty={t('grid.none')}
      />
      {open !== undefined && (
        <RowDetail
          batchId={batch.id}
          row={open}
          isEditable={isEditable}
          onClose={() => setOpenRow(undefined)}
        />
      )}
    </div>
  );
}

type ToolsProps = {
  readonly batch: ImportBatch;
  readonly rows: readonly ImportRow[];
  readonly selected: ReadonlySet<string>;
  readonly onDone: () => void;
};

/** Leaves rows out and takes them back in. */
function RowTools({ batch, rows, selected, onDone }: ToolsProps) {
  const t = useMessages(importMessages);
  const wording = useErrorWording();
  const client = useQueryClient();
  const drop = useCommand(dropImportRows, {
    onSuccess: async (_batch, { body, params }) => {
      onDone();
      await forgetImports(client);
      const count = countText(body.rows.length);
      if (!body.dropped) showToast({ message: t('grid.restored', { count }) });
      else {
        showToast({
          message: t('grid.dropped', { count }),
          onUndo: () => drop.send({ params, body: { ...body, dropped: false } }),
        });
      }
    },
    onError: (error) => showToast({ message: wording(error), tone: 'failed' }),
  });
  const chosen = rows.filter((row) => selected.has(idOf(row)));
  const out = chosen.filter(({ state }) => state === 'dropped').map(({ row }) => row);
  const kept = chosen.filter(({ state }) => state !== 'dropped').map(({ row }) => row);
  const send = (numbers: readonly number[], dropped: boolean) =>
    drop.send({ params: { id: batch.id }, body: { rows: [...numbers], dropped } });
  return (
    <div className={styles.toolbar}>
      <span>{t('grid.hint')}</span>
      {kept.length > 0 && (
        <Button isPending={drop.isPending} onPress={() => send(kept, true)}>
          {t('grid.drop', { count: countText(kept.length) })}
        </Button>
      )}
      {out.length > 0 && (
        <Button isPending={drop.isPending} onPress={() => send(out, false)}>
          {t('grid.restore', { count: countText(out.length) })}
        </Button>
      )}
    </div>
  );
}
