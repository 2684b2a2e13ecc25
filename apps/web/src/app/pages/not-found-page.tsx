import { useMessages } from '../../lib/i18n/use-messages.js';
import { ButtonLink } from '../../ui/button.js';
import { appMessages } from '../messages.js';
import { BareFrame } from '../shell/bare-frame.js';
import { NoticePage } from './notice-page.js';

export function NotFoundPage() {
  const t = useMessages(appMessages);
  return (
    <NoticePage
      title={t('page.notFound.title')}
      text={t('page.notFound.text')}
      action={<ButtonLink to="/">{t('page.backHome')}</ButtonLink>}
    />
  );
}

/** The same where no frame stands round it. */
export function FramedNotFoundPage() {
  return (
    <BareFrame>
      <NotFoundPage />
    </BareFrame>
  );
}
