import { useEffect, useState } from 'react';
import { useMessages } from '../lib/i18n/use-messages.js';
import { uiMessages } from './messages.js';
import styles from './skeleton.module.css';

const DELAY_MS = 300;

type Props = { readonly rows?: number };

/** Ruled lines where the rows will be; nothing for the first 300 ms, so that quick answers do not flicker. */
export function Skeleton({ rows = 6 }: Props) {
  const t = useMessages(uiMessages);
  const [isShown, setShown] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setShown(true), DELAY_MS);
    return () => clearTimeout(timer);
  }, []);
  return (
    <div role="status" className={styles.skeleton}>
      <span className="visually-hidden">{t('loading')}</span>
      {isShown &&
        Array.from({ length: rows }, (_, row) => (
          <div key={row} className={styles.row} aria-hidden="true">
            <span className={styles.bar} />
            <span className={styles.bar} />
          </div>
        ))}
    </div>
  );
}
