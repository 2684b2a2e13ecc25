import { useState } from 'react';
import type { StatementItem, StatementOutcome } from '@yinqi/contracts/statements';
import { amountIn } from '../../../lib/format.js';
import type { Translate } from '../../../lib/i18n/messages.js';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { Button } from '../../../ui/button.js';
import { ErrorState } from '../../../ui/error-state.js';
import { Link } from '../../../ui/link.js';
import { Skeleton } from '../../../ui/skeleton.js';
import { Table, type TableColumn } from '../../../ui/table.js';
import { ExplainDialog } from './explain-dialog.js';
import { ItemHandling } from './item-handling.js';
import { statementMessages } from './messages.js';
import type { messages } from './messages.zh.js';
import { RepairDialog } from './repair-dialog.js';
import styles from './statements.module.css';
import { useStatementItems } from './use-statements.js';

export type StatementWords = Translate<typeof messages>;
type Props = { readonly statementId: string; readonly outcome: StatementOutcome };
type Asked = { readonly item: StatementItem; readonly act: 'settle' | 'repair' };

/** The items of one pile; those that want a person with what can be done about them. */
export function StatementItems({ statementId, outcome }: Props) {
  const t = useMessages(statementMessages);
  const [asked, setAsked] = useState<Asked>();
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useStatementItems(
    statementId,
    outcome,
  );
  if (data === undefined) {
    return error === null ? (
      <Skeleton rows={6} />
    ) : (
      <ErrorState error={error} title={t('items.failed')} onRetry={() => void refetch()} />
    );
  }
  const items = data.pages.flatMap((page) => page.items);
  if (items.length === 0) return <p className={styles.note}>{t('items.none')}</p>;
  const close = () => setAsked(undefined);
  return (
    <>
      <Table
        label={t(`outcome.${outcome}`)}
        columns={columnsOf(outcome, t, setAsked)}
        rows={items}
        getRowId={({ item }) => String(item)}
      />
      {hasNextPage && (
        <Button isPending={isFetchingNextPage} onPress={() => void fetchNextPage()}>
          {t('items.more')}
        </Button>
      )}
      {asked?.act === 'settle' && (
        <ExplainDialog statementId={statementId} item={asked.item} onClose={close} />
      )}
      {asked?.act === 'repair' && (
        <RepairDialog statementId={statementId} item={asked.item} onClose={close} />
      )}
    </>
  );
}

const yuan = (fen: string | undefined): string => (fen === undefined ? '—' : amountIn(fen, 'yuan'));

function columnsOf(
  outcome: StatementOutcome,
  t: StatementWords,
  onAsk: (asked: Asked) => void,
): readonly TableColumn<StatementItem>[] {
  const row: TableColumn<StatementItem> = {
    id: 'row',
    header: t('items.row'),
    isRowHeader: true,
    cell: (item) => item.row ?? t('items.ledgerOnly'),
  };
  const act: TableColumn<StatementItem> = {
    id: 'act',
    header: t('items.act'),
    cell: (item) => <ItemHandling item={item} onAsk={(asked) => onAsk({ item, act: asked })} />,
  };
  if (outcome === 'faulty') {
    return [row, { id: 'faults', header: t('items.faults'), cell: (item) => <Faults item={item} /> }, act];
  }
  const statement: readonly TableColumn<StatementItem>[] = [
    { id: 'line', header: t('items.statement'), cell: ({ line }) => line && <LineCell line={line} /> },
    {
      id: 'lineAmount',
      header: t('items.statementAmount'),
      align: 'end',
      cell: ({ line }) => yuan(line?.amountFen),
    },
  ];
  const ledger: readonly TableColumn<StatementItem>[] = [
    { id: 'entry', header: t('items.ledger'), cell: ({ entry }) => entry && <EntryCell entry={entry} /> },
    {
      id: 'entryAmount',
      header: t('items.ledgerAmount'),
      align: 'end',
      cell: ({ entry }) => yuan(entry?.amountFen),
    },
  ];
  const differences: TableColumn<StatementItem> = {
    id: 'difference',
    header: t('items.difference'),
    cell: (item) => <Differences item={item} />,
  };
  return [
    row,
    ...(outcome === 'only_ledger' ? [] : statement),
    ...(outcome === 'only_statement' ? [] : ledger),
    ...(outcome === 'differing' ? [differences] : []),
    ...(outcome === 'matched' ? [] : [act]),
  ];
}

function LineCell({ line }: { readonly line: NonNullable<StatementItem['line']> }) {
  const t = useMessages(statementMessages);
  const { on, number, contractNumber, borrower, uscc, bank } = line;
  return (
    <>
      <span className={styles.number}>{on}</span>
      {number !== null && <p className={styles.quiet}>{t('items.number', { number })}</p>}
      {contractNumber !== null && (
        <p className={styles.quiet}>{t('items.contract', { number: contractNumber })}</p>
      )}
      {(borrower ?? uscc) !== null && <p className={styles.quiet}>{borrower ?? uscc}</p>}
      {bank !== null && <p className={styles.quiet}>{bank}</p>}
    </>
  );
}

function EntryCell({ entry }: { readonly entry: NonNullable<StatementItem['entry']> }) {
  const t = useMessages(statementMessages);
  const { on, number, contractNumber, bank, poolId, version } = entry;
  return (
    <>
      <span className={styles.number}>{on}</span>
      {number !== null && <p className={styles.quiet}>{t('items.number', { number })}</p>}
      {contractNumber !== null && (
        <p className={styles.quiet}>{t('items.contract', { number: contractNumber })}</p>
      )}
      {bank !== null && <p className={styles.quiet}>{bank}</p>}
      <Link to="/quota/$poolId" params={{ poolId }} search={{ figure: 'used' }}>
        {t('items.entry', { version })}
      </Link>
    </>
  );
}

function Differences({ item: { differences, line, entry } }: { readonly item: StatementItem }) {
  const t = useMessages(statementMessages);
  const gap = BigInt(entry?.amountFen ?? 0) - BigInt(line?.amountFen ?? 0);
  return (
    <ul className={styles.differences}>
      {differences.map((difference) => (
        <li key={difference}>
          {difference === 'amount'
            ? t('difference.amount', { amount: amountIn(gap, 'yuan') })
            : t(`difference.${difference}`)}
        </li>
      ))}
    </ul>
  );
}

function Faults({ item: { faults } }: { readonly item: StatementItem }) {
  const t = useMessages(statementMessages);
  return (
    <ul className={styles.differences}>
      {faults.map(({ field, column, code, found }) => (
        <li key={`${column} ${code}`}>
          {t('fault', { column, field: t(`field.${field}`), found, text: t(`fault.${code}`) })}
        </li>
      ))}
    </ul>
  );
}
