import type { PoolView } from '@yinqi/contracts/quota-view';
import styles from './quota.module.css';
import { isShadow, sharesOf } from './quota-words.js';

/** Used, in process and left of a limit. The figures stand beside it in the same row of the table. */
export function QuotaBar({ pool }: { readonly pool: PoolView }) {
  if (isShadow(pool)) return null;
  const { used, inProcess } = sharesOf(pool);
  return (
    <span className={styles.track} aria-hidden="true">
      <span className={styles.used} style={{ inlineSize: `${used}%` }} />
      <span className={styles.inProcess} style={{ inlineSize: `${inProcess}%` }} />
    </span>
  );
}
