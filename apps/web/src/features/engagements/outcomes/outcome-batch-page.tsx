import { useState } from 'react';
import { getRouteApi } from '@tanstack/react-router';
import { downloadFaultyOutcomes, type OutcomeBatch, type OutcomeRowState } from '@yinqi/contracts/outcomes';
import { routeUrl } from '../../../lib/call.js';
import { countText, dateTimeText } from '../../../lib/format.js';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { Button, DownloadLink } from '../../../ui/button.js';
import { EmptyState } from '../../../ui/empty-state.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Link } from '../../../ui/link.js';
import { NextStep } from '../../../ui/next-step.js';
import { PageHeader } from '../../../ui/page-header.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Tabs } from '../../../ui/tabs.js';
import { outcomeMessages } from './messages.js';
import { OutcomeRows } from './outcome-rows.js';
import styles from './outcomes.module.css';
import { RecordDialog } from './record-dialog.js';
import { useCodeWording } from '../../../ui/use-code-wording.js';
import { useOutcomeBatch } from './use-outcomes.js';

const route = getRouteApi('/signed-in/outcomes/$batchId');

/** One list: what can be recorded, what waits for a decision, what could not be read. */
export function OutcomeBatchPage() {
  const t = useMessages(outcomeMessages);
  const { batchId } = route.useParams();
  const { data: batch, error, refetch } = useOutcomeBatch(batchId);
  if (batch === undefined) {
    return error === null ? (
      <Skeleton rows={10} />
    ) : (
      <ErrorState error={error} title={t('batch.failed')} onRetry={() => void refetch()}>
        <Link to="/outcomes">{t('batch.back')}</Link>
      </ErrorState>
    );
  }
  return <Batch batch={batch} />;
}

function Batch({ batch }: { readonly batch: OutcomeBatch }) {
  const t = useMessages(outcomeMessages);
  const [isRecording, setRecording] = useState(false);
  const open = batch.counts.sure + batch.balances;
  return (
    <>
      <PageHeader
        title={batch.fileName ?? t('list.pasted', { at: dateTimeText(batch.createdAt) })}
        back={<Link to="/outcomes">{t('batch.back')}</Link>}
        meta={t('batch.meta', {
          name: batch.createdBy,
          at: dateTimeText(batch.createdAt),
          rows: batch.rowsRead,
        })}
        actions={
          <>
            {batch.counts.faulty > 0 && (
              <DownloadLink href={routeUrl(downloadFaultyOutcomes, { params: { id: batch.id } })} download>
                {t('faulty.download')}
              </DownloadLink>
            )}
            {batch.status === 'read' && open > 0 && (
              <Button variant="primary" onPress={() => setRecording(true)}>
                {t('record.act', { count: countText(open) })}
              </Button>
            )}
          </>
        }
      />
      <BatchState batch={batch} />
      {batch.purgedRows > 0 && (
        <p className={styles.note}>{t('batch.purged', { count: batch.purgedRows })}</p>
      )}
      {batch.status === 'read' && <Groups batch={batch} />}
      {isRecording && <RecordDialog batch={batch} onClose={() => setRecording(false)} />}
    </>
  );
}

function BatchState({ batch }: { readonly batch: OutcomeBatch }) {
  const t = useMessages(outcomeMessages);
  const wording = useCodeWording();
  const { counts, balances } = batch;
  switch (batch.status) {
    case 'uploaded':
    case 'parsing':
      return (
        <p role="status" className={styles.note}>
          {t('batch.reading')}
        </p>
      );
    case 'refused':
      return <EmptyState title={t('batch.refused')}>{wording(batch.refusal ?? '')}</EmptyState>;
    case 'read':
      if (counts.sure + balances > 0) {
        return <NextStep>{t('batch.next', { count: counts.sure + balances })}</NextStep>;
      }
      if (counts.doubtful > 0)
        return <NextStep>{t('batch.nextDoubtful', { count: counts.doubtful })}</NextStep>;
      return <NextStep>{t(counts.recorded > 0 ? 'batch.done' : 'batch.nothing')}</NextStep>;
  }
}

const TABS = [
  'sure',
  'doubtful',
  'faulty',
  'unmatched',
  'known',
  'recorded',
  'rejected',
] as const satisfies readonly OutcomeRowState[];

/** Opens on the first group that has rows: what can be recorded, then what needs a person. */
function Groups({ batch }: { readonly batch: OutcomeBatch }) {
  const t = useMessages(outcomeMessages);
  const [picked, setPicked] = useState<OutcomeRowState>();
  const selected = picked ?? TABS.find((state) => batch.counts[state] > 0) ?? 'sure';
  return (
    <Tabs
      label={t('tab.label')}
      tabs={TABS.map((state) => ({ id: state, label: t(`tab.${state}`), count: batch.counts[state] }))}
      selected={selected}
      onSelect={setPicked}
    >
      <p className={styles.note}>{t(`tab.text.${selected}`)}</p>
      <OutcomeRows batchId={batch.id} state={selected} />
    </Tabs>
  );
}
