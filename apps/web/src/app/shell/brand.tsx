import { useMessages } from '../../lib/i18n/use-messages.js';
import { appMessages } from '../messages.js';
import styles from './shell.module.css';

/** The azurite mark 融 and the name of the platform. */
export function Brand() {
  const t = useMessages(appMessages);
  return (
    <div className={styles.brand}>
      <span className={styles.mark} aria-hidden="true" lang="zh-CN">
        融
      </span>
      <strong>{t('app.name')}</strong>
    </div>
  );
}
