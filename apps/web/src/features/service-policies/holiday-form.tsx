import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { listServicePolicies, loadHolidayYear } from '@yinqi/contracts/service-policies';
import { holidayYearFaults } from '@yinqi/domain/calendar';
import type { Translate } from '../../lib/i18n/messages.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { ErrorState } from '../../ui/error-state.js';
import { TextArea, TextField } from '../../ui/text-field.js';
import { showToast } from '../../ui/toast-store.js';
import { daysOf } from './holiday-days.js';
import { servicePolicyMessages } from './messages.js';
import type { messages } from './messages.zh.js';

type Props = { readonly year: number; readonly onClose: () => void };
type Fault = { readonly field: 'off' | 'worked'; readonly text: string };

/** One year as the State Council published it; what does not add up is said before it is sent. */
export function HolidayForm({ year, onClose }: Props) {
  const t = useMessages(servicePolicyMessages);
  const [off, setOff] = useState('');
  const [worked, setWorked] = useState('');
  const [document, setDocument] = useState('');
  const [isTried, setTried] = useState(false);
  const load = useLoad({ year, onClose });
  const offDays = daysOf(off);
  const workedDays = daysOf(worked);
  const faults = faultsIn(year, offDays, workedDays, t);
  const send = () => {
    setTried(true);
    if (faults.length > 0 || document.trim() === '' || !('days' in offDays) || !('days' in workedDays))
      return;
    load.send({
      body: {
        year,
        holidays: [...offDays.days],
        makeUpWorkdays: [...workedDays.days],
        documentNumber: document,
      },
    });
  };
  const said = (field: Fault['field']): string | undefined =>
    isTried ? faults.find((fault) => fault.field === field)?.text : undefined;
  return (
    <Dialog
      title={t('load.title', { year })}
      isOpen
      onClose={onClose}
      isDismissable={false}
      actions={
        <>
          <Button variant="primary" onPress={send} isPending={load.isPending}>
            {t('load.save')}
          </Button>
          <Button onPress={onClose}>{t('load.cancel')}</Button>
        </>
      }
    >
      {load.error !== null && <ErrorState error={load.error} title={t('load.failed')} />}
      <TextArea
        label={t('load.off')}
        hint={t('load.off.hint')}
        rows={4}
        value={off}
        onChange={setOff}
        error={said('off')}
      />
      <TextArea
        label={t('load.worked')}
        rows={2}
        value={worked}
        onChange={setWorked}
        error={said('worked')}
      />
      <TextField
        label={t('load.document')}
        value={document}
        maxLength={200}
        onChange={setDocument}
        error={isTried && document.trim() === '' ? t('fault.note') : undefined}
      />
    </Dialog>
  );
}

function useLoad({ year, onClose }: Props) {
  const t = useMessages(servicePolicyMessages);
  const client = useQueryClient();
  return useCommand(loadHolidayYear, {
    onSuccess: async () => {
      showToast({ message: t('load.done', { year }) });
      await client.invalidateQueries({ queryKey: [listServicePolicies.id] });
      onClose();
    },
  });
}

type Days = ReturnType<typeof daysOf>;

function faultsIn(year: number, off: Days, worked: Days, t: Translate<typeof messages>): readonly Fault[] {
  if ('unreadable' in off) return [{ field: 'off', text: t('fault.unreadable', { text: off.unreadable }) }];
  if ('unreadable' in worked) {
    return [{ field: 'worked', text: t('fault.unreadable', { text: worked.unreadable }) }];
  }
  return holidayYearFaults({ year, holidays: off.days, makeUpWorkdays: worked.days }).map(
    ({ date, fault }) => ({
      field: worked.days.includes(date) ? 'worked' : 'off',
      text: t('load.fault', { date, fault: t(`fault.${fault}`) }),
    }),
  );
}
