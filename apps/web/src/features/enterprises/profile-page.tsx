import { dateText } from '../../lib/format.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { ErrorState } from '../../ui/error-state.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import { EnterpriseFile } from './enterprise-file.js';
import styles from './enterprises.module.css';
import { enterpriseMessages } from './messages.js';
import { useOwnEnterprise } from './use-enterprises.js';

/** What the platform knows of the reader's own enterprise, and from whom. */
export function ProfilePage() {
  const t = useMessages(enterpriseMessages);
  const { data, error, refetch } = useOwnEnterprise();
  if (data === undefined) {
    return error === null ? (
      <Skeleton rows={10} />
    ) : (
      <ErrorState error={error} title={t('file.failed')} onRetry={() => void refetch()} />
    );
  }
  return (
    <>
      <PageHeader
        title={t('profile.title')}
        context={data.name}
        meta={t('file.meta', { uscc: data.uscc, unit: data.unit.name, at: dateText(data.updatedAt) })}
      />
      <p className={styles.text}>{t('profile.text', { unit: data.unit.name })}</p>
      <EnterpriseFile enterprise={data} />
    </>
  );
}
