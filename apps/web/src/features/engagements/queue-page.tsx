import { lazy, Suspense, useMemo, useState, type SyntheticEvent } from 'react';
import { useLocation, useNavigate, useSearch } from '@tanstack/react-router';
import { QUEUE_STAGES, QUEUE_TABS, type EngagementItem, type QueueStage } from '@yinqi/contracts/engagements';
import { usePermission } from '../../app/session.js';
import { amountText, countText } from '../../lib/format.js';
import { useLanguage, type Language } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Button } from '../../ui/button.js';
import { DataGrid } from '../../ui/data-grid.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { PanelLayout } from '../../ui/panel.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Tabs } from '../../ui/tabs.js';
import { CaseDialogs } from './case-dialogs.js';
import type { Asked } from './decision-buttons.js';
import styles from './desk.module.css';
import { deskMessages } from './messages.js';
import { queueColumns } from './queue-columns.js';
import { actOnKey, keysOf } from './queue-keys.js';
import { QueuePanel } from './queue-panel.js';
import { STAGE_PATHS, type QueueSearch } from './queue-search.js';
import { SelectionBar } from './selection-bar.js';
import { useDecisions } from './use-decisions.js';
import { useOpenCase } from './use-open-case.js';
import { useTicked } from './use-ticked.js';
import { useQueue, type QueuePageData } from './use-queue.js';
import { caseName, type DeskWords } from './words.js';

const BatchSheet = lazy(() => import('./batch-sheet.js').then((module) => ({ default: module.BatchSheet })));

const stageAt = (path: string): QueueStage =>
  QUEUE_STAGES.find((stage) => STAGE_PATHS[stage] === path) ?? 'answer';

/** The bank's work list: time left first, the record beside it, every decision one key. */
export function QueuePage() {
  const stage = stageAt(useLocation({ select: ({ pathname }) => pathname }));
  const search: QueueSearch = useSearch({ strict: false });
  // Another pile begins afresh: nothing selected, nothing open.
  return <Queue key={stage} stage={stage} search={search} />;
}

type Props = { readonly stage: QueueStage; readonly search: QueueSearch };

function Queue({ stage, search }: Props) {
  const t = useMessages(deskMessages);
  const navigate = useNavigate();
  const tab = search.tab ?? 'all';
  const queue = useQueue({ stage, tab, search: search.q });
  const { openId, open, follow } = useOpenCase();
  const [asked, setAsked] = useState<{ readonly what: Asked; readonly item: EngagementItem }>();
  const { first, rows } = queue;
  const ticked = useTicked(rows);
  const decisions = useDecisions({
    onDecided: (decided) => {
      // The panel goes on to the next case by time left, as the focus does in the list.
      const at = rows.findIndex(({ id }) => id === decided.id);
      if (openId === decided.id) open(rows[at + 1]?.id ?? rows[at - 1]?.id);
    },
    onUndone: ({ id }) => open(id),
  });
  const show = (next: Partial<QueueSearch>) =>
    void navigate({ to: STAGE_PATHS[stage], search: { tab: search.tab, q: search.q, ...next } });
  const onAsk = (what: Asked, item: EngagementItem) => setAsked({ what, item });
  const desk = { decisions, openId, selectedCount: ticked.items.length, onAsk, onBatch: ticked.ask };
  const openRow = rows.find(({ id }) => id === openId);
  return (
    <PanelLayout
      panel={
        openId === undefined ? null : (
          <QueuePanel
            key={openId}
            caseId={openId}
            decisions={decisions}
            onAsk={(what) => openRow !== undefined && onAsk(what, openRow)}
            onClose={() => open(undefined)}
          />
        )
      }
    >
      <PageHeader title={t(`stage.${stage}`)} context={t(`stage.${stage}.context`)} />
      <Tabs
        label={t('tab.label')}
        tabs={QUEUE_TABS.map((id) => ({ id, label: t(`tab.${id}`), count: first?.tabs[id] }))}
        selected={tab}
        onSelect={(id) => show({ tab: id })}
      >
        <QueueList
          stage={stage}
          search={search}
          queue={queue}
          openId={openId}
          onOpen={(row) => open(row.id)}
          onFocusRow={follow}
          onRowKey={(key, row) => actOnKey(key, row, desk)}
          onSearch={show}
          ticked={ticked}
        />
      </Tabs>
      <CaseDialogs asked={asked} decisions={decisions} onClose={() => setAsked(undefined)} />
      {ticked.batch !== undefined && (
        <Suspense fallback={null}>
          <BatchSheet {...ticked.batch} onClose={ticked.close} onDone={ticked.finish} />
        </Suspense>
      )}
    </PanelLayout>
  );
}

