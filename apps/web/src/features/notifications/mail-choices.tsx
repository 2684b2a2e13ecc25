import type { NoticeSettings } from '@yinqi/contracts/notifications';
import { MAIL_PACES, NOTICE_KIND_LABELS, NOTICE_KINDS } from '@yinqi/domain/notices';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Checkbox } from '../../ui/choice-groups.js';
import { Select } from '../../ui/select.js';
import { notificationMessages } from './messages.js';
import styles from './notifications.module.css';

type Choices = Pick<NoticeSettings, 'paces' | 'quiet'>;
type Props = { readonly choices: Choices; readonly onChange: (choices: Choices) => void };

const HOURS = Array.from({ length: 24 }, (_, hour) => ({
  value: String(hour),
  label: `${String(hour).padStart(2, '0')}:00`,
}));
const NIGHT = { from: 22, until: 7 };

/** How soon each kind leaves, and when nothing does. */
export function MailChoices({ choices: { paces, quiet }, onChange }: Props) {
  const t = useMessages(notificationMessages);
  const { language } = useLanguage();
  const options = MAIL_PACES.map((pace) => ({ value: pace, label: t(`mail.pace.${pace}`) }));
  return (
    <>
      <div className={styles.paces}>
        {NOTICE_KINDS.map((kind) => (
          <Select
            key={kind}
            label={NOTICE_KIND_LABELS[kind][language]}
            width="short"
            options={options}
            value={paces[kind]}
            onChange={(pace) => onChange({ paces: { ...paces, [kind]: pace }, quiet })}
          />
        ))}
      </div>
      <Checkbox
        label={t('mail.quiet')}
        hint={t('mail.quietHint')}
        isChecked={quiet !== null}
        onChange={(isQuiet) => onChange({ paces, quiet: isQuiet ? NIGHT : null })}
      />
      {quiet !== null && (
        <div className={styles.line}>
          <Select
            label={t('mail.quietFrom')}
            width="short"
            options={HOURS}
            value={String(quiet.from)}
            onChange={(hour) => onChange({ paces, quiet: { ...quiet, from: Number(hour) } })}
          />
          <Select
            label={t('mail.quietUntil')}
            width="short"
            options={HOURS}
            value={String(quiet.until)}
            onChange={(hour) => onChange({ paces, quiet: { ...quiet, until: Number(hour) } })}
          />
        </div>
      )}
    </>
  );
}
