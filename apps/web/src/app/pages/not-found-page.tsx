import { useMessages } from '../../lib/i18n/use-messages.js';
import { ButtonLink } from '../../ui/button.js';
import { EmptyState } from '../../ui/empty-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { appMessages } from '../messages.js';

export function NotFoundPage() {
  const t = useMessages(appMessages);
  return (
    <>
      <PageHeader title={t('page.notFound.title')} />
      <EmptyState
        title={t('page.notFound.text')}
        action={<ButtonLink to="/">{t('page.backHome')}</ButtonLink>}
      />
    </>
  );
}
