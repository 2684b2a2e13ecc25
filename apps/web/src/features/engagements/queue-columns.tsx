import type { EngagementItem, QueueStage } from '@yinqi/contracts/engagements';
import { listScale, scaleWord, timeLeft } from '../../lib/format.js';
import type { Language } from '../../lib/i18n/language.js';
import type { GridColumn } from '../../ui/data-grid.js';
import { Tag, TimeLeftTag } from '../../ui/tag.js';
import { amountCell, currencyOf, purposeName, stateName, statePigment, type DeskWords } from './words.js';

type Column = GridColumn<EngagementItem>;

/** Words first: what is left in office hours, or whom the case waits for. */
export function timeLeftCell(row: EngagementItem, t: DeskWords, language: Language) {
  if (row.minutesLeft === null) return row.papersAsked > 0 ? t('row.waiting') : t('row.noLimit');
  const { text, urgency } = timeLeft(row.minutesLeft, language);
  return (
    <TimeLeftTag text={row.dueProvisional ? `${text}${t('row.provisional')}` : text} urgency={urgency} />
  );
}

/** A pile where only the answer is awaited shows where the case came from, later ones where it stands. */
const lastColumns = (stage: QueueStage, t: DeskWords, language: Language): Column[] =>
  stage === 'answer'
    ? [
        {
          id: 'origin',
          header: t('col.origin'),
          cell: (row) => t(`origin.${row.origin}`),
          width: language === 'zh' ? '88px' : '72px',
          weight: 'least',
        },
      ]
    : [
        {
          id: 'state',
          header: t('col.state'),
          cell: (row) => <Tag pigment={statePigment(row.status)}>{stateName(row.status, language)}</Tag>,
          width: language === 'zh' ? '100px' : '150px',
        },
        {
          id: 'officer',
          header: t('col.officer'),
          cell: (row) => row.officerName ?? '—',
          width: '84px',
          weight: 'least',
        },
      ];

type EnterpriseProps = {
  readonly row: EngagementItem;
  readonly stage: QueueStage;
  readonly t: DeskWords;
};

/** Who it is about, with what must be known before it is taken up. */
function EnterpriseCell({ row, stage, t }: EnterpriseProps) {
  const { secondLook, needChanged } = row;
  return (
    <>
      {row.enterpriseName ?? t('row.closed', { number: row.requestNumber })}{' '}
      {secondLook !== null && (
        <Tag pigment={secondLook.mayDecide ? 'azurite' : 'ochre'}>
          {t(secondLook.mayDecide ? 'row.secondLook' : 'row.othersLook')}
        </Tag>
      )}
      {row.status === 'repairing' && stage === 'answer' && <Tag pigment="ochre">{t('row.owesRepair')}</Tag>}
      {needChanged && <Tag pigment="ochre">{t('row.needChanged')}</Tag>}
    </>
  );
}

const allColumns = (stage: QueueStage, t: DeskWords, language: Language): Column[] => [
  {
    id: 'timeLeft',
    header: t('col.timeLeft'),
    cell: (row) => timeLeftCell(row, t, language),
    width: language === 'zh' ? '112px' : '142px',
  },
  {
    id: 'enterprise',
    header: t('col.enterprise'),
    cell: (row) => <EnterpriseCell row={row} stage={stage} t={t} />,
    width: 'minmax(180px, 3fr)',
    isRowHeader: true,
  },
  {
    id: 'amount',
    header: t('col.amount', { unit: scaleWord(listScale(language)) }),
    cell: (row) =>
      row.requestedFen === null ? '—' : amountCell(row.requestedFen, currencyOf(row), language),
    width: '100px',
    align: 'end',
  },
  {
    id: 'term',
    header: t('col.term'),
    cell: (row) => (row.termMonths === null ? '—' : t('months.short', { count: row.termMonths })),
    width: '66px',
    align: 'end',
  },
  {
    id: 'purpose',
    header: t('col.purpose'),
    cell: (row) => purposeName(row.purpose, language),
    width: language === 'zh' ? '88px' : '122px',
    weight: stage === 'answer' ? 'minor' : 'least',
  },
  {
    id: 'met',
    header: t('col.met'),
    cell: (row) => (row.criteriaTotal === null ? '—' : `${row.criteriaMet}/${row.criteriaTotal}`),
    width: language === 'zh' ? '80px' : '56px',
  },
  ...lastColumns(stage, t, language),
];

/** The columns of a pile; what has ended has no time left. */
export const queueColumns = (stage: QueueStage, t: DeskWords, language: Language): Column[] =>
  allColumns(stage, t, language).filter(({ id }) => stage !== 'ended' || id !== 'timeLeft');
