import { useState } from 'react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  addWebhook,
  listWebhookDeliveries,
  listWebhooks,
  MOST_WEBHOOKS,
  removeWebhook,
  renewWebhookSecret,
  setWebhookState,
  testWebhook,
  type WebhookEndpoint,
} from '@yinqi/contracts/webhooks';
import { dateTimeText } from '../../lib/format.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { reading } from '../../lib/query.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { ErrorState } from '../../ui/error-state.js';
import { Skeleton } from '../../ui/skeleton.js';
import { Tag } from '../../ui/tag.js';
import { TextField } from '../../ui/text-field.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import { notificationMessages } from './messages.js';
import styles from './notifications.module.css';
import { WebhookDeliveries } from './webhook-deliveries.js';

const webhooksQuery = reading(listWebhooks, {});

/** Where an organisation's own systems are told: for whoever answers for a bank, and at bureaus and holders. */
export function WebhooksSection() {
  const t = useMessages(notificationMessages);
  const { data, error, refetch } = useQuery(webhooksQuery);
  return (
    <section className={styles.systems}>
      <h2>{t('webhooks.title')}</h2>
      <p className={styles.earlier}>{t('webhooks.intro')}</p>
      {data === undefined && error === null && <Skeleton />}
      {data === undefined && error !== null && (
        <ErrorState error={error} title={t('webhooks.failed')} onRetry={() => void refetch()} />
      )}
      {data?.hosts.length === 0 && <p>{t('webhooks.off')}</p>}
      {data?.items.map((endpoint) => (
        <Endpoint key={endpoint.id} endpoint={endpoint} />
      ))}
      {data !== undefined && data.hosts.length > 0 && data.items.length < MOST_WEBHOOKS && (
        <AddEndpoint hosts={data.hosts} />
      )}
    </section>
  );
}

/** What the server keeps is what the page shows. */
function useForget(): () => Promise<void> {
  const client = useQueryClient();
  return async () => {
    await client.invalidateQueries({ queryKey: [listWebhooks.id] });
    await client.invalidateQueries({ queryKey: [listWebhookDeliveries.id] });
  };
}

function AddEndpoint({ hosts }: { readonly hosts: readonly string[] }) {
  const t = useMessages(notificationMessages);
  const wording = useErrorWording();
  const forget = useForget();
  const [url, setUrl] = useState('');
  const add = useCommand(addWebhook, {
    onSuccess: async () => {
      setUrl('');
      await forget();
    },
  });
  return (
    <form
      className={styles.line}
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        add.send({ body: { url: url.trim() } });
      }}
    >
      <TextField
        label={t('webhooks.url')}
        hint={t('webhooks.urlHint', { hosts: hosts.join(', ') })}
        type="text"
        maxLength={500}
        spellCheck={false}
        value={url}
        onChange={setUrl}
        {...(add.error !== null && { error: wording(add.error) })}
      />
      <Button type="submit" isPending={add.isPending} isDisabled={url.trim().length < 10}>
        {t('webhooks.add')}
      </Button>
    </form>
  );
}

function Endpoint({ endpoint }: { readonly endpoint: WebhookEndpoint }) {
  const t = useMessages(notificationMessages);
  const { id, url, state, hasSecret, previousUntil } = endpoint;
  return (
    <article className={styles.mail} aria-label={url}>
      <p className={styles.line}>
        <strong>{url}</strong>
        <Tag pigment={state === 'active' ? 'malachite' : 'plain'}>{t(`webhooks.state.${state}`)}</Tag>
      </p>
      {!hasSecret && <p>{t('webhooks.noSecret')}</p>}
      {previousUntil !== null && (
        <p className={styles.earlier}>{t('webhooks.changeOver', { at: dateTimeText(previousUntil) })}</p>
      )}
      <Acts endpoint={endpoint} />
      {hasSecret && <WebhookDeliveries endpointId={id} url={url} />}
    </article>
  );
}

function Acts({ endpoint: { id, url, state, hasSecret } }: { readonly endpoint: WebhookEndpoint }) {
  const t = useMessages(notificationMessages);
  const wording = useErrorWording();
  const forget = useForget();
  const params = { id };
  const [secret, setSecret] = useState<string>();
  const [isRemoving, setRemoving] = useState(false);
  const renew = useCommand(renewWebhookSecret, {
    onSuccess: async (made) => {
      setSecret(made.secret);
      await forget();
    },
  });
  const turn = useCommand(setWebhookState, { onSuccess: forget });
  const test = useCommand(testWebhook, { onSuccess: forget });
  const remove = useCommand(removeWebhook, { onSuccess: forget });
  const failed = renew.error ?? turn.error ?? test.error ?? remove.error;
  return (
    <>
      <div className={styles.line}>
        <Button isPending={renew.isPending} onPress={() => renew.send({ params })}>
          {t(hasSecret ? 'webhooks.renew' : 'webhooks.makeSecret')}
        </Button>
        {hasSecret && (
          <>
            <Button isPending={test.isPending} onPress={() => test.send({ params })}>
              {t('webhooks.test')}
            </Button>
            <Button
              variant="quiet"
              isPending={turn.isPending}
              onPress={() => turn.send({ params, body: { state: state === 'active' ? 'paused' : 'active' } })}
            >
              {t(state === 'active' ? 'webhooks.pause' : 'webhooks.resume')}
            </Button>
          </>
        )}
        <Button variant="quiet" onPress={() => setRemoving(true)}>
          {t('webhooks.remove')}
        </Button>
      </div>
      {failed !== null && (
        <p role="alert" className={styles.error}>
          {wording(failed)}
        </p>
      )}
      <Dialog
        title={t('webhooks.secret')}
        isOpen={secret !== undefined}
        isDismissable={false}
        onClose={() => setSecret(undefined)}
        actions={<Button onPress={() => setSecret(undefined)}>{t('webhooks.kept')}</Button>}
      >
        <p>{t('webhooks.secretOnce')}</p>
        <p>
          <code>{secret}</code>
        </p>
      </Dialog>
      {isRemoving && (
        <RemoveDialog
          url={url}
          isPending={remove.isPending}
          onRemove={() => remove.send({ params })}
          onClose={() => setRemoving(false)}
        />
      )}
    </>
  );
}

type RemoveProps = {
  readonly url: string;
  readonly isPending: boolean;
  readonly onRemove: () => void;
  readonly onClose: () => void;
};

function RemoveDialog({ url, isPending, onRemove, onClose }: RemoveProps) {
  const t = useMessages(notificationMessages);
  return (
    <Dialog
      title={t('webhooks.remove')}
      isOpen
      onClose={onClose}
      actions={
        <>
          <Button isPending={isPending} onPress={onRemove}>
            {t('webhooks.remove')}
          </Button>
          <Button variant="quiet" onPress={onClose}>
            {t('webhooks.cancel')}
          </Button>
        </>
      }
    >
      <p>{t('webhooks.removeText', { url })}</p>
    </Dialog>
  );
}
