import type { PoolView } from '@yinqi/contracts/quota-view';
import { amountIn, amountText, figureText, listScale, scaleWord } from '../../lib/format.js';
import { useLanguage, type Language } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Link } from '../../ui/link.js';
import { Table, type TableColumn } from '../../ui/table.js';
import { Tag } from '../../ui/tag.js';
import { QuotaBar } from './quota-bar.js';
import { quotaMessages } from './quota-messages.js';
import styles from './quota.module.css';
import type { EntryFigure } from './quota-search.js';
import { PoolStateTags } from './pool-state-tags.js';
import { isShadow, isStopped, ownerName, type QuotaWords } from './quota-words.js';
import { treeOf } from './use-quota.js';

type Branch = { readonly pool: PoolView; readonly depth: number };
type Props = { readonly label: string; readonly pools: readonly PoolView[]; readonly on: string | undefined };

const INDENT_PX = 20;

/** The pools of one tool as a tree, the bar and its figures side by side: the table is the chart's own twin. */
export function PoolTable({ label, pools, on }: Props) {
  const t = useMessages(quotaMessages);
  const { language } = useLanguage();
  return (
    <Table
      label={label}
      rows={treeOf(pools)}
      getRowId={({ pool }) => pool.id}
      columns={[
        {
          id: 'pool',
          header: t('col.pool'),
          isRowHeader: true,
          cell: ({ pool, depth }) => (
            <span className={styles.owner} style={{ paddingInlineStart: depth * INDENT_PX }}>
              <Link to="/quota/$poolId" params={{ poolId: pool.id }} search={{ on }}>
                {ownerName(pool, language)}
              </Link>
              {pool.own.excessFen !== '0' && !isShadow(pool) && (
                <Tag pigment="ochre">{t('figure.excess')}</Tag>
              )}
              {isStopped(pool) && <PoolStateTags pool={pool} />}
            </span>
          ),
        },
        { id: 'bar', header: t('col.bar'), cell: ({ pool }) => <Progress pool={pool} /> },
        ...figureColumns(t, language, on),
      ]}
    />
  );
}

function Progress({ pool }: { readonly pool: PoolView }) {
  const t = useMessages(quotaMessages);
  const { language } = useLanguage();
  if (!isShadow(pool)) return <QuotaBar pool={pool} />;
  return (
    <span className={styles.note}>
      {t('shadow.note', { amount: figureText(pool.whole.usedFen, language) })}
    </span>
  );
}

function figureColumns(
  t: QuotaWords,
  language: Language,
  on: string | undefined,
): readonly TableColumn<Branch>[] {
  const scale = listScale(language);
  // A unit is not broken when its heading is.
  const unit = scaleWord(scale).replace(' ', '\u00a0');
  const link = (pool: PoolView, figure: EntryFigure, fen: string) => (
    <Link
      look="figure"
      to="/quota/$poolId"
      params={{ poolId: pool.id }}
      search={{ on, figure, ...(figure !== 'limit' && figure !== 'allotted' && { below: true as const }) }}
    >
      {amountIn(fen, scale)}
    </Link>
  );
  return [
    {
      id: 'limit',
      header: t('col.limit', { unit }),
      align: 'end',
      cell: ({ pool }) => (isShadow(pool) ? '—' : link(pool, 'limit', pool.own.limitFen)),
    },
    {
      id: 'allotted',
      header: t('col.allotted', { unit }),
      align: 'end',
      cell: ({ pool }) => (pool.own.allottedFen === '0' ? '—' : link(pool, 'allotted', pool.own.allottedFen)),
    },
    {
      id: 'inProcess',
      header: t('col.inProcess', { unit }),
      align: 'end',
      cell: ({ pool }) => link(pool, 'inProcess', pool.whole.inProcessFen),
    },
    {
      id: 'used',
      header: t('col.used', { unit }),
      align: 'end',
      cell: ({ pool }) => link(pool, 'used', pool.whole.usedFen),
    },
    {
      id: 'left',
      header: t('col.left', { unit }),
      align: 'end',
      cell: ({ pool }) => (pool.leftFen === null ? '—' : amountIn(pool.leftFen, scale)),
    },
    { id: 'runOut', header: t('col.runOut'), cell: ({ pool }) => <RunOutText pool={pool} /> },
  ];
}

const isUsedUp = ({ own, leftFen }: PoolView): boolean => leftFen === '0' && own.limitFen !== '0';

function RunOutText({ pool }: { readonly pool: PoolView }) {
  const t = useMessages(quotaMessages);
  const { language } = useLanguage();
  if (pool.runOut === null) return <>{isUsedUp(pool) ? t('runOut.now') : '—'}</>;
  return (
    <span className={styles.number}>
      {pool.runOut.on}
      <span className={styles.people}>
        {t('runOut.pace', { amount: amountText(pool.runOut.perDayFen, language) })}
      </span>
    </span>
  );
}
