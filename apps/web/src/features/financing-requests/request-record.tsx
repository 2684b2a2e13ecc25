import { useState, type ReactNode } from 'react';
import {
  closeFinancingRequest,
  withdrawFinancingRequest,
  type RequestDetail,
} from '@yinqi/contracts/financing-requests';
import { dateTimeText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Button, ButtonLink } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { ErrorState } from '../../ui/error-state.js';
import { Link } from '../../ui/link.js';
import { NextStep } from '../../ui/next-step.js';
import { PageHeader } from '../../ui/page-header.js';
import { Skeleton } from '../../ui/skeleton.js';
import { TextField } from '../../ui/text-field.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import { financingRequestMessages } from './messages.js';
import { NextMove } from './next-move.js';
import { RequestContentSection, sourceText } from './request-content.js';
import { RequestTimeline } from './request-timeline.js';
import { ReturnedItems } from './returned-items.js';
import styles from './requests.module.css';
import { useDecided } from './use-decided.js';
import { useRequest } from './use-requests.js';
import { nextSentence } from '../../lib/next-sentence.js';
import { requestTitle } from './words.js';

type Props = {
  readonly requestId: string;
  /** What other capabilities show beside the timeline: offers, matches, consents. */
  readonly children?: (request: RequestDetail) => ReactNode;
  /** Below both columns, over the whole width. */
  readonly below?: (request: RequestDetail) => ReactNode;
};

/** One request as its owner follows it: the next step first, then history and what banks said. */
export function RequestRecord({ requestId, children, below }: Props) {
  const t = useMessages(financingRequestMessages);
  const { language } = useLanguage();
  const { data: request, error, refetch } = useRequest(requestId);
  if (request === undefined) {
    return error === null ? (
      <Skeleton />
    ) : (
      <ErrorState error={error} title={t('request.failed')} onRetry={() => void refetch()} />
    );
  }
  return (
    <>
      <PageHeader
        back={<Link to="/requests">{t('request.back')}</Link>}
        title={requestTitle(request, t, language)}
        meta={[
          request.number,
          request.submittedAt === null
            ? t('request.savedAt', { at: dateTimeText(request.updatedAt) })
            : t('request.submittedAt', { at: dateTimeText(request.submittedAt) }),
          sourceText(request, t),
        ].join(' · ')}
      />
      <NextStep action={<NextMove request={request} />}>{nextSentence(request.nextStep, language)}</NextStep>
      {request.status === 'returned' && <ReturnedItems items={request.returnItems} />}
      <div className={`${styles.columns} ${styles.dealingsFirst}`}>
        <div>
          <RequestTimeline request={request} />
          <RequestContentSection request={request} />
          <OwnerActions request={request} />
        </div>
        <div>{children?.(request)}</div>
      </div>
      {below?.(request)}
    </>
  );
}

function OwnerActions({ request }: { readonly request: RequestDetail }) {
  const t = useMessages(financingRequestMessages);
  const [asked, setAsked] = useState<'withdraw' | 'close'>();
  const isRevisable = request.editable && request.status !== 'draft' && request.status !== 'returned';
  const mayWithdraw = request.allowedActions.includes('withdraw');
  const mayClose = request.allowedActions.includes('close');
  return (
    <div className={`${styles.actions} ${styles.group}`}>
      {isRevisable && (
        <ButtonLink
          size="touch"
          to="/requests/$requestId/edit"
          params={{ requestId: request.id }}
          search={{ step: 'need' }}
        >
          {t('request.edit')}
        </ButtonLink>
      )}
      {mayWithdraw && (
        <Button size="touch" onPress={() => setAsked('withdraw')}>
          {t('request.withdraw')}
        </Button>
      )}
      {mayClose && (
        <Button size="touch" onPress={() => setAsked('close')}>
          {t('request.close')}
        </Button>
      )}
      {asked !== undefined && <EndDialog request={request} how={asked} onClose={() => setAsked(undefined)} />}
    </div>
  );
}

const END_ROUTES = { withdraw: withdrawFinancingRequest, close: closeFinancingRequest } as const;

type EndProps = {
  readonly request: RequestDetail;
  readonly how: keyof typeof END_ROUTES;
  readonly onClose: () => void;
};

function EndDialog({ request, how, onClose }: EndProps) {
  const t = useMessages(financingRequestMessages);
  const wording = useErrorWording();
  const decided = useDecided();
  const [reason, setReason] = useState('');
  const end = useCommand(END_ROUTES[how], {
    onSuccess: (ended) => {
      decided(ended, t(`request.${how}Done`));
      onClose();
    },
  });
  const send = () =>
    end.send({
      params: { id: request.id },
      version: request.version,
      body: reason.trim() === '' ? {} : { reason },
    });
  return (
    <Dialog
      isOpen
      title={t(`request.${how}Title`)}
      onClose={onClose}
      actions={
        <>
          <Button variant="danger" size="touch" isPending={end.isPending} onPress={send}>
            {t(`request.${how}`)}
          </Button>
          <Button size="touch" onPress={onClose}>
            {t(how === 'withdraw' ? 'request.keep' : 'review.cancel')}
          </Button>
        </>
      }
    >
      <div className={styles.dialog}>
        <p>{t(`request.${how}Text`)}</p>
        <TextField
          label={t('request.withdrawReason')}
          isOptional
          width="full"
          maxLength={200}
          value={reason}
          onChange={setReason}
        />
        {end.error !== null && (
          <p role="alert" className={styles.error}>
            {wording(end.error)}
          </p>
        )}
      </div>
    </Dialog>
  );
}
