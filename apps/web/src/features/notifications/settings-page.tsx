import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  countNotices,
  getNoticeSettings,
  listNotices,
  saveNoticeSettings,
  type NoticeSettings,
} from '@yinqi/contracts/notifications';
import { isKindMutable, NOTICE_KINDS } from '@yinqi/domain/notices';
import { usePermission, useSide } from '../../app/session.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { reading } from '../../lib/query.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { CheckboxGroup } from '../../ui/choice-groups.js';
import { ErrorState } from '../../ui/error-state.js';
import { Link } from '../../ui/link.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import { showToast } from '../../ui/toast-store.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import { MailAddress } from './mail-address.js';
import { MailChoices } from './mail-choices.js';
import { notificationMessages } from './messages.js';
import styles from './notifications.module.css';
import { WebhooksSection } from './webhooks-section.js';

const settingsQuery = reading(getNoticeSettings, {});

/** What this account is told of. */
export function SettingsPage() {
  const t = useMessages(notificationMessages);
  const { data, error, refetch } = useQuery(settingsQuery);
  const mayManageWebhooks = usePermission('webhooks.manage');
  return (
    <>
      <PageHeader
        title={t('settings.title')}
        back={<Link to="/messages">{t('settings.back')}</Link>}
        meta={t('settings.intro')}
      />
      {data === undefined && error === null && <Skeleton />}
      {data === undefined && error !== null && (
        <ErrorState error={error} title={t('settings.failed')} onRetry={() => void refetch()} />
      )}
      {data !== undefined && <SettingsForm settings={data} />}
      {mayManageWebhooks && <WebhooksSection />}
    </>
  );
}

function SettingsForm({ settings }: { readonly settings: NoticeSettings }) {
  const t = useMessages(notificationMessages);
  const wording = useErrorWording();
  const client = useQueryClient();
  const size = useSide() === 'enterprise' ? 'touch' : 'work';
  const [muted, setMuted] = useState(settings.muted);
  const [letters, setLetters] = useState({ paces: settings.paces, quiet: settings.quiet });
  const { mail } = settings;
  const save = useCommand(saveNoticeSettings, {
    onSuccess: async (saved) => {
      client.setQueryData(settingsQuery.queryKey, saved);
      showToast({ message: t('settings.saved') });
      await client.invalidateQueries({ queryKey: [listNotices.id] });
      await client.invalidateQueries({ queryKey: [countNotices.id] });
    },
  });
  return (
    <div className={styles.form}>
      <CheckboxGroup
        label={t('settings.kinds')}
        hint={t('settings.kinds.hint')}
        options={NOTICE_KINDS.map((kind) => ({
          value: kind,
          label: t(`settings.${kind}`),
          isDisabled: !isKindMutable(kind),
        }))}
        value={NOTICE_KINDS.filter((kind) => !muted.includes(kind))}
        onChange={(told) => setMuted(NOTICE_KINDS.filter((kind) => !told.includes(kind)))}
      />
      <section className={styles.mail}>
        <h2>{t('mail.title')}</h2>
        {mail.isOn ? <MailAddress mail={mail} /> : <p>{t('mail.off')}</p>}
        {mail.isOn && mail.isConfirmed && (
          <>
            <h3>{t('mail.paces')}</h3>
            <p className={styles.earlier}>{t('mail.digest')}</p>
            <MailChoices choices={letters} onChange={setLetters} />
          </>
        )}
      </section>
      {save.error !== null && (
        <p role="alert" className={styles.error}>
          {wording(save.error)}
        </p>
      )}
      <div>
        <Button
          variant="primary"
          size={size}
          isPending={save.isPending}
          onPress={() => save.send({ body: { muted: [...muted], ...letters } })}
        >
          {t('settings.save')}
        </Button>
      </div>
    </div>
  );
}
