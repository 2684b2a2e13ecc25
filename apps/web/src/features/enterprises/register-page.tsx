import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { listEnterprises, registerEnterprise } from '@yinqi/contracts/enterprises';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Link } from '../../ui/link.js';
import { PageHeader } from '../../ui/page-header.js';
import { showToast } from '../../ui/toast-store.js';
import { EnterpriseForm } from './enterprise-form.js';
import { enterpriseMessages } from './messages.js';

/** Takes an enterprise into the bureau's register by hand. */
export function RegisterPage() {
  const t = useMessages(enterpriseMessages);
  const client = useQueryClient();
  const navigate = useNavigate();
  const register = useCommand(registerEnterprise, {
    onSuccess: async ({ id }) => {
      await client.invalidateQueries({ queryKey: [listEnterprises.id] });
      showToast({ message: t('form.created') });
      await navigate({ to: '/enterprises/$enterpriseId', params: { enterpriseId: id } });
    },
  });
  return (
    <>
      <PageHeader title={t('form.register')} back={<Link to="/enterprises">{t('file.back')}</Link>} />
      <EnterpriseForm
        submitLabel={t('form.create')}
        isPending={register.isPending}
        error={register.error}
        onSubmit={(body) => register.send({ body })}
        onCancel={() => void navigate({ to: '/enterprises' })}
      />
    </>
  );
}
