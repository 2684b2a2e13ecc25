import { Navigate, Outlet, useRouterState } from '@tanstack/react-router';
import { useSuspenseQuery } from '@tanstack/react-query';
import type { Session } from '@yinqi/contracts/identity';
import { classNames } from '../../lib/class-names.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { HelpLine } from '../../ui/help-line.js';
import { ToastRegion } from '../../ui/toast-region.js';
import { appMessages } from '../messages.js';
import { sessionQuery } from '../session.js';
import { OfflineNotice } from './offline-notice.js';
import { SessionNotice } from './session-notice.js';
import { SideNav } from './side-nav.js';
import styles from './shell.module.css';
import { TopBar } from './top-bar.js';

/** The frame round every page behind sign-in. */
export function SignedInLayout() {
  const { data: session } = useSuspenseQuery(sessionQuery);
  const here = useRouterState({ select: (state) => state.location.href });
  // The session may end while a page is open: the way back leads to the same place.
  if (session === null) return <Navigate to="/sign-in" search={{ next: here }} />;
  return <Shell session={session} />;
}

function Shell({ session }: { readonly session: Session }) {
  const t = useMessages(appMessages);
  const isEnterprise = session.side === 'enterprise';
  return (
    <div className={classNames(styles.page, isEnterprise && styles.enterprise)}>
      <a className={styles.skip} href="#main">
        {t('app.skip')}
      </a>
      <TopBar session={session} />
      <div className={styles.shell}>
        <SideNav side={session.side} />
        <div className={styles.content}>
          <OfflineNotice />
          <SessionNotice expiresAt={session.expiresAt} />
          <main id="main" tabIndex={-1} className={styles.main}>
            <Outlet />
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
