import type { StageTimeView } from '@yinqi/contracts/pipeline';
import type { ServedStage } from '@yinqi/domain/clocks';
import { countText } from '../../lib/format.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Table, type TableColumn } from '../../ui/table.js';
import { pipelineMessages } from './messages.js';
import styles from './pipeline.module.css';
import { hoursText, type PipelineWords } from './words.js';

type Spread = StageTimeView['bank'];

const spreadText = (spread: Spread, t: PipelineWords): string =>
  spread === null
    ? '—'
    : t('time.spread', { median: hoursText(spread.medianMinutes), p90: hoursText(spread.p90Minutes) });

/** One bank's own stages, a line each. */
export function StageTable({ stages }: { readonly stages: readonly StageTimeView[] }) {
  const t = useMessages(pipelineMessages);
  return (
    <Table
      label={t('time.title')}
      rows={stages}
      getRowId={({ stage }) => stage}
      columns={[
        {
          id: 'stage',
          header: t('time.stage'),
          isRowHeader: true,
          cell: ({ stage }) => t(`served.${stage}`),
        },
        { id: 'cases', header: t('time.cases'), align: 'end', cell: ({ cases }) => countText(cases) },
        { id: 'bank', header: t('time.bank'), align: 'end', cell: ({ bank }) => spreadText(bank, t) },
        {
          id: 'enterprise',
          header: t('time.enterprise'),
          align: 'end',
          cell: ({ enterprise }) => spreadText(enterprise, t),
        },
      ]}
    />
  );
}

export type BankLine = {
  readonly id: string;
  readonly name: string;
  readonly stages: readonly StageTimeView[];
};

function StageCell({ line, stage }: { readonly line: BankLine; readonly stage: ServedStage }) {
  const t = useMessages(pipelineMessages);
  const time = line.stages.find((one) => one.stage === stage);
  if (time === undefined || time.cases === 0) return '—';
  return (
    <span className={styles.sides}>
      <span>{t('time.cell.bank', { time: spreadText(time.bank, t) })}</span>
      <span>{t('time.cell.enterprise', { time: spreadText(time.enterprise, t) })}</span>
      <span className={styles.quiet}>{t('time.cell.cases', { count: countText(time.cases) })}</span>
    </span>
  );
}

/** Bank against stage: where the time goes, and whose it is. */
export function BankStageTable({ lines }: { readonly lines: readonly BankLine[] }) {
  const t = useMessages(pipelineMessages);
  const columns: TableColumn<BankLine>[] = [
    { id: 'bank', header: t('head.bank'), isRowHeader: true, cell: ({ name }) => name },
    ...(lines[0]?.stages ?? []).map(({ stage }): TableColumn<BankLine> => ({
      id: stage,
      header: t(`served.${stage}`),
      align: 'end',
      cell: (line) => <StageCell line={line} stage={stage} />,
    })),
  ];
  return <Table label={t('time.title')} columns={columns} rows={lines} getRowId={({ id }) => id} />;
}
