import { useRef, useState, type RefObject } from 'react';
import { sendOffer } from '@yinqi/contracts/engagement-money';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import styles from './case.module.css';
import { caseMessages } from './messages.js';
import { useRecorded } from './money-form.js';
import { todayText } from './days.js';
import { draftOf, termsOf } from './offer-draft.js';
import { OfferChecks } from './offer-checks.js';
import { OfferFields } from './offer-fields.js';
import { OfferPreview } from './offer-preview.js';
import { isRuledOut, useOfferCheck } from './use-offer-check.js';
import { faultsOf, useProductBounds } from './use-product-hints.js';
import { useRefusalWording } from './use-refusal-wording.js';
import { caseName, currencyOf } from './words.js';

type Props = { readonly detail: EngagementDetail; readonly onClose: () => void };

/** Once the faults are drawn. */
const focusFirstFault = (fields: RefObject<HTMLElement | null>) =>
  requestAnimationFrame(() => fields.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus());

/** 报价: written beside what the enterprise will see, checked, then sent. */
export function OfferDialog({ detail, onClose }: Props) {
  const t = useMessages(caseMessages);
  const wording = useRefusalWording();
  const [draft, setDraft] = useState(() => draftOf(detail, todayText()));
  const [stage, setStage] = useState<'write' | 'wrong' | 'check'>('write');
  const send = useCommand(sendOffer, {
    ...useRecorded(t('done.offer'), onClose),
    onError: () => setStage('wrong'),
  });
  const fields = useRef<HTMLDivElement>(null);
  const bounds = useProductBounds(detail);
  const written = termsOf(draft);
  // What passes the product is said beside its field and not sent.
  const terms = written !== undefined && faultsOf(written, bounds).length === 0 ? written : undefined;
  const asked = useOfferCheck(detail, draft);
  const isRefused = asked.data !== undefined && isRuledOut(asked.data);
  const name = caseName(detail);
  const version = (detail.offers.at(-1)?.version ?? 0) + 1;
  const check = () => {
    const isFit = terms !== undefined && !isRefused;
    setStage(isFit ? 'check' : 'wrong');
    if (!isFit) focusFirstFault(fields);
  };
  const isChecking = stage === 'check' && terms !== undefined && !isRefused;
  const told = (
    <div className={styles.form}>
      <OfferPreview draft={draft} detail={detail} />
      <OfferChecks check={asked.data} isFailed={asked.isError} currency={currencyOf(detail)} />
    </div>
  );
  return (
    <Dialog
      isOpen
      size="wide"
      title={version === 1 ? t('offer.title', { name }) : t('offer.reviseTitle', { name, version })}
      onClose={onClose}
      actions={
        <Actions
          isChecking={isChecking}
          isPending={send.isPending}
          onCheck={check}
          onEdit={() => setStage('write')}
          onSend={() =>
            terms && send.send({ params: { id: detail.id }, version: detail.version, body: terms })
          }
          onClose={onClose}
        />
      }
    >
      {isChecking ? (
        told
      ) : (
        <div className={styles.split} ref={fields}>
          <OfferFields
            detail={detail}
            draft={draft}
            onChange={setDraft}
            isChecked={stage === 'wrong'}
            error={send.error}
          />
          <div>{told}</div>
        </div>
      )}
      {send.error !== null && (
        <p role="alert" className={styles.error}>
          {wording(send.error)}
        </p>
      )}
    </Dialog>
  );
}

type ActionProps = {
  readonly isChecking: boolean;
  readonly isPending: boolean;
  readonly onCheck: () => void;
  readonly onEdit: () => void;
  readonly onSend: () => void;
  readonly onClose: () => void;
};

function Actions({ isChecking, isPending, onCheck, onEdit, onSend, onClose }: ActionProps) {
  const t = useMessages(caseMessages);
  return isChecking ? (
    <>
      <Button variant="primary" isPending={isPending} onPress={onSend}>
        {t('offer.send')}
      </Button>
      <Button onPress={onEdit}>{t('offer.edit')}</Button>
    </>
  ) : (
    <>
      <Button variant="primary" onPress={onCheck}>
        {t('offer.check')}
      </Button>
      <Button onPress={onClose}>{t('form.cancel')}</Button>
    </>
  );
}
