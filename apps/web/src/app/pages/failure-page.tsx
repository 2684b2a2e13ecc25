import { useRouter, type ErrorComponentProps } from '@tanstack/react-router';
import { useQueryClient } from '@tanstack/react-query';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { hasCode } from '../../lib/problem.js';
import { ButtonLink } from '../../ui/button.js';
import { ErrorState } from '../../ui/error-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { WrongSideError } from '../wrong-side-error.js';
import { appMessages } from '../messages.js';
import { sessionQuery } from '../session.js';
import { BareFrame } from '../shell/bare-frame.js';
import { NotFoundPage } from './not-found-page.js';
import { NoticePage } from './notice-page.js';

/** What stands in a page's place when it cannot be shown: 403, 404 or a fault with its trace number. */
export function FailurePage({ error, reset }: ErrorComponentProps) {
  const router = useRouter();
  const t = useMessages(appMessages);
  if (error instanceof WrongSideError || hasCode(error, 'permission.denied')) return <ForbiddenPage />;
  if (hasCode(error, 'resource.not_found')) return <NotFoundPage />;
  const retry = () => {
    reset();
    void router.invalidate();
  };
  return (
    <>
      <PageHeader title={t('page.failure.title')} />
      <ErrorState error={error} onRetry={retry}>
        <ButtonLink to="/">{t('page.backHome')}</ButtonLink>
      </ErrorState>
    </>
  );
}

function ForbiddenPage() {
  const t = useMessages(appMessages);
  const session = useQueryClient().getQueryData(sessionQuery.queryKey);
  return (
    <NoticePage
      title={t('page.forbidden.title')}
      text={t('page.forbidden.text', { organisation: session?.organisation.name ?? '' })}
      action={<ButtonLink to="/">{t('page.backHome')}</ButtonLink>}
    />
  );
}

/** The same where no frame stands round it: the session itself could not be read. */
export function FramedFailurePage(props: ErrorComponentProps) {
  return (
    <BareFrame>
      <FailurePage {...props} />
    </BareFrame>
  );
}
