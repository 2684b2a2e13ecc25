import type { Statement } from '@yinqi/contracts/statements';
import { amountIn, countText, dateTimeText } from '../../../lib/format.js';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { Table, type TableColumn } from '../../../ui/table.js';
import { statementMessages } from './messages.js';
import type { StatementWords } from './statement-items.js';
import { bridgeOfStatement } from './statement-piles.js';
import styles from './statements.module.css';

type SumRow = {
  readonly id: string;
  readonly what: string;
  readonly count?: number;
  readonly statementFen: bigint;
  readonly ledgerFen: bigint;
};

const ROWS = ['matched', 'differing', 'only_statement', 'only_ledger'] as const;
const yuan = (fen: bigint): string => amountIn(fen, 'yuan');

/** How the statement's balance becomes the ledger's: the opening, each pile, the closing. */
export function StatementSums({ statement }: { readonly statement: Statement }) {
  const t = useMessages(statementMessages);
  const bridge = bridgeOfStatement(statement);
  if (bridge === undefined || statement.ledger === null) return null;
  const { piles, stated, ledger } = statement;
  const rows: readonly SumRow[] = [
    {
      id: 'opening',
      what: t(stated.openingFen === null ? 'sums.opening.taken' : 'sums.opening'),
      statementFen: BigInt(stated.openingFen ?? ledger.openingFen),
      ledgerFen: BigInt(ledger.openingFen),
    },
    ...ROWS.map((pile) => ({
      id: pile,
      what: t(`outcome.${pile}`),
      count: piles[pile].count,
      statementFen: BigInt(piles[pile].statementFen),
      ledgerFen: BigInt(piles[pile].ledgerFen),
    })),
    {
      id: 'closing',
      what: t('sums.closing'),
      statementFen: bridge.statementClosingFen,
      ledgerFen: bridge.ledgerClosingFen,
    },
  ];
  const { closingFen } = stated;
  const isStated = closingFen === String(bridge.statementClosingFen);
  return (
    <>
      <Table
        label={t('sums.title')}
        isLabelShown
        columns={columnsOf(t)}
        rows={rows}
        getRowId={({ id }) => id}
      />
      {closingFen !== null && (
        <p className={isStated ? styles.note : styles.warning}>
          {isStated
            ? t('sums.stated.same')
            : t('sums.stated', {
                stated: yuan(BigInt(closingFen)),
                computed: yuan(bridge.statementClosingFen),
                gap: yuan(BigInt(closingFen) - bridge.statementClosingFen),
              })}
        </p>
      )}
      {piles.faulty.count > 0 && (
        <p className={styles.warning}>{t('sums.faulty', { count: piles.faulty.count })}</p>
      )}
      <p className={styles.note}>{t('view.asOf', { time: dateTimeText(ledger.asOf) })}</p>
    </>
  );
}

const columnsOf = (t: StatementWords): readonly TableColumn<SumRow>[] => [
  { id: 'what', header: t('sums.what'), isRowHeader: true, cell: ({ what }) => what },
  {
    id: 'count',
    header: t('sums.count'),
    align: 'end',
    cell: ({ count }) => (count === undefined ? '' : countText(count)),
  },
  {
    id: 'statement',
    header: t('sums.statement'),
    align: 'end',
    cell: ({ statementFen }) => yuan(statementFen),
  },
  { id: 'ledger', header: t('sums.ledger'), align: 'end', cell: ({ ledgerFen }) => yuan(ledgerFen) },
  {
    id: 'gap',
    header: t('sums.gap'),
    align: 'end',
    cell: ({ statementFen, ledgerFen }) => yuan(ledgerFen - statementFen),
  },
];
