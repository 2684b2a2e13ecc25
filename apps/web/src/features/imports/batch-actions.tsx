import { useState } from 'react';
import { downloadFaultyRows, type ImportBatch } from '@yinqi/contracts/imports';
import { routeUrl } from '../../lib/call.js';
import { countText } from '../../lib/format.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Button, DownloadLink } from '../../ui/button.js';
import { ColumnsDialog } from './columns-dialog.js';
import { CommitDialog } from './commit-dialog.js';
import { CorrectionsDialog } from './corrections-dialog.js';
import { importMessages } from './messages.js';
import { UndoDialog } from './undo-dialog.js';

type Opened = 'columns' | 'corrections' | 'commit' | 'undo';

/** What can be done with the batch as a whole; one of them is the main one. */
export function BatchActions({ batch }: { readonly batch: ImportBatch }) {
  const t = useMessages(importMessages);
  const [opened, setOpened] = useState<Opened>();
  const close = () => setOpened(undefined);
  const unknown = batch.columns.filter(({ field, byHand }) => field === null && !byHand).length;
  const hasFaulty = batch.totals.faulty > 0;
  return (
    <>
      {batch.status === 'staged' && (
        <>
          <Button onPress={() => setOpened('columns')}>
            {unknown > 0 ? t('columns.open', { count: unknown }) : t('columns.openAll')}
          </Button>
          {hasFaulty && <FaultyRowsLink batchId={batch.id} />}
          {hasFaulty && <Button onPress={() => setOpened('corrections')}>{t('faulty.upload')}</Button>}
          <Button variant="primary" isDisabled={batch.goodRows === 0} onPress={() => setOpened('commit')}>
            {t('commit.open', { count: countText(batch.goodRows) })}
          </Button>
        </>
      )}
      {/* Mended after the commit, these rows come back as an import of their own. */}
      {batch.status === 'committed' && hasFaulty && <FaultyRowsLink batchId={batch.id} />}
      {batch.status === 'committed' && batch.undoUntil !== null && (
        <Button variant="danger" onPress={() => setOpened('undo')}>
          {t('undo.open')}
        </Button>
      )}
      <ColumnsDialog batch={batch} isOpen={opened === 'columns'} onClose={close} />
      <CorrectionsDialog batch={batch} isOpen={opened === 'corrections'} onClose={close} />
      <CommitDialog batch={batch} isOpen={opened === 'commit'} onClose={close} />
      <UndoDialog batch={batch} isOpen={opened === 'undo'} onClose={close} />
    </>
  );
}

function FaultyRowsLink({ batchId }: { readonly batchId: string }) {
  const t = useMessages(importMessages);
  return (
    <DownloadLink href={routeUrl(downloadFaultyRows, { params: { id: batchId } })} download>
      {t('faulty.download')}
    </DownloadLink>
  );
}
