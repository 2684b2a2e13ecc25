import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import type { RequestDetail } from '@yinqi/contracts/financing-requests';
import { verifyFinancingRequest } from '@yinqi/contracts/request-decisions';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { focusHeading } from '../../lib/heading-focus.js';
import { useCommand } from '../../lib/use-command.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { showToast } from '../../ui/toast-store.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import { financingRequestMessages } from './messages.js';
import { DuplicateDialog, RejectDialog } from './refuse-dialogs.js';
import { ReturnDialog } from './return-dialog.js';
import styles from './requests.module.css';
import { useDecided } from './use-decided.js';
import { requestQuery } from './use-requests.js';

/** What the bureau can do now, as the domain's table says; conflicts name who was first. */
export function ReviewActions({ request }: { readonly request: RequestDetail }) {
  const t = useMessages(financingRequestMessages);
  const wording = useErrorWording();
  const client = useQueryClient();
  const [asked, setAsked] = useState<'return' | 'reject' | 'duplicate'>();
  const close = () => setAsked(undefined);
  const decided = useDecided();
  const verify = useCommand(verifyFinancingRequest, {
    onSuccess: (verified) => {
      decided(verified, t(verified.willingToShare ? 'review.verified' : 'review.verifiedPrivate'));
      focusHeading();
    },
    onError: (error) => {
      showToast({ message: wording(error), tone: 'failed' });
      // Somebody else may have decided: the page shows what holds now.
      void client.invalidateQueries({ queryKey: requestQuery(request.id).queryKey });
    },
  });
  const may = (action: RequestDetail['allowedActions'][number]) => request.allowedActions.includes(action);
  return (
    <div className={styles.actions}>
      {may('verify') && (
        <Button
          variant="primary"
          isPending={verify.isPending}
          isDisabled={request.purpose === null}
          onPress={() => verify.send({ params: { id: request.id }, version: request.version })}
        >
          {t('review.verify')}
        </Button>
      )}
      {may('return') && <Button onPress={() => setAsked('return')}>{t('review.return')}</Button>}
      {may('mark_duplicate') && (
        <Button variant="quiet" onPress={() => setAsked('duplicate')}>
          {t('review.duplicate')}
        </Button>
      )}
      {may('reject') && (
        <Button variant="quiet" onPress={() => setAsked('reject')}>
          {t('review.reject')}
        </Button>
      )}
      {request.editable && (
        <ButtonLink
          variant="quiet"
          to="/requests/$requestId/edit"
          params={{ requestId: request.id }}
          search={{ step: 'need' }}
        >
          {t('request.edit')}
        </ButtonLink>
      )}
      {asked === 'return' && <ReturnDialog request={request} onClose={close} />}
      {asked === 'reject' && <RejectDialog request={request} onClose={close} />}
      {asked === 'duplicate' && <DuplicateDialog request={request} onClose={close} />}
    </div>
  );
}
