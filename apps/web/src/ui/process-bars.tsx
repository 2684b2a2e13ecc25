import type { ReactNode } from 'react';
import { countText } from '../lib/format.js';
import { useMessages } from '../lib/i18n/use-messages.js';
import { uiMessages } from './messages.js';
import styles from './process-bars.module.css';
import { Table } from './table.js';

export type ProcessStage = {
  readonly id: string;
  readonly label: string;
  readonly count: number;
  /** Of `count`, how many are past their time limit: the cinnabar tail. */
  readonly late?: number;
  /** Rate from the stage before, median time. */
  readonly note?: string;
  /** Wraps the number in a link to its rows. */
  readonly linkTo?: (count: ReactNode) => ReactNode;
  /** The same for those past their time limit. */
  readonly linkLate?: (late: ReactNode) => ReactNode;
};

type Props = { readonly label: string; readonly stages: readonly ProcessStage[] };

const share = (part: number, whole: number): string => `${whole === 0 ? 0 : (part / whole) * 100}%`;

/** How far the records of a population came, each bar against the first; the same figures follow as a table. */
export function ProcessBars({ label, stages }: Props) {
  const t = useMessages(uiMessages);
  const longest = Math.max(0, ...stages.map((stage) => stage.count));
  const number = (stage: ProcessStage): ReactNode =>
    stage.linkTo === undefined ? countText(stage.count) : stage.linkTo(countText(stage.count));
  const late = (stage: ProcessStage, text: string): ReactNode =>
    stage.linkLate === undefined || (stage.late ?? 0) === 0 ? text : stage.linkLate(text);
  return (
    <figure className={styles.figure} aria-label={label}>
      <ol className={styles.stages}>
        {stages.map((stage) => (
          <li key={stage.id} className={styles.stage}>
            <span className={styles.name}>
              {stage.label} <b>{number(stage)}</b>
            </span>
            <span className={styles.track} aria-hidden="true">
              <span
                className={styles.bar}
                style={{ inlineSize: share(stage.count - (stage.late ?? 0), longest) }}
              />
              <span className={styles.late} style={{ inlineSize: share(stage.late ?? 0, longest) }} />
            </span>
            <span className={styles.note}>
              {stage.note}
              {(stage.late ?? 0) > 0 && (
                <span className={styles.lateText}>
                  {stage.note === undefined ? '' : ' · '}
                  {late(stage, t('process.lateCount', { count: countText(stage.late ?? 0) }))}
                </span>
              )}
            </span>
          </li>
        ))}
      </ol>
      <details className={styles.twin}>
        <summary>{t('process.table')}</summary>
        <Table
          label={label}
          rows={stages}
          getRowId={(stage) => stage.id}
          columns={[
            { id: 'stage', header: t('process.stage'), cell: (stage) => stage.label, isRowHeader: true },
            { id: 'count', header: t('process.count'), cell: number, align: 'end' },
            {
              id: 'late',
              header: t('process.late'),
              cell: (stage) => late(stage, countText(stage.late ?? 0)),
              align: 'end',
            },
            { id: 'note', header: t('process.note'), cell: (stage) => stage.note ?? '—' },
          ]}
        />
      </details>
    </figure>
  );
}
