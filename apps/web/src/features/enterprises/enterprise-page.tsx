import { useParams } from '@tanstack/react-router';
import { usePermission } from '../../app/session.js';
import { dateText } from '../../lib/format.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { ButtonLink } from '../../ui/button.js';
import { ErrorState } from '../../ui/error-state.js';
import { Link } from '../../ui/link.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import { EnterpriseFile } from './enterprise-file.js';
import { enterpriseMessages } from './messages.js';
import { useEnterprise } from './use-enterprises.js';

/** One enterprise as the bureau keeps it. */
export function EnterprisePage() {
  const t = useMessages(enterpriseMessages);
  const { enterpriseId } = useParams({ from: '/signed-in/enterprises/$enterpriseId' });
  const mayEdit = usePermission('enterprises.register');
  const mayFile = usePermission('requests.edit');
  const { data, error, refetch } = useEnterprise(enterpriseId);
  const back = <Link to="/enterprises">{t('file.back')}</Link>;
  if (data === undefined) {
    return error === null ? (
      <Skeleton rows={10} />
    ) : (
      <ErrorState error={error} title={t('file.failed')} onRetry={() => void refetch()}>
        {back}
      </ErrorState>
    );
  }
  return (
    <>
      <PageHeader
        title={data.name}
        back={back}
        meta={t('file.meta', { uscc: data.uscc, unit: data.unit.name, at: dateText(data.updatedAt) })}
        actions={
          <>
            <ButtonLink to="/requests" search={{ q: data.uscc }}>
              {t('file.requests')}
            </ButtonLink>
            {mayFile && (
              <ButtonLink to="/requests/new" search={{ enterpriseId: data.id }}>
                {t('file.newRequest')}
              </ButtonLink>
            )}
            {mayEdit && (
              <ButtonLink
                to="/enterprises/$enterpriseId/edit"
                params={{ enterpriseId: data.id }}
                variant="primary"
              >
                {t('file.edit')}
              </ButtonLink>
            )}
          </>
        }
      />
      <EnterpriseFile enterprise={data} />
    </>
  );
}
