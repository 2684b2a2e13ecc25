import type { ReactNode } from 'react';
import styles from './state.module.css';

type Props = {
  /** Why there is nothing. */
  readonly title: string;
  readonly children?: ReactNode;
  /** The one useful act. */
  readonly action?: ReactNode;
};

export function EmptyState({ title, children, action }: Props) {
  return (
    <div className={styles.state} role="status">
      <p className={styles.title}>{title}</p>
      {children !== undefined && <div className={styles.text}>{children}</div>}
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  );
}
