import type { EngagementDetail } from '@yinqi/contracts/engagements';
import { useLanguage } from '../../../lib/i18n/language.js';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { Link } from '../../../ui/link.js';
import styles from '../after-refusal/refusal.module.css';
import { handoverMessages } from '../messages.js';

/** So many names are told one by one. */
const NAMED = 3;

/** Who answers for a case at the bank today, or where it went. */
export function CaseOwner({ detail }: { readonly detail: EngagementDetail }) {
  const t = useMessages(handoverMessages);
  const { language } = useLanguage();
  const { owner, successorId } = detail;
  if (successorId !== null) {
    return (
      <p className={styles.quiet}>
        {t('transfer.went')}{' '}
        <Link to="/cases/$engagementId" params={{ engagementId: successorId }}>
          {t('transfer.open')}
        </Link>
      </p>
    );
  }
  if (owner === null) return null;
  const first = owner.names.slice(0, NAMED).join(language === 'zh' ? '、' : ', ');
  const count = owner.names.length;
  const names = count > NAMED ? t('owner.more', { names: first, count }) : first;
  return <p className={styles.quiet}>{t(`owner.${owner.kind}`, { names })}</p>;
}
