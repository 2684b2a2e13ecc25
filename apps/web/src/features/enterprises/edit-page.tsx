import { useQueryClient } from '@tanstack/react-query';
import { useNavigate, useParams } from '@tanstack/react-router';
import {
  editEnterprise,
  getEnterprise,
  listEnterprises,
  type Enterprise,
} from '@yinqi/contracts/enterprises';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { reading } from '../../lib/query.js';
import { useCommand } from '../../lib/use-command.js';
import { ErrorState } from '../../ui/error-state.js';
import { Link } from '../../ui/link.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import { showToast } from '../../ui/toast-store.js';
import { EnterpriseForm } from './enterprise-form.js';
import { enterpriseMessages } from './messages.js';
import { useEnterprise } from './use-enterprises.js';

/** Corrects the registration, and records what the bureau has verified. */
export function EditPage() {
  const t = useMessages(enterpriseMessages);
  const { enterpriseId } = useParams({ from: '/signed-in/enterprises/$enterpriseId/edit' });
  const { data, error, refetch } = useEnterprise(enterpriseId);
  if (data !== undefined) return <Editor enterprise={data} />;
  return error === null ? (
    <Skeleton rows={10} />
  ) : (
    <ErrorState error={error} title={t('file.failed')} onRetry={() => void refetch()} />
  );
}

function Editor({ enterprise }: { readonly enterprise: Enterprise }) {
  const t = useMessages(enterpriseMessages);
  const client = useQueryClient();
  const navigate = useNavigate();
  const params = { enterpriseId: enterprise.id };
  const open = () => navigate({ to: '/enterprises/$enterpriseId', params });
  const edit = useCommand(editEnterprise, {
    onSuccess: async (saved) => {
      client.setQueryData(reading(getEnterprise, { params: { id: saved.id } }).queryKey, saved);
      await client.invalidateQueries({ queryKey: [listEnterprises.id] });
      showToast({ message: t('form.saved') });
      await open();
    },
  });
  return (
    <>
      <PageHeader
        title={t('form.edit')}
        context={enterprise.name}
        meta={enterprise.uscc}
        back={
          <Link to="/enterprises/$enterpriseId" params={params}>
            {enterprise.name}
          </Link>
        }
      />
      <EnterpriseForm
        enterprise={enterprise}
        submitLabel={t('form.save')}
        isPending={edit.isPending}
        error={edit.error}
        onSubmit={({ name, regionCode, industryCode, facts }) =>
          edit.send({
            params: { id: enterprise.id },
            body: { name, regionCode, industryCode, facts },
            version: enterprise.version,
          })
        }
        onCancel={() => void open()}
      />
    </>
  );
}
