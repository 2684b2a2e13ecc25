import { useEffect, type ReactNode } from 'react';
import { useMessages } from '../lib/i18n/use-messages.js';
import { uiMessages } from './messages.js';
import styles from './page-header.module.css';

type Props = {
  /** Names the task; also the window's title. */
  readonly title: string;
  /** Beside the title: population, time limit, as-of. */
  readonly context?: ReactNode;
  /** Above the title: the way back. */
  readonly back?: ReactNode;
  /** Below the title: number, dates. */
  readonly meta?: ReactNode;
  /** One primary button; others beside it are secondary. */
  readonly actions?: ReactNode;
};

export function PageHeader({ title, context, back, meta, actions }: Props) {
  const t = useMessages(uiMessages);
  useEffect(() => {
    document.title = t('page.title', { title });
  }, [t, title]);
  return (
    <header className={styles.header}>
      {back !== undefined && <div className={styles.back}>{back}</div>}
      <div className={styles.line}>
        <h1 tabIndex={-1}>{title}</h1>
        {context !== undefined && <div className={styles.context}>{context}</div>}
        {actions !== undefined && <div className={styles.actions}>{actions}</div>}
      </div>
      {meta !== undefined && <div className={styles.meta}>{meta}</div>}
    </header>
  );
}
