import { useQueryClient } from '@tanstack/react-query';
import { cancelRest } from '@yinqi/contracts/engagement-money';
import { amountText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { showToast } from '../../ui/toast-store.js';
import { caseMessages } from './messages.js';
import { FormFrame, targetOf, type FormProps } from './money-form.js';
import { forgetDealings } from './use-dealings.js';
import { keepCase } from './use-queue.js';

/** 取消余额: said by the bank's officer or the enterprise's signatory; what was paid out stays as it is. */
export function CancelRestDialog({ detail, onClose }: FormProps) {
  const t = useMessages(caseMessages);
  const { language } = useLanguage();
  const client = useQueryClient();
  const cancel = useCommand(cancelRest, {
    onSuccess: (answered) => {
      keepCase(client, answered);
      void forgetDealings(client);
      showToast({ message: t('done.cancelRest') });
      onClose();
    },
  });
  const restFen = BigInt(detail.approvedFen ?? '0') - BigInt(detail.disbursedFen);
  const currency = detail.credit?.currency ?? 'CNY';
  return (
    <FormFrame
      title={t('cancelRest.title')}
      text={t('cancelRest.text', { rest: amountText(String(restFen), language, currency) })}
      submit={t('act.cancelRest')}
      isPending={cancel.isPending}
      error={cancel.error}
      isDanger
      onClose={onClose}
      onSubmit={() => cancel.send({ ...targetOf(detail), body: {} })}
    />
  );
}
