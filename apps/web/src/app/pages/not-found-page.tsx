import { useQuery } from '@tanstack/react-query';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { ButtonLink } from '../../ui/button.js';
import { appMessages } from '../messages.js';
import { sessionQuery } from '../session.js';
import { BareFrame } from '../shell/bare-frame.js';
import { Shell } from '../shell/shell.js';
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

/** The same in the reader's own frame, or in the plain one while nobody is signed in. */
export function FramedNotFoundPage() {
  const { data: session } = useQuery(sessionQuery);
  return session ? (
    <Shell session={session}>
      <NotFoundPage />
    </Shell>
  ) : (
    <BareFrame>
      <NotFoundPage />
    </BareFrame>
  );
}
