import type { ReactNode } from 'react';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { HelpLine } from '../../ui/help-line.js';
import { appMessages } from '../messages.js';
import { Brand } from './brand.js';
import { LanguageSwitch } from './language-switch.js';
import styles from './shell.module.css';

type Props = { readonly children: ReactNode };

/** The frame of pages outside sign-in: sign-in itself, and what is said when the server cannot be reached. */
export function BareFrame({ children }: Props) {
  const t = useMessages(appMessages);
  return (
    <div className={styles.page}>
      <header className={styles.top}>
        <Brand />
        <div className={styles.tools}>
          <LanguageSwitch />
        </div>
      </header>
      <main className={styles.main}>{children}</main>
      <footer className={styles.foot}>
        <HelpLine text={t('app.help')} phone="12335" />
      </footer>
    </div>
  );
}
