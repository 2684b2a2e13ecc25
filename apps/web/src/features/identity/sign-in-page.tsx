import { useRef, useState, type SubmitEvent } from 'react';
import { useRouter, useSearch } from '@tanstack/react-router';
import { signIn } from '@yinqi/contracts/identity';
import { useReplaceSession } from '../../app/session.js';
import { BareFrame } from '../../app/shell/bare-frame.js';
import { hasChosenLanguage, useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { Checkbox } from '../../ui/choice-groups.js';
import { PageHeader } from '../../ui/page-header.js';
import { TextField } from '../../ui/text-field.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import { identityMessages } from './messages.js';
import styles from './sign-in-page.module.css';

const SIDES = ['enterprise', 'bank', 'bureau'] as const;

export function SignInPage() {
  const t = useMessages(identityMessages);
  return (
    <BareFrame>
      <div className={styles.columns}>
        <div>
          <PageHeader title={t('signIn.title')} />
          <SignInForm />
        </div>
        <section className={styles.about}>
          <h2>{t('signIn.about')}</h2>
          <dl className={styles.sides}>
            {SIDES.map((side) => (
              <div key={side} className={styles.side}>
                <dt>{t(`signIn.${side}`)}</dt>
                <dd>{t(`signIn.${side}Text`)}</dd>
              </div>
            ))}
          </dl>
        </section>
      </div>
    </BareFrame>
  );
}

function SignInForm() {
  const t = useMessages(identityMessages);
  const wording = useErrorWording();
  const router = useRouter();
  const { next } = useSearch({ from: '/sign-in' });
  const { setLanguage } = useLanguage();
  const replaceSession = useReplaceSession();
  const [username, setUsername] = useState('');
  const [password, setPassword] = useState('');
  const [isShown, setShown] = useState(false);
  const [wasTried, setTried] = useState(false);
  const usernameInput = useRef<HTMLInputElement>(null);
  const passwordInput = useRef<HTMLInputElement>(null);
  const enter = useCommand(signIn, {
    onSuccess: (session) => {
      if (!hasChosenLanguage()) setLanguage(session.account.locale);
      replaceSession(session);
      router.history.push(next ?? '/');
    },
    onError: () => passwordInput.current?.select(),
  });
  const onSubmit = (event: SubmitEvent) => {
    event.preventDefault();
    setTried(true);
    if (enter.isPending) return;
    if (username.trim() === '') usernameInput.current?.focus();
    else if (password === '') passwordInput.current?.focus();
    else enter.send({ body: { username, password } });
  };
  return (
    <form className={styles.fields} onSubmit={onSubmit} noValidate>
      {enter.error !== null && (
        <p className={styles.error} role="alert">
          {wording(enter.error)}
        </p>
      )}
      <TextField
        ref={usernameInput}
        label={t('signIn.username')}
        value={username}
        onChange={setUsername}
        error={wasTried && username.trim() === '' ? t('signIn.usernameMissing') : undefined}
        name="username"
        autoComplete="username"
        maxLength={64}
        spellCheck={false}
      />
      <TextField
        ref={passwordInput}
        label={t('signIn.password')}
        type={isShown ? 'text' : 'password'}
        value={password}
        onChange={setPassword}
        error={wasTried && password === '' ? t('signIn.passwordMissing') : undefined}
        name="password"
        autoComplete="current-password"
        maxLength={200}
        spellCheck={false}
      />
      <Checkbox label={t('signIn.passwordShow')} isChecked={isShown} onChange={setShown} />
      <div>
        <Button type="submit" variant="primary" size="touch" isPending={enter.isPending}>
          {enter.isPending ? t('signIn.pending') : t('signIn.submit')}
        </Button>
      </div>
      <p className={styles.forgot}>{t('signIn.forgot')}</p>
    </form>
  );
}
