import type { ReactNode } from 'react';
import { useParams } from '@tanstack/react-router';
import type { ClaimBatchDetail } from '@yinqi/contracts/claim-batches';
import { usePermission } from '../../app/session.js';
import { amountText, dateTimeText } from '../../lib/format.js';
import { useLanguage, type Language } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { ErrorState } from '../../ui/error-state.js';
import { Link } from '../../ui/link.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Tag } from '../../ui/tag.js';
import { BatchLines } from './batch-lines.js';
import { BATCH_PIGMENT, nameIn, type ClaimWords } from './claim-words.js';
import styles from './claims.module.css';
import { DecideBatch } from './decide-batch.js';
import { DraftBatch } from './draft-batch.js';
import { claimMessages } from './messages.js';
import { useBatch } from './use-claims.js';

/** One batch: a draft to hand in, or lines to decide, or what came of them. */
export function BatchPage(): ReactNode {
  const t = useMessages(claimMessages);
  const { language } = useLanguage();
  const { batchId } = useParams({ from: '/signed-in/claims/batches/$batchId' });
  const { data, isPending, error, refetch } = useBatch(batchId);
  return (
    <>
      <PageHeader
        title={data === undefined ? t('batch.titlePlain') : t('batch.title', { number: data.number })}
        context={data && <Tag pigment={BATCH_PIGMENT[data.state]}>{t(`batch.state.${data.state}`)}</Tag>}
        back={
          <Link to="/claims" search={{ tool: data?.facility.id, view: 'batches' }}>
            {t('batch.back')}
          </Link>
        }
        meta={
          data &&
          `${nameIn(data.facility, language)} · ${t('batch.context', {
            lines: data.lines,
            amount: amountText(data.amountFen, language),
          })}`
        }
      />
      {isPending && <Skeleton rows={8} />}
      {data === undefined && error !== null && (
        <ErrorState error={error} title={t('failed')} onRetry={() => void refetch()} />
      )}
      {data !== undefined && <Batch key={data.version} batch={data} />}
    </>
  );
}

function Batch({ batch }: { readonly batch: ClaimBatchDetail }) {
  const t = useMessages(claimMessages);
  const { language } = useLanguage();
  const mayDecide = usePermission('claims.decide');
  const maySubmit = usePermission('claims.submit');
  const isWaiting = batch.state === 'submitted';
  const isAsked = (isWaiting && mayDecide) || (batch.state === 'draft' && maySubmit);
  return (
    <>
      <p className={isAsked ? styles.asked : styles.stand}>
        {standOf(batch, { mayDecide, maySubmit }, t, language)}
      </p>
      {isWaiting && mayDecide && <DecideBatch batch={batch} />}
      {batch.state === 'draft' && <DraftBatch batch={batch} />}
      {!(isWaiting && mayDecide) && batch.state !== 'draft' && <BatchLines claims={batch.claims} />}
    </>
  );
}

type May = { readonly mayDecide: boolean; readonly maySubmit: boolean };

/** In one sentence: what is asked of the reader, or what became of it. */
function standOf(batch: ClaimBatchDetail, { mayDecide, maySubmit }: May, t: ClaimWords, language: Language) {
  const { state, submittedBy, submittedAt, decidedAt, decidedBy } = batch;
  if (state === 'draft') return t(maySubmit ? 'batch.draft.text' : 'batch.draft.branch');
  if (state === 'submitted') {
    const time = dateTimeText(submittedAt ?? '');
    const bank = nameIn(batch.bank, language);
    return mayDecide
      ? t('batch.waiting.holder', { bank, time })
      : t('batch.waiting.bank', { who: submittedBy ?? bank, time });
  }
  const outcome = t('batch.decided', {
    time: dateTimeText(decidedAt ?? ''),
    reimbursed: batch.reimbursedLines,
    amount: amountText(batch.reimbursedFen, language),
    rejected: batch.rejectedLines,
  });
  return [
    outcome,
    ...(batch.reducedLines === 0 ? [] : [t('batch.reduced', { count: batch.reducedLines })]),
    ...(batch.correctedLines === 0 ? [] : [t('batch.corrected', { count: batch.correctedLines })]),
    ...(decidedBy === null ? [] : [t('batch.decidedBy', { who: decidedBy })]),
  ].join(' ');
}
