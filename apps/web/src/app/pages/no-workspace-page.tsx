import { useMessages } from '../../lib/i18n/use-messages.js';
import { EmptyState } from '../../ui/empty-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { appMessages } from '../messages.js';

export function NoWorkspacePage() {
  const t = useMessages(appMessages);
  return (
    <>
      <PageHeader title={t('page.noWorkspace.title')} />
      <EmptyState title={t('page.noWorkspace.text')} />
    </>
  );
}
