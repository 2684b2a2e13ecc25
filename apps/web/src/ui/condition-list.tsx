import type { ReactNode } from 'react';
import { classNames } from '../lib/class-names.js';
import { useMessages } from '../lib/i18n/use-messages.js';
import styles from './condition-list.module.css';
import { uiMessages } from './messages.js';

export const CONDITION_STATES = ['met', 'unmet', 'unknown'] as const;
export type ConditionState = (typeof CONDITION_STATES)[number];

export type Condition = {
  readonly id: string;
  readonly state: ConditionState;
  /** What the sign means where it is not the usual: said to those who hear the page. */
  readonly spoken?: string;
  /** What the bank asks for, as a sentence. */
  readonly required: ReactNode;
  /** What is known of this enterprise or request. */
  readonly actual?: ReactNode;
  readonly source?: string;
  /** What would make it fit: 改为 18 个月即符合. */
  readonly remedy?: ReactNode;
};

const SIGN: Readonly<Record<ConditionState, string>> = { met: '✓', unmet: '×', unknown: '?' };

type Props = { readonly label: string; readonly conditions: readonly Condition[] };

/** Why a product fits or not: every condition with its verdict, the actual value and where that comes from. */
export function ConditionList({ label, conditions }: Props) {
  const t = useMessages(uiMessages);
  return (
    <ul className={styles.list} aria-label={label}>
      {conditions.map((condition) => (
        <li key={condition.id} className={styles.item}>
          <span className={classNames(styles.sign, styles[condition.state])} aria-hidden="true">
            {SIGN[condition.state]}
          </span>
          <span className={styles.required}>
            <span className="visually-hidden">
              {condition.spoken ?? t(`conditions.${condition.state}`)}：
            </span>
            {condition.required}
            {condition.remedy !== undefined && <span className={styles.remedy}>{condition.remedy}</span>}
          </span>
          <span className={styles.facts}>
            {condition.actual !== undefined && <span className={styles.actual}>{condition.actual}</span>}
            {condition.source !== undefined && (
              <span className={styles.source}>{t('conditions.source', { source: condition.source })}</span>
            )}
          </span>
        </li>
      ))}
    </ul>
  );
}
