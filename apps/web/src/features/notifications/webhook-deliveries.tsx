import { useQuery, useQueryClient } from '@tanstack/react-query';
import { listWebhookDeliveries, resendWebhook, type WebhookDelivery } from '@yinqi/contracts/webhooks';
import { countText, dateTimeText } from '../../lib/format.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { reading } from '../../lib/query.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { Table } from '../../ui/table.js';
import { Tag, type Pigment } from '../../ui/tag.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import { notificationMessages } from './messages.js';
import styles from './notifications.module.css';

const SHOWN = 20;
const PIGMENT = {
  waiting: 'azurite',
  delivered: 'malachite',
  dead: 'cinnabar',
} as const satisfies Record<WebhookDelivery['state'], Pigment>;

type Props = { readonly endpointId: string; readonly url: string };

/** The latest messages to one endpoint, and what became of them; one that was given up is sent again by hand. */
export function WebhookDeliveries({ endpointId, url }: Props) {
  const t = useMessages(notificationMessages);
  const wording = useErrorWording();
  const client = useQueryClient();
  const { data } = useQuery(
    reading(listWebhookDeliveries, { params: { id: endpointId }, query: { limit: SHOWN } }),
  );
  const resend = useCommand(resendWebhook, {
    onSuccess: () => client.invalidateQueries({ queryKey: [listWebhookDeliveries.id] }),
  });
  if (data === undefined || data.items.length === 0) return null;
  return (
    <>
      {resend.error !== null && (
        <p role="alert" className={styles.error}>
          {wording(resend.error)}
        </p>
      )}
      <Table
        label={t('webhooks.deliveries', { url })}
        rows={data.items}
        getRowId={({ id }) => id}
        columns={[
          {
            id: 'at',
            header: t('webhooks.at'),
            isRowHeader: true,
            cell: ({ createdAt }) => dateTimeText(createdAt),
          },
          { id: 'type', header: t('webhooks.type'), cell: ({ type }) => <code>{type}</code> },
          {
            id: 'state',
            header: t('webhooks.became'),
            cell: ({ state }) => <Tag pigment={PIGMENT[state]}>{t(`webhooks.delivery.${state}`)}</Tag>,
          },
          {
            id: 'tries',
            header: t('webhooks.tries'),
            align: 'end',
            cell: ({ attempts }) => countText(attempts),
          },
          { id: 'result', header: t('webhooks.result'), cell: ({ lastResult }) => lastResult ?? '—' },
          {
            id: 'again',
            header: t('webhooks.again'),
            cell: ({ id, state }) =>
              state === 'dead' && (
                <Button
                  variant="quiet"
                  isPending={resend.isPending}
                  onPress={() => resend.send({ params: { id } })}
                >
                  {t('webhooks.resend')}
                </Button>
              ),
          },
        ]}
      />
    </>
  );
}
