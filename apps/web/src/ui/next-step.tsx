import type { ReactNode } from 'react';
import styles from './next-step.module.css';

type Props = {
  /** Whose move it is and what: 下一步：比较 3 份报价，选择一家银行。 */
  readonly children: ReactNode;
  /** By when, and what happens otherwise. */
  readonly detail?: ReactNode;
  readonly action?: ReactNode;
};

/** The one sentence that says what happens next. */
export function NextStep({ children, detail, action }: Props) {
  return (
    <div className={styles.step}>
      <p className={styles.sentence}>{children}</p>
      {detail !== undefined && <p>{detail}</p>}
      {action !== undefined && <div className={styles.action}>{action}</div>}
    </div>
  );
}
