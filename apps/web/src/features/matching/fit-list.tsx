import { useState, type ReactNode } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  explainMatch,
  getRequestMatches,
  type MatchItem,
  type RequestMatches,
} from '@yinqi/contracts/matching';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useLive } from '../../lib/live.js';
import { reading } from '../../lib/query.js';
import { Button } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { Section } from '../../ui/panel.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Tabs } from '../../ui/tabs.js';
import { FitRow } from './fit-row.js';
import styles from './fit-list.module.css';
import { matchingMessages } from './messages.js';

type Verdict = MatchItem['verdict'];
const ORDER = [
  'eligible',
  'needs_information',
  'unavailable',
  'ineligible',
] as const satisfies readonly Verdict[];

const COUNT: Readonly<Record<Verdict, keyof RequestMatches['counts']>> = {
  eligible: 'eligible',
  needs_information: 'needsInformation',
  unavailable: 'unavailable',
  ineligible: 'ineligible',
};

/** As many as a reader takes in at once; the rest comes when asked for. */
const FIRST_SHOWN = 10;

type Props = {
  readonly requestId: string;
  /** What can be done with a product that fits, beside its row: choosing its bank. */
  readonly renderAction?: (item: MatchItem) => ReactNode;
  /** Nothing follows any more: the result is a record. */
  readonly isEnded?: boolean;
};

/** The products of a request by result, each with its reasons in place; kept up to date while it is on screen. */
export function FitList({ requestId, renderAction, isEnded = false }: Props) {
  const t = useMessages(matchingMessages);
  const client = useQueryClient();
  const matches = useQuery(reading(getRequestMatches, { params: { id: requestId } }));
  useLive(['match', 'match_run'], (news) => {
    if (news !== 'resumed' && news.kind === 'match' && news.id !== requestId) return;
    void client.invalidateQueries({ queryKey: [getRequestMatches.id] });
    void client.invalidateQueries({ queryKey: [explainMatch.id] });
  });
  return (
    <Section title={t('fit.title')}>
      {matches.isPending && <Skeleton rows={4} />}
      {matches.isError && (
        <ErrorState error={matches.error} title={t('fit.failed')} onRetry={() => void matches.refetch()} />
      )}
      {matches.data !== undefined && (
        <Results
          matches={matches.data}
          isEnded={isEnded}
          {...(renderAction !== undefined && { renderAction })}
        />
      )}
    </Section>
  );
}

type ResultsProps = Pick<Props, 'renderAction'> & {
  readonly matches: RequestMatches;
  readonly isEnded: boolean;
};

function Results({ matches, renderAction, isEnded }: ResultsProps) {
  const t = useMessages(matchingMessages);
  const [chosen, setChosen] = useState<Verdict>();
  const [shown, setShown] = useState(FIRST_SHOWN);
  if (isEnded && matches.asOf === null) return <p className={styles.note}>{t('fit.ended')}</p>;
  if (matches.state === 'none') return <p className={styles.note}>{t('fit.draft')}</p>;
  if (matches.asOf === null)
    return (
      <p className={styles.note} role="status">
        {t('fit.waiting')}
      </p>
    );
  // Opened where there is something to read, until the reader chooses.
  const selected = chosen ?? ORDER.find((verdict) => matches.counts[COUNT[verdict]] > 0) ?? 'eligible';
  const items = matches.items.filter((item) => item.verdict === selected);
  const total = matches.counts[COUNT[selected]];
  return (
    <>
      <p className={styles.note} role="status">
        {isEnded && `${t('fit.ended')} `}
        {matches.state === 'running' && !isEnded ? t('fit.running') : t('fit.asOf', { date: matches.asOf })}
      </p>
      <Tabs
        label={t('fit.tabs')}
        tabs={ORDER.map((verdict) => ({
          id: verdict,
          label: t(`fit.${verdict}`),
          count: matches.counts[COUNT[verdict]],
        }))}
        selected={selected}
        onSelect={(verdict) => {
          setChosen(verdict);
          setShown(FIRST_SHOWN);
        }}
      >
        {items.length === 0 ? (
          <EmptyState title={t(`fit.none.${selected}`)}>
            {selected === 'eligible' ? t('fit.none.eligible.text') : undefined}
          </EmptyState>
        ) : (
          <>
            {selected === 'eligible' && items.length > 1 && (
              <p className={styles.note}>
                {t(items.some(({ score }) => score === null) ? 'fit.orderUnranked' : 'fit.order')}
              </p>
            )}
            <ul className={styles.list}>
              {items.slice(0, shown).map((item) => (
                <FitRow
                  key={item.productId}
                  requestId={matches.requestId}
                  item={item}
                  action={selected === 'eligible' ? renderAction?.(item) : undefined}
                />
              ))}
            </ul>
          </>
        )}
        {items.length > shown && (
          <Button size="touch" onPress={() => setShown(items.length)}>
            {t('fit.more', { count: items.length - shown })}
          </Button>
        )}
        {items.length <= shown && items.length > 0 && items.length < total && (
          <p className={styles.note}>{t('fit.shown', { shown: items.length, total })}</p>
        )}
      </Tabs>
    </>
  );
}
