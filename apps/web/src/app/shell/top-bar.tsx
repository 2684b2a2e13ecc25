import { useState } from 'react';
import { useNavigate } from '@tanstack/react-router';
import { signOut, type Session } from '@yinqi/contracts/identity';
import { classNames } from '../../lib/class-names.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { showToast } from '../../ui/toast-store.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import { appMessages } from '../messages.js';
import { useReplaceSession } from '../session.js';
import { Brand } from './brand.js';
import { AccountLanguageSwitch } from './language-switch.js';
import { MessagesLink } from './messages-link.js';
import { NavList } from './side-nav.js';
import styles from './shell.module.css';

type Props = { readonly session: Session };

export function TopBar({ session }: Props) {
  const t = useMessages(appMessages);
  const { language } = useLanguage();
  const [isMenuOpen, setMenuOpen] = useState(false);
  const { organisation, account } = session;
  const mayRead = session.permissions.includes('notices.read');
  const name = language === 'en' ? (organisation.nameEn ?? organisation.name) : organisation.name;
  return (
    <header className={styles.top}>
      <Brand />
      <div className={styles.who}>
        <span lang={name === organisation.name ? 'zh-CN' : 'en'}>{name}</span>
        <span className={styles.person}>{account.displayName}</span>
      </div>
      {organisation.demo && <span className={styles.demo}>{t('app.demo')}</span>}
      <div className={styles.tools}>
        {mayRead && <MessagesLink />}
        <AccountLanguageSwitch />
        <SignOutButton />
        <button
          type="button"
          className={classNames(styles.tool, styles.menuButton)}
          aria-expanded={isMenuOpen}
          aria-controls="narrow-menu"
          onClick={() => setMenuOpen(!isMenuOpen)}
        >
          {t('app.menu')}
        </button>
      </div>
      {isMenuOpen && (
        <nav
          id="narrow-menu"
          aria-label={t('app.nav')}
          className={styles.narrowMenu}
          onClick={() => setMenuOpen(false)}
        >
          <NavList />
        </nav>
      )}
    </header>
  );
}

function SignOutButton() {
  const t = useMessages(appMessages);
  const navigate = useNavigate();
  const replaceSession = useReplaceSession();
  const wording = useErrorWording();
  const leave = useCommand(signOut, {
    onSuccess: () => {
      replaceSession(null);
      return navigate({ to: '/sign-in' });
    },
    onError: (error) => showToast({ message: wording(error), tone: 'failed' }),
  });
  return (
    <button type="button" className={styles.tool} disabled={leave.isPending} onClick={() => leave.send({})}>
      {t('app.signOut')}
    </button>
  );
}