type ListProps = Props & {
  readonly queue: ReturnType<typeof useQueue>;
  readonly openId: string | undefined;
  readonly onOpen: (row: EngagementItem) => void;
  readonly onFocusRow: (row: EngagementItem) => void;
  readonly onRowKey: (key: string, row: EngagementItem) => boolean;
  readonly onSearch: (next: Partial<QueueSearch>) => void;
  readonly ticked: ReturnType<typeof useTicked>;
};

function QueueList({ stage, search, queue, ticked, onSearch, ...grid }: ListProps) {
  const t = useMessages(deskMessages);
  const { language } = useLanguage();
  const columns = useMemo(() => queueColumns(stage, t, language), [stage, t, language]);
  const { first, rows, error } = queue;
  const mayHandle = usePermission('engagements.handle');
  const rowKeys = useMemo(() => (mayHandle ? keysOf(rows, t) : []), [mayHandle, rows, t]);
  return (
    <div className={styles.pile}>
      <div className={styles.bar}>
        <SearchField key={search.q} initial={search.q ?? ''} onSearch={(q) => onSearch({ q })} />
        {ticked.items.length === 0 ? (
          <span>{first !== undefined && sumText(first, t, language)}</span>
        ) : (
          <SelectionBar items={ticked.items} onBatch={ticked.ask} onClear={ticked.clear} />
        )}
      </div>
      {first === undefined && error === null && <Skeleton rows={12} />}
      {first === undefined && error !== null && (
        <ErrorState error={error} title={t('queue.failed')} onRetry={() => void queue.refetch()} />
      )}
      {first !== undefined && (
        <DataGrid
          {...grid}
          label={t('queue.grid', { stage: t(`stage.${stage}`) })}
          columns={columns}
          rows={rows}
          rowCount={first.total}
          getRowId={idOf}
          getRowLabel={caseName}
          rowKeys={rowKeys}
          {...(hasBatches(stage) && { selection: ticked.selection })}
          onReachEnd={() => void queue.fetchNextPage()}
          isLoadingMore={queue.isFetchingNextPage}
          autoFocus
          empty={<QueueEmpty search={search} onShowAll={() => onSearch({ tab: 'all', q: undefined })} />}
        />
      )}
    </div>
  );
}

/** What is disbursed or over is handled one by one: there is nothing to tick rows for. */
const hasBatches = (stage: QueueStage): boolean => stage !== 'disburse' && stage !== 'ended';

const idOf = (row: EngagementItem): string => row.id;

function sumText(page: QueuePageData, t: DeskWords, language: Language): string {
  const sum = { count: countText(page.total), amount: amountText(page.totalFen, language) };
  return page.otherCurrencyCount === 0
    ? t('queue.sum', sum)
    : t('queue.sumOther', { ...sum, other: page.otherCurrencyCount });
}

type SearchProps = { readonly initial: string; readonly onSearch: (text: string | undefined) => void };

function SearchField({ initial, onSearch }: SearchProps) {
  const t = useMessages(deskMessages);
  const [text, setText] = useState(initial);
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    onSearch(text.trim() === '' ? undefined : text.trim());
  };
  return (
    <form role="search" onSubmit={submit}>
      <input
        type="search"
        className={styles.search}
        aria-label={t('queue.search')}
        placeholder={t('queue.search')}
        maxLength={100}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
    </form>
  );
}

/** Says why there is nothing, and the one useful act. */
function QueueEmpty({ search, onShowAll }: { readonly search: QueueSearch; readonly onShowAll: () => void }) {
  const t = useMessages(deskMessages);
  const isMine = search.tab === 'mine';
  const isFiltered = search.q !== undefined || (search.tab ?? 'all') !== 'all';
  return (
    <EmptyState
      title={t(isMine && search.q === undefined ? 'queue.empty.mine' : 'queue.empty')}
      action={isFiltered && <Button onPress={onShowAll}>{t('queue.showAll')}</Button>}
    >
      {search.q !== undefined
        ? t('queue.empty.searchText', { text: search.q })
        : t(isMine ? 'queue.empty.mineText' : 'queue.empty.text')}
    </EmptyState>
  );
}
