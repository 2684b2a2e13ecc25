import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import {
  confirmMailAddress,
  getNoticeSettings,
  setMailAddress,
  type NoticeSettings,
} from '@yinqi/contracts/notifications';
import { useSide } from '../../app/session.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { hasCode } from '../../lib/problem.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { TextField } from '../../ui/text-field.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import { notificationMessages } from './messages.js';
import styles from './notifications.module.css';

const CODE = /^\d{6}$/;
const ADDRESS = /^[^\s@]+@[^\s@]+\.[^\s@]+$/;

/** Where letters go: an address counts once the code sent to it was typed in. */
export function MailAddress({ mail }: { readonly mail: NoticeSettings['mail'] }) {
  const t = useMessages(notificationMessages);
  const [isChanging, setChanging] = useState(false);
  const { address, isConfirmed } = mail;
  if (address === null || isChanging) {
    return <AskAddress address={address ?? ''} onSent={() => setChanging(false)} />;
  }
  return isConfirmed ? (
    <KnownAddress address={address} onChange={() => setChanging(true)} />
  ) : (
    <>
      <p>{t('mail.sent', { address })}</p>
      <AskCode address={address} onChange={() => setChanging(true)} />
    </>
  );
}

/** What the server answered is what the page shows. */
function useKept(onKept?: () => void) {
  const client = useQueryClient();
  return (settings: NoticeSettings): void => {
    client.setQueryData([getNoticeSettings.id, {}], settings);
    onKept?.();
  };
}

type AskProps = { readonly address: string; readonly onSent: () => void };

function AskAddress({ address, onSent }: AskProps) {
  const t = useMessages(notificationMessages);
  const wording = useErrorWording();
  const size = useSide() === 'enterprise' ? 'touch' : 'work';
  const [typed, setTyped] = useState(address);
  const [isWrong, setWrong] = useState(false);
  const kept = useKept(onSent);
  const send = useCommand(setMailAddress, { onSuccess: kept });
  const isInvalid = isWrong || hasCode(send.error, 'request.invalid');
  const error = isInvalid ? t('mail.addressWrong') : send.error === null ? undefined : wording(send.error);
  return (
    <form
      className={styles.line}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        const fits = ADDRESS.test(typed.trim());
        setWrong(!fits);
        if (fits) send.send({ body: { address: typed.trim() } });
      }}
    >
      <TextField
        label={t('mail.address')}
        hint={t('mail.addressHint')}
        type="email"
        autoComplete="email"
        maxLength={200}
        spellCheck={false}
        value={typed}
        onChange={setTyped}
        {...(error !== undefined && { error })}
      />
      <Button type="submit" size={size} isPending={send.isPending}>
        {t('mail.sendCode')}
      </Button>
    </form>
  );
}

type CodeProps = { readonly address: string; readonly onChange: () => void };

function AskCode({ address, onChange }: CodeProps) {
  const t = useMessages(notificationMessages);
  const wording = useErrorWording();
  const size = useSide() === 'enterprise' ? 'touch' : 'work';
  const [code, setCode] = useState('');
  const [isShort, setShort] = useState(false);
  const kept = useKept();
  const confirm = useCommand(confirmMailAddress, { onSuccess: kept });
  const resend = useCommand(setMailAddress, { onSuccess: kept });
  const failed = confirm.error ?? resend.error;
  const error = isShort ? t('mail.codeShort') : failed === null ? undefined : wording(failed);
  return (
    <form
      className={styles.line}
      onSubmit={(event) => {
        event.preventDefault();
        setShort(!CODE.test(code));
        if (CODE.test(code)) confirm.send({ body: { code } });
      }}
    >
      <TextField
        label={t('mail.code')}
        hint={t('mail.codeHint')}
        width="short"
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        value={code}
        onChange={setCode}
        {...(error !== undefined && { error })}
      />
      <Button type="submit" size={size} isPending={confirm.isPending}>
        {t('mail.confirm')}
      </Button>
      <Button variant="quiet" isPending={resend.isPending} onPress={() => resend.send({ body: { address } })}>
        {t('mail.again')}
      </Button>
      <Button variant="quiet" onPress={onChange}>
        {t('mail.change')}
      </Button>
    </form>
  );
}

function KnownAddress({ address, onChange }: CodeProps) {
  const t = useMessages(notificationMessages);
  const kept = useKept();
  const forget = useCommand(setMailAddress, { onSuccess: kept });
  return (
    <p className={styles.line}>
      <span>{t('mail.goes', { address })}</span>
      <Button variant="quiet" onPress={onChange}>
        {t('mail.change')}
      </Button>
      <Button
        variant="quiet"
        isPending={forget.isPending}
        onPress={() => forget.send({ body: { address: null } })}
      >
        {t('mail.forget')}
      </Button>
    </p>
  );
}
