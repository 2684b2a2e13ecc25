import type { OutcomeRow, OutcomeRowState } from '@yinqi/contracts/outcomes';
import { amountText, dateTimeText, percentText } from '../../../lib/format.js';
import { useLanguage, type Language } from '../../../lib/i18n/language.js';
import type { Translate } from '../../../lib/i18n/messages.js';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { Button } from '../../../ui/button.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Link } from '../../../ui/link.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Table, type TableColumn } from '../../../ui/table.js';
import { useCodeWording } from '../../../ui/use-code-wording.js';
import { outcomeMessages } from './messages.js';
import type { messages } from './messages.zh.js';
import { OutcomeDecision } from './outcome-decision.js';
import styles from './outcomes.module.css';
import { useOutcomeRows } from './use-outcomes.js';

type Words = Translate<typeof messages>;
type Props = { readonly batchId: string; readonly state: OutcomeRowState };

/** The rows of one group; those that wait for a person with what can be decided about them. */
export function OutcomeRows({ batchId, state }: Props) {
  const t = useMessages(outcomeMessages);
  const { language } = useLanguage();
  const { data, error, refetch, hasNextPage, fetchNextPage } = useOutcomeRows(batchId, state);
  if (data === undefined) {
    return error === null ? (
      <Skeleton rows={6} />
    ) : (
      <ErrorState error={error} title={t('rows.failed')} onRetry={() => void refetch()} />
    );
  }
  const rows = data.pages.flatMap((page) => page.items);
  if (rows.length === 0) return <p className={styles.quiet}>{t('rows.none')}</p>;
  return (
    <>
      <Table
        label={t(`tab.${state}`)}
        getRowId={(row) => String(row.row)}
        rows={rows}
        columns={columnsOf(batchId, state, t, language)}
      />
      {hasNextPage && <Button onPress={() => void fetchNextPage()}>{t('rows.more')}</Button>}
    </>
  );
}

function columnsOf(
  batchId: string,
  state: OutcomeRowState,
  t: Words,
  language: Language,
): readonly TableColumn<OutcomeRow>[] {
  const place: TableColumn<OutcomeRow> = {
    id: 'row',
    header: t('rows.row'),
    cell: ({ row }) => row,
    isRowHeader: true,
  };
  if (state === 'faulty') {
    return [place, { id: 'faults', header: t('rows.faults'), cell: (row) => <Faults row={row} /> }];
  }
  const last: TableColumn<OutcomeRow> =
    state === 'doubtful' || state === 'unmatched'
      ? { id: 'act', header: t('rows.act'), cell: (row) => <OutcomeDecision batchId={batchId} row={row} /> }
      : { id: 'case', header: t('rows.case'), cell: (row) => <CaseCell row={row} /> };
  return [place, ...loanColumns(t, language), last];
}

const loanColumns = (t: Words, language: Language): readonly TableColumn<OutcomeRow>[] => [
  {
    id: 'borrower',
    header: t('rows.borrower'),
    cell: ({ loan }) => (
      <>
        {loan?.borrower ?? '—'}
        <p className={styles.quiet}>{loan?.uscc}</p>
      </>
    ),
  },
  { id: 'note', header: t('rows.note'), cell: ({ loan }) => loan?.noteNumber },
  {
    id: 'amount',
    header: t('rows.amount'),
    align: 'end',
    cell: ({ loan }) => loan && amountText(loan.amountFen, language, loan.currency),
  },
  {
    id: 'rate',
    header: t('rows.rate'),
    align: 'end',
    cell: ({ loan }) => loan && percentText(loan.annualRateBp),
  },
  {
    id: 'days',
    header: t('rows.days'),
    cell: ({ loan }) =>
      loan && <span className={styles.days}>{`${loan.disbursedOn} – ${loan.maturesOn}`}</span>,
  },
  {
    id: 'balance',
    header: t('rows.balance'),
    align: 'end',
    cell: ({ loan }) =>
      loan?.balance
        ? t('rows.balanceText', {
            amount: amountText(loan.balance.outstandingFen, language, loan.currency),
            asOf: loan.balance.asOf,
          })
        : '—',
  },
];

function Faults({ row }: { readonly row: OutcomeRow }) {
  const t = useMessages(outcomeMessages);
  return (
    <ul className={styles.faults}>
      {row.faults.map(({ field, code, found }) => (
        <li key={`${field} ${code}`}>{t(`fault.${code}`, { field: t(`field.${field}`), found })}</li>
      ))}
    </ul>
  );
}

function CaseCell({ row }: { readonly row: OutcomeRow }) {
  const t = useMessages(outcomeMessages);
  const wording = useCodeWording();
  return (
    <>
      {row.engagementId !== null && (
        <Link to="/cases/$engagementId" params={{ engagementId: row.engagementId }}>
          {row.requestNumber ?? '—'}
        </Link>
      )}
      {row.decidedBy !== null && row.decidedAt !== null && (
        <p className={styles.quiet}>
          {t('rows.decided', { name: row.decidedBy, at: dateTimeText(row.decidedAt) })}
        </p>
      )}
      {row.refusal !== null && (
        <p className={styles.error}>{t('rows.refused', { why: wording(row.refusal) })}</p>
      )}
      {row.note !== null && <p className={styles.quiet}>{row.note}</p>}
    </>
  );
}
