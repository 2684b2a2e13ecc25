import type { ReactNode } from 'react';
import { Link } from '@tanstack/react-router';
import { useUnread } from '../../features/notifications/use-unread.js';
import { classNames } from '../../lib/class-names.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { appMessages } from '../messages.js';
import styles from './shell.module.css';

/** Beyond this the number says no more than "many". */
const MOST = 99;

/** The way to the message centre, with how many are unread as it changes. */
export function MessagesLink(): ReactNode {
  const t = useMessages(appMessages);
  const unread = useUnread() ?? 0;
  const count = unread > MOST ? `${MOST}+` : String(unread);
  return (
    <Link
      to="/messages"
      className={classNames(styles.tool, styles.messages)}
      aria-label={unread > 0 ? t('app.messages.unread', { count }) : t('app.messages')}
    >
      {t('app.messages')}
      {unread > 0 && <span className={styles.unread}>{count}</span>}
    </Link>
  );
}
