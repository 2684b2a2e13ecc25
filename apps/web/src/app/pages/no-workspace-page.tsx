import { useMessages } from '../../lib/i18n/use-messages.js';
import { appMessages } from '../messages.js';
import { NoticePage } from './notice-page.js';

export function NoWorkspacePage() {
  const t = useMessages(appMessages);
  return <NoticePage title={t('page.noWorkspace.title')} text={t('page.noWorkspace.text')} />;
}
