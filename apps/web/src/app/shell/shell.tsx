import type { ReactNode } from 'react';
import type { Session } from '@yinqi/contracts/identity';
import { classNames } from '../../lib/class-names.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { HelpLine } from '../../ui/help-line.js';
import { ToastRegion } from '../../ui/toast-region.js';
import { appMessages } from '../messages.js';
import { OfflineNotice } from './offline-notice.js';
import { SessionNotice } from './session-notice.js';
import styles from './shell.module.css';
import { SideNav } from './side-nav.js';
import { TopBar } from './top-bar.js';

type Props = { readonly session: Session; readonly children: ReactNode };

/** The frame round every page of someone who is signed in: who and where they are, and where else to go. */
export function Shell({ session, children }: Props) {
  const t = useMessages(appMessages);
  const isEnterprise = session.side === 'enterprise';
  return (
    <div className={classNames(styles.page, isEnterprise && styles.enterprise)}>
      <a className={styles.skip} href="#main">
        {t('app.skip')}
      </a>
      <TopBar session={session} />
      <div className={styles.shell}>
        <SideNav />
        <div className={styles.content}>
          <OfflineNotice />
          <SessionNotice expiresAt={session.expiresAt} />
          <main id="main" tabIndex={-1} className={styles.main}>
            {children}
          </main>
          <footer className={styles.foot}>
            <HelpLine text={t('app.help')} phone="12335" />
          </footer>
        </div>
      </div>
      <ToastRegion />
    </div>
  );
}
