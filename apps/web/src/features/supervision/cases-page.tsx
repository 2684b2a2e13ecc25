import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { draftLetterFor, type SupervisedCase } from '@yinqi/contracts/supervision';
import type { LetterColour } from '@yinqi/domain/supervision';
import { dateTimeText, timeLeft } from '../../lib/format.js';
import { useLanguage, type Language } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { nameIn } from '../../lib/name-in.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { Link } from '../../ui/link.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Table, type TableColumn } from '../../ui/table.js';
import { Tabs } from '../../ui/tabs.js';
import { Tag, TimeLeftTag } from '../../ui/tag.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import { supervisionMessages } from './messages.js';
import styles from './supervision.module.css';
import { forgetSupervision, useSupervisedCases } from './use-supervision.js';
import { COLOUR_PIGMENT, type SupervisionWords } from './words.js';

const VIEWS = ['all', 'red', 'yellow', 'blue'] as const;

/** 督办清单: what is near, behind and overdue, the longest overdue first. */
export function SupervisionPage() {
  const t = useMessages(supervisionMessages);
  const { colour } = useSearch({ from: '/signed-in/supervision' });
  const navigate = useNavigate();
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } =
    useSupervisedCases(colour);
  const [first] = data?.pages ?? [];
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  const counts = first?.counts;
  const all = counts && counts.red + counts.yellow + counts.blue;
  const countOf = { all, ...counts };
  return (
    <>
      <PageHeader
        title={t('cases.title')}
        context={first !== undefined && t('cases.count', { count: all ?? 0, at: dateTimeText(first.asOf) })}
        actions={
          <>
            <ButtonLink to="/letters">{t('view.letters')}</ButtonLink>
            <ButtonLink to="/supervision/rules">{t('cases.rules')}</ButtonLink>
          </>
        }
      />
      <Tabs
        label={t('views')}
        tabs={VIEWS.map((id) => ({ id, label: t(`view.${id}`), count: countOf[id] }))}
        selected={colour ?? 'all'}
        onSelect={(id) => {
          const chosen: LetterColour | undefined = id === 'all' ? undefined : id;
          void navigate({ to: '/supervision', search: { colour: chosen } });
        }}
      >
        {isPending && <Skeleton />}
        {error !== null && data === undefined && (
          <ErrorState error={error} title={t('cases.failed')} onRetry={() => void refetch()} />
        )}
        {first?.total === 0 && <EmptyState title={t('cases.none')}>{t('cases.noneText')}</EmptyState>}
        {rows.length > 0 && <Cases rows={rows} />}
        {hasNextPage && (
          <Button isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
            {t('cases.more')}
          </Button>
        )}
      </Tabs>
    </>
  );
}

function Cases({ rows }: { readonly rows: readonly SupervisedCase[] }) {
  const t = useMessages(supervisionMessages);
  const { language } = useLanguage();
  const wording = useErrorWording();
  const client = useQueryClient();
  const navigate = useNavigate();
  const draft = useCommand(draftLetterFor, {
    onSuccess: async ({ id }) => {
      await forgetSupervision(client);
      await navigate({ to: '/letters/$letterId', params: { letterId: id } });
    },
  });
  const letterColumn: TableColumn<SupervisedCase> = {
    id: 'letter',
    header: t('column.letter'),
    cell: ({ letter, engagementId, colour }) =>
      letter === null ? (
        <span className={styles.inRow}>
          <Button
            variant="quiet"
            isPending={draft.isPending}
            onPress={() => draft.send({ body: { engagementId } })}
          >
            {t('letter.draft')}
          </Button>
        </span>
      ) : (
        <Link to="/letters/$letterId" params={{ letterId: letter.id }}>
          {letter.colour === colour
            ? t(`state.${letter.state}`)
            : t('letter.view', { colour: t(`colour.${letter.colour}`), state: t(`state.${letter.state}`) })}
        </Link>
      ),
  };
  return (
    <>
      {draft.error !== null && (
        <p className={styles.alert} role="alert">
          {wording(draft.error)}
        </p>
      )}
      <Table
        label={t('cases.title')}
        rows={rows}
        getRowId={({ engagementId, dueAt }) => `${engagementId} ${dueAt}`}
        columns={[...columnsOf(t, language), letterColumn]}
      />
    </>
  );
}

const columnsOf = (t: SupervisionWords, language: Language): TableColumn<SupervisedCase>[] => [
  {
    id: 'colour',
    header: t('column.colour'),
    cell: ({ colour }) => <Tag pigment={COLOUR_PIGMENT[colour]}>{t(`colour.${colour}`)}</Tag>,
  },
  {
    id: 'left',
    header: t('column.left'),
    cell: ({ lateMinutes }) => <TimeLeftTag {...timeLeft(-lateMinutes, language)} />,
  },
  {
    id: 'number',
    header: t('column.number'),
    isRowHeader: true,
    cell: (row) => (
      <Link className={styles.number} to="/cases/$engagementId" params={{ engagementId: row.engagementId }}>
        {row.requestNumber}
      </Link>
    ),
  },
  { id: 'enterprise', header: t('column.enterprise'), cell: (row) => row.enterpriseName },
  { id: 'bank', header: t('column.bank'), cell: ({ branch }) => nameIn(branch, language) },
  {
    id: 'officer',
    header: t('column.officer'),
    cell: ({ officerName }) => <span className={styles.number}>{officerName ?? '—'}</span>,
  },
  { id: 'duty', header: t('column.duty'), cell: ({ duty }) => t(`duty.${duty}`) },
  {
    id: 'level',
    header: t('column.level'),
    cell: ({ level, told }) => t(level !== 'letter' && told === 0 ? 'level.unheard' : `level.${level}`),
  },
];
