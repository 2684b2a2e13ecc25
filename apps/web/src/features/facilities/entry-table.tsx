import { useState } from 'react';
import type { PoolEntry, PoolView } from '@yinqi/contracts/quota-view';
import { leftFen } from '@yinqi/domain/quota';
import { amountIn, dateTimeText, listScale, scaleWord } from '../../lib/format.js';
import { useLanguage, type Language } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { nameIn } from '../../lib/name-in.js';
import { Button } from '../../ui/button.js';
import { Link } from '../../ui/link.js';
import { Table, type TableColumn } from '../../ui/table.js';
import { CorrectDialog } from './correct-dialog.js';
import { quotaMessages } from './quota-messages.js';
import styles from './quota.module.css';
import { changesOf, ownerName, whatOf, type QuotaWords } from './quota-words.js';

type Props = {
  readonly pool: PoolView;
  readonly entries: readonly PoolEntry[];
  /** With pools below: each line says whose it is. */
  readonly isWhole: boolean;
};

/** The lines of the book, the latest first, with the balances each left behind. */
export function EntryTable({ pool, entries, isWhole }: Props) {
  const t = useMessages(quotaMessages);
  const { language } = useLanguage();
  const [corrected, setCorrected] = useState<PoolEntry>();
  const own = ownerName(pool, language);
  const whose: TableColumn<PoolEntry> = {
    id: 'pool',
    header: t('entry.pool'),
    cell: (entry) => (entry.pool.id === pool.id ? own : nameIn(entry.pool, language)),
  };
  const act: TableColumn<PoolEntry> = {
    id: 'act',
    header: t('entry.act'),
    cell: (entry) =>
      entry.isCorrectable && (
        <span className={styles.act}>
          <Button variant="quiet" onPress={() => setCorrected(entry)}>
            {t('entry.correct')}
          </Button>
        </span>
      ),
  };
  return (
    <>
      <Table
        label={t('pool.entries')}
        columns={[
          ...eventColumns(t, language),
          ...(isWhole ? [whose] : []),
          ...balanceColumns(t, language, pool.authority === 'SHADOW'),
          { id: 'by', header: t('entry.by'), cell: (entry) => <Grounds entry={entry} /> },
          ...(entries.some(({ isCorrectable }) => isCorrectable) ? [act] : []),
        ]}
        rows={entries}
        getRowId={(entry) => `${entry.pool.id}-${String(entry.version)}`}
      />
      {corrected !== undefined && <CorrectDialog entry={corrected} onClose={() => setCorrected(undefined)} />}
    </>
  );
}

const eventColumns = (t: QuotaWords, language: Language): readonly TableColumn<PoolEntry>[] => [
  { id: 'version', header: t('entry.version'), align: 'end', cell: ({ version }) => version },
  {
    id: 'at',
    header: t('entry.at'),
    cell: ({ at }) => <span className={styles.number}>{dateTimeText(at)}</span>,
  },
  { id: 'what', header: t('entry.what'), isRowHeader: true, cell: (entry) => whatText(entry, t, language) },
];

function balanceColumns(
  t: QuotaWords,
  language: Language,
  isShadow: boolean,
): readonly TableColumn<PoolEntry>[] {
  const scale = listScale(language);
  const unit = scaleWord(scale);
  const balance = (id: string, header: string, of: (after: PoolEntry['after']) => bigint) => ({
    id,
    header,
    align: 'end' as const,
    cell: ({ after }: PoolEntry) => amountIn(of(after), scale),
  });
  return [
    {
      id: 'change',
      header: t('entry.change', { unit }),
      align: 'end',
      cell: (entry) => <Changes entry={entry} isShadow={isShadow} />,
    },
    balance(
      'inProcess',
      t('entry.inProcess', { unit }),
      ({ reservedFen, committedFen }) => BigInt(reservedFen) + BigInt(committedFen),
    ),
    balance('used', t('entry.used', { unit }), ({ usedFen }) => BigInt(usedFen)),
    ...(isShadow ? [] : [balance('left', t('entry.left', { unit }), leftAfter)]),
  ];
}

const leftAfter = (after: PoolEntry['after']): bigint =>
  leftFen({
    limitFen: BigInt(after.limitFen),
    allottedFen: BigInt(after.allottedFen),
    reservedFen: BigInt(after.reservedFen),
    committedFen: BigInt(after.committedFen),
    usedFen: BigInt(after.usedFen),
    excessFen: BigInt(after.excessFen),
  });

function whatText(entry: PoolEntry, t: QuotaWords, language: Language): string {
  const what = t(whatOf(entry));
  return entry.counterpart === null
    ? what
    : t('entry.with', { what, name: nameIn(entry.counterpart, language) });
}

/** Each figure that moved, with its sign: 已用 +3,200. A tally has no limit that anything could be beyond. */
function Changes({ entry, isShadow }: { readonly entry: PoolEntry; readonly isShadow: boolean }) {
  const t = useMessages(quotaMessages);
  const { language } = useLanguage();
  const changes = changesOf(entry).filter(({ figure }) => !isShadow || figure !== 'excess');
  if (changes.length === 0) return <>—</>;
  return (
    <>
      {changes.map(({ figure, fen }) => (
        <span key={figure} className={styles.change}>
          {t(`figure.${figure}`)} {fen > 0n ? '+' : ''}
          {amountIn(fen, listScale(language))}
        </span>
      ))}
    </>
  );
}

type People = NonNullable<NonNullable<PoolEntry['allotment']>['people']>;

const peopleText = ({ proposedBy, approvedBy }: People, t: QuotaWords): string =>
  approvedBy === null
    ? t('entry.person', { proposer: proposedBy })
    : t('entry.people', { proposer: proposedBy, approver: approvedBy });

/** What it stands on, and the beginning of its hash, by which an extract can be compared with the book. */
function Grounds({ entry }: { readonly entry: PoolEntry }) {
  const t = useMessages(quotaMessages);
  const { allotment } = entry;
  const people = allotment?.people ?? null;
  return (
    <>
      {allotment === null && (entry.reason ?? t('entry.system'))}
      {allotment !== null && people === null && allotment.reason}
      {allotment !== null && people !== null && (
        <Link to="/allotments/$allotmentId" params={{ allotmentId: allotment.id }}>
          {allotment.reason}
        </Link>
      )}{' '}
      <span className={styles.hash} title={entry.hash}>
        {t('entry.hash', { hash: entry.hash.slice(0, 8) })}
      </span>
      {allotment !== null && (
        <span className={styles.people}>
          {people !== null && peopleText(people, t)} {allotment.documentNumber}
        </span>
      )}
    </>
  );
}
