import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { stepHqApproval } from '@yinqi/contracts/engagement-commands';
import type { EngagementDetail } from '@yinqi/contracts/engagements';
import { usePermission } from '../../app/session.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { faultAt } from '../../lib/problem.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { DateField } from '../../ui/date-field.js';
import { showToast } from '../../ui/toast-store.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import { daysLater, todayText } from './days.js';
import styles from './dealings.module.css';
import { isDay } from './form-faults.js';
import { dealingMessages } from './messages.js';
import { forgetDealings } from './use-dealings.js';
import { nameIn } from './words.js';

type Step = 'await' | 'approved' | 'refused';
type Props = { readonly detail: EngagementDetail };

const USUAL_DAYS = 14;

/** 总部审批: said by the enterprise, with its own date; the bank's clock stands until the head office has decided. */
export function HqApproval({ detail }: Props) {
  const t = useMessages(dealingMessages);
  const mayAct = usePermission('engagements.request');
  const [isOpen, setOpen] = useState(false);
  const { hqExpectedOn } = detail;
  if (hqExpectedOn === null && !mayAct) return null;
  return (
    <div className={hqExpectedOn === null && !isOpen ? undefined : styles.asked}>
      {hqExpectedOn !== null && (
        <>
          <strong>{t('hq.awaited', { date: hqExpectedOn })}</strong>
          <p className={styles.quiet}>{t('hq.paused')}</p>
        </>
      )}
      {mayAct &&
        (isOpen ? (
          <HqForm detail={detail} onClose={() => setOpen(false)} />
        ) : (
          <Button onPress={() => setOpen(true)}>{t(hqExpectedOn === null ? 'hq.begin' : 'hq.end')}</Button>
        ))}
    </div>
  );
}

function HqForm({ detail, onClose }: Props & { readonly onClose: () => void }) {
  const t = useMessages(dealingMessages);
  const { language } = useLanguage();
  const client = useQueryClient();
  const wording = useErrorWording();
  const isAwaited = detail.hqExpectedOn !== null;
  const [day, setDay] = useState(isAwaited ? todayText() : daysLater(todayText(), USUAL_DAYS));
  const [isChecked, setChecked] = useState(false);
  const send = useCommand(stepHqApproval, {
    onSuccess: () => {
      void forgetDealings(client);
      showToast({ message: t('hq.done', { bank: nameIn(language, detail.bank) }) });
      onClose();
    },
  });
  const submit = (step: Step) => {
    setChecked(true);
    if (!isDay(day)) return;
    const body = step === 'await' ? { step, expectedOn: day } : { step, decidedOn: day };
    send.send({ params: { id: detail.id }, version: detail.version, body });
  };
  const fault = faultAt(send.error, '/body/expectedOn') ?? faultAt(send.error, '/body/decidedOn');
  const error =
    isChecked && !isDay(day)
      ? t('hq.day')
      : fault !== undefined
        ? t(fault.code === 'in_the_past' ? 'hq.past' : 'hq.future')
        : send.error === null
          ? undefined
          : wording(send.error);
  return (
    <>
      <DateField
        label={t(isAwaited ? 'hq.decidedOn' : 'hq.expectedOn')}
        value={day}
        onChange={setDay}
        error={error}
      />
      <div className={styles.acts}>
        {isAwaited ? (
          <>
            <Button
              variant="primary"
              size="touch"
              isPending={send.isPending}
              onPress={() => submit('approved')}
            >
              {t('hq.approved')}
            </Button>
            <Button size="touch" onPress={() => submit('refused')}>
              {t('hq.refused')}
            </Button>
          </>
        ) : (
          <Button variant="primary" size="touch" isPending={send.isPending} onPress={() => submit('await')}>
            {t('hq.send')}
          </Button>
        )}
        <Button size="touch" onPress={onClose}>
          {t('hq.cancel')}
        </Button>
      </div>
    </>
  );
}
