import { useEffect, useState } from 'react';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { appMessages } from '../messages.js';
import styles from './shell.module.css';

const WARN_BEFORE_MS = 120_000;

type Props = { readonly expiresAt: string };

/** Two minutes before the session ends: says so, in time to finish the sentence one is typing (WCAG 2.2.1). */
export function SessionNotice({ expiresAt }: Props) {
  const t = useMessages(appMessages);
  const [endingFor, setEndingFor] = useState<string>();
  useEffect(() => {
    const waitMs = Date.parse(expiresAt) - Date.now() - WARN_BEFORE_MS;
    // Timers hold at most 2^31 − 1 ms; a session of more than 24 days is read again long before.
    const timer = setTimeout(() => setEndingFor(expiresAt), Math.min(Math.max(0, waitMs), 2 ** 31 - 1));
    return () => clearTimeout(timer);
  }, [expiresAt]);
  return (
    <div role="status">
      {endingFor === expiresAt && (
        <p className={styles.notice}>{t('session.ending', { minutes: WARN_BEFORE_MS / 60_000 })}</p>
      )}
    </div>
  );
}
