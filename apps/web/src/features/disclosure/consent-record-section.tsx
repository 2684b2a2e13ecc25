import { useState } from 'react';
import type { ConsentItem } from '@yinqi/contracts/disclosure';
import { usePermission } from '../../app/session.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Button } from '../../ui/button.js';
import { ErrorState } from '../../ui/error-state.js';
import { Section } from '../../ui/panel.js';
import { ConsentRow } from './consent-row.js';
import styles from './disclosure.module.css';
import { disclosureMessages } from './messages.js';
import { RecordDialog } from './record-dialog.js';
import { RevocationDialog } from './revocation-dialog.js';
import { useConsents } from './use-consents.js';

type Props = { readonly requestId: string; readonly enterpriseId: string };

/** The consents of one request, and the way to record one from a signed paper. */
export function ConsentRecordSection({ requestId, enterpriseId }: Props) {
  const t = useMessages(disclosureMessages);
  const mayRecord = usePermission('consents.record');
  const [isOpen, setOpen] = useState(false);
  const [revoked, setRevoked] = useState<ConsentItem>();
  const { data, error, refetch } = useConsents(requestId);
  return (
    <Section title={t('record.title')}>
      {data === undefined && error !== null && (
        <ErrorState error={error} title={t('consents.failed')} onRetry={() => void refetch()} />
      )}
      {data?.total === 0 && <p className={styles.meta}>{t('record.none')}</p>}
      {data !== undefined && data.items.length > 0 && (
        <ul className={styles.rows}>
          {data.items.map((consent) => (
            <ConsentRow
              key={consent.id}
              consent={consent}
              action={
                mayRecord &&
                consent.state === 'live' && (
                  <Button onPress={() => setRevoked(consent)}>{t('revoke.open')}</Button>
                )
              }
            />
          ))}
        </ul>
      )}
      {mayRecord && (
        <p className={styles.group}>
          <Button onPress={() => setOpen(true)}>{t('record.add')}</Button>
        </p>
      )}
      {isOpen && (
        <RecordDialog requestId={requestId} enterpriseId={enterpriseId} onClose={() => setOpen(false)} />
      )}
      {revoked !== undefined && <RevocationDialog consent={revoked} onClose={() => setRevoked(undefined)} />}
    </Section>
  );
}
