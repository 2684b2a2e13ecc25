import { useState } from 'react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import {
  askRulePreview,
  getRulePreview,
  type RuleCounts,
  type RuleDraft,
} from '@yinqi/contracts/rule-previews';
import { call } from '../../lib/call.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useLive } from '../../lib/live.js';
import { ProblemError } from '../../lib/problem.js';
import { reading } from '../../lib/query.js';
import { useSettled } from '../../lib/use-settled.js';
import { ErrorState } from '../../ui/error-state.js';
import { productMessages } from './messages.js';
import type { ProductWords } from './product-words.js';
import styles from './rule-preview.module.css';

/** Long enough that an amount being typed is not asked about digit by digit. */
const SETTLE_MS = 300;
/** Where the line that says it is counted was down. */
const ASK_AGAIN_MS = 1_000;

/** Asks once the rule has been left alone for a moment; the answer is counted elsewhere and comes by its number. */
function useRulePreview(draft: RuleDraft | undefined) {
  const settled = useSettled(draft ?? null, SETTLE_MS);
  const asked = useQuery({
    queryKey: [askRulePreview.id, settled],
    queryFn: ({ signal }) => call(askRulePreview, { body: settled ?? NOTHING }, { signal }),
    enabled: settled !== null,
    // The same rule is not counted twice while it is on screen.
    staleTime: Infinity,
    retry: false,
  });
  const id = asked.data?.id ?? '';
  const answer = useQuery({
    ...reading(getRulePreview, { params: { id } }),
    enabled: id !== '',
    refetchInterval: ({ state }) => (state.data?.counts === null ? ASK_AGAIN_MS : false),
    placeholderData: keepPreviousData,
  });
  useLive(['rule_preview'], (news) => {
    if (news === 'resumed' || news.id === id) void answer.refetch();
  });
  const error = asked.error ?? answer.error;
  const counts = answer.data?.counts ?? undefined;
  const isCounting = settled !== null && error === null && counts === undefined;
  return { counts, error, isCounting, retry: asked.refetch };
}

const NOTHING: RuleDraft = { productId: null, facilityId: '', rule: {} };

type Props = {
  /** Undefined while something is still to be filled in. */
  readonly draft: RuleDraft | undefined;
};

/** What the rule would bring, in numbers, after every change of it. */
export function RulePreviewLine({ draft }: Props) {
  const t = useMessages(productMessages);
  const { counts, error, retry, isCounting } = useRulePreview(draft);
  const [shown, setShown] = useState<RuleCounts>();
  // The count before stays on screen until the next has come: nothing jumps while somebody types.
  if (counts !== undefined && counts !== shown) setShown(counts);
  // What is wrong with the rule stands at its conditions.
  const isRefused = error instanceof ProblemError && error.code === 'product.rule_invalid';
  return (
    <section className={styles.preview} aria-label={t('preview.title')} aria-busy={isCounting}>
      {error !== null && !isRefused ? (
        <ErrorState error={error} title={t('preview.failed')} onRetry={() => void retry()} />
      ) : (
        <p className={styles.line} role="status">
          {draft === undefined || isRefused ? (
            t('preview.incomplete')
          ) : shown === undefined ? (
            t('preview.waiting')
          ) : (
            <Counts counts={shown} t={t} />
          )}
        </p>
      )}
      <p className={styles.note}>{t('preview.note')}</p>
    </section>
  );
}

function Counts({ counts, t }: { readonly counts: RuleCounts; readonly t: ProductWords }) {
  const said = (count: number | null) => (count === null ? t('preview.few') : String(count));
  const { requests, eligible, change } = counts;
  const isSame = change?.gained === 0 && change.lost === 0;
  return (
    <>
      <span>{t('preview.requests', { requests: said(requests) })}</span>
      <b className={styles.figure}>{t('preview.eligible', { eligible: said(eligible) })}</b>
      {change !== null && (
        <span>
          {isSame ? (
            t('preview.unchanged')
          ) : (
            <>
              <span className={styles.gained}>{t('preview.gained', { count: said(change.gained) })}</span>{' '}
              <span className={styles.lost}>{t('preview.lost', { count: said(change.lost) })}</span>{' '}
              {t('preview.published')}
            </>
          )}
        </span>
      )}
    </>
  );
}
