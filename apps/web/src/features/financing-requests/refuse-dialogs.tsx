import { useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { listFinancingRequests, type RequestDetail } from '@yinqi/contracts/financing-requests';
import { markDuplicateRequest, rejectFinancingRequest } from '@yinqi/contracts/request-decisions';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { reading } from '../../lib/query.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { RadioGroup } from '../../ui/choice-groups.js';
import { Dialog } from '../../ui/dialog.js';
import { TextArea } from '../../ui/text-field.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import { financingRequestMessages } from './messages.js';
import styles from './requests.module.css';
import { useDecided } from './use-decided.js';
import { requestTitle, stateName } from './words.js';

type Props = { readonly request: RequestDetail; readonly onClose: () => void };

function Refusal({ error }: { readonly error: Error | null }) {
  const wording = useErrorWording();
  return error === null ? null : (
    <p role="alert" className={styles.error}>
      {wording(error)}
    </p>
  );
}

export function RejectDialog({ request, onClose }: Props) {
  const t = useMessages(financingRequestMessages);
  const decided = useDecided();
  const [reason, setReason] = useState('');
  const [wasTried, setTried] = useState(false);
  const isOpen = reason.trim() === '';
  const reject = useCommand(rejectFinancingRequest, {
    onSuccess: (rejected) => {
      decided(rejected, t('review.rejectDone'));
      onClose();
    },
  });
  const onReject = () => {
    setTried(true);
    if (isOpen) return;
    reject.send({ params: { id: request.id }, version: request.version, body: { reason } });
  };
  return (
    <Dialog
      isOpen
      title={t('review.rejectTitle')}
      onClose={onClose}
      actions={
        <>
          <Button variant="danger" isPending={reject.isPending} onPress={onReject}>
            {t('review.reject')}
          </Button>
          <Button onPress={onClose}>{t('review.cancel')}</Button>
        </>
      }
    >
      <div className={styles.dialog}>
        <TextArea
          label={t('review.rejectReason')}
          maxLength={200}
          rows={3}
          error={wasTried && isOpen ? t('review.rejectMissing') : undefined}
          value={reason}
          onChange={setReason}
        />
        <Refusal error={reject.error} />
      </div>
    </Dialog>
  );
}

export function DuplicateDialog({ request, onClose }: Props) {
  const t = useMessages(financingRequestMessages);
  const { language } = useLanguage();
  const decided = useDecided();
  const [original, setOriginal] = useState('');
  const { data } = useQuery(
    reading(listFinancingRequests, { query: { enterpriseId: request.enterprise.id, limit: 50 } }),
  );
  const others = data?.items.filter((item) => item.id !== request.id) ?? [];
  const mark = useCommand(markDuplicateRequest, {
    onSuccess: (marked) => {
      decided(marked, t('review.duplicateDone'));
      onClose();
    },
  });
  return (
    <Dialog
      isOpen
      title={t('review.duplicateTitle')}
      onClose={onClose}
      actions={
        <>
          <Button
            variant="primary"
            isPending={mark.isPending}
            isDisabled={original === ''}
            onPress={() =>
              mark.send({
                params: { id: request.id },
                version: request.version,
                body: { duplicateOf: original },
              })
            }
          >
            {t('review.duplicate')}
          </Button>
          <Button onPress={onClose}>{t('review.cancel')}</Button>
        </>
      }
    >
      <div className={styles.dialog}>
        {data !== undefined && others.length === 0 && <p>{t('review.duplicateNone')}</p>}
        {others.length > 0 && (
          <RadioGroup
            label={t('review.duplicateOf')}
            options={others.map((item) => ({
              value: item.id,
              label: requestTitle(item, t, language),
              hint: `${item.number} · ${stateName(item.status, language)}`,
            }))}
            value={original}
            onChange={setOriginal}
          />
        )}
        <Refusal error={mark.error} />
      </div>
    </Dialog>
  );
}
