import type { LetterItem } from '@yinqi/contracts/supervision';
import { useSide } from '../../app/session.js';
import { dateTimeText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { nameIn } from '../../lib/name-in.js';
import { Button } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { ErrorState } from '../../ui/error-state.js';
import { Link } from '../../ui/link.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Table, type TableColumn } from '../../ui/table.js';
import { Tag } from '../../ui/tag.js';
import { supervisionMessages } from './messages.js';
import styles from './supervision.module.css';
import { useLetters } from './use-supervision.js';
import { COLOUR_PIGMENT, STATE_PIGMENT } from './words.js';

/** 督办单 of a bureau, or those a bank has received. */
export function LettersPage() {
  const t = useMessages(supervisionMessages);
  const side = useSide();
  const { data, error, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useLetters();
  const rows = data?.pages.flatMap(({ items }) => items) ?? [];
  const total = data?.pages[0]?.total;
  return (
    <>
      <PageHeader
        title={t('letters.title')}
        context={total !== undefined && t('letters.count', { count: total })}
        back={
          side === 'bureau' && (
            <Link to="/supervision" search={{ colour: undefined }}>
              {t('rules.back')}
            </Link>
          )
        }
      />
      {isPending && <Skeleton />}
      {error !== null && data === undefined && (
        <ErrorState error={error} title={t('letters.failed')} onRetry={() => void refetch()} />
      )}
      {total === 0 && (
        <EmptyState title={t('letters.none')}>
          {t(side === 'bank' ? 'letters.noneText.bank' : 'letters.noneText.bureau')}
        </EmptyState>
      )}
      {rows.length > 0 && <Letters rows={rows} />}
      {hasNextPage && (
        <Button isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t('cases.more')}
        </Button>
      )}
    </>
  );
}

function Letters({ rows }: { readonly rows: readonly LetterItem[] }) {
  const t = useMessages(supervisionMessages);
  const { language } = useLanguage();
  const columns: TableColumn<LetterItem>[] = [
    {
      id: 'number',
      header: t('column.letterNumber'),
      isRowHeader: true,
      cell: ({ id, number }) => (
        <Link className={styles.number} to="/letters/$letterId" params={{ letterId: id }}>
          {number}
        </Link>
      ),
    },
    {
      id: 'colour',
      header: t('column.colour'),
      cell: ({ colour }) => <Tag pigment={COLOUR_PIGMENT[colour]}>{t(`colour.${colour}`)}</Tag>,
    },
    {
      id: 'state',
      header: t('column.state'),
      cell: ({ state }) => <Tag pigment={STATE_PIGMENT[state]}>{t(`state.${state}`)}</Tag>,
    },
    { id: 'request', header: t('column.number'), cell: ({ requestNumber }) => requestNumber },
    { id: 'bank', header: t('column.bank'), cell: ({ branch }) => nameIn(branch, language) },
    { id: 'duty', header: t('column.duty'), cell: ({ duty }) => t(`duty.${duty}`) },
    {
      id: 'signed',
      header: t('column.signed'),
      cell: ({ signedAt, signedBy }) =>
        signedAt === null ? '—' : `${signedBy ?? ''} ${dateTimeText(signedAt)}`,
    },
    {
      id: 'reply',
      header: t('column.replyDue'),
      cell: ({ replyDueAt }) => (replyDueAt === null ? '—' : dateTimeText(replyDueAt)),
    },
  ];
  return <Table label={t('letters.title')} rows={rows} getRowId={({ id }) => id} columns={columns} />;
}
