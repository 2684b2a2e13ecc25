import type { EngagementState } from '@yinqi/domain/lifecycle';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Tag } from '../../ui/tag.js';
import { dealingMessages } from './messages.js';

/** The bank of this product is taken: proposed and not yet consented to, or at work. */
export function EngagedTag({ status }: { readonly status: EngagementState }) {
  const t = useMessages(dealingMessages);
  return status === 'proposed' ? (
    <Tag pigment="violet">{t('pick.awaitsConsent')}</Tag>
  ) : (
    <Tag>{t('pick.engaged')}</Tag>
  );
}
