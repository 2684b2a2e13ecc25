import { useSyncExternalStore } from 'react';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { appMessages } from '../messages.js';
import styles from './shell.module.css';

function subscribe(listener: () => void): () => void {
  window.addEventListener('online', listener);
  window.addEventListener('offline', listener);
  return () => {
    window.removeEventListener('online', listener);
    window.removeEventListener('offline', listener);
  };
}

export function OfflineNotice() {
  const t = useMessages(appMessages);
  const isOnline = useSyncExternalStore(subscribe, () => navigator.onLine);
  return <div role="status">{!isOnline && <p className={styles.notice}>{t('app.offline')}</p>}</div>;
}
