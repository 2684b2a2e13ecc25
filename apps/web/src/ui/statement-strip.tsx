import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names.js';
import styles from './statement-strip.module.css';

export type StatementFigure = {
  readonly id: string;
  readonly label: string;
  /** The number, usually a `<Link look="figure">` to the rows it counts. */
  readonly value: ReactNode;
  readonly unit?: string;
  /** What stands before the number: the currency in English. */
  readonly lead?: string;
  /** One line under the figure: comparison, denominator or as-of. */
  readonly context?: ReactNode;
  /** Cinnabar, only for late or failed. */
  readonly isAlarm?: boolean;
  /** How the figure is defined; shown when asked for. */
  readonly definition?: string;
};

type Props = { readonly label: string; readonly figures: readonly StatementFigure[] };

/** A line of an account book: figures between two rules. */
export function StatementStrip({ label, figures }: Props) {
  return (
    <dl className={styles.strip} aria-label={label}>
      {figures.map((figure) => (
        <div key={figure.id} className={styles.figure}>
          <dt className={styles.label} title={figure.definition}>
            {figure.label}
          </dt>
          <dd className={styles.amount}>
            {figure.lead !== undefined && <span className={styles.lead}>{figure.lead}</span>}
            <span className={classNames(styles.value, figure.isAlarm === true && styles.alarm)}>
              {figure.value}
            </span>
            {figure.unit !== undefined && <span className={styles.unit}>{figure.unit}</span>}
          </dd>
          {figure.context !== undefined && <dd className={styles.context}>{figure.context}</dd>}
        </div>
      ))}
    </dl>
  );
}
