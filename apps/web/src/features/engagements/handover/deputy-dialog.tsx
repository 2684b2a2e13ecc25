import { useState } from 'react';
import type { Team } from '@yinqi/contracts/handovers';
import { useSession } from '../../../app/session.js';
import { useLanguage } from '../../../lib/i18n/language.js';
import { useMessages } from '../../../lib/i18n/use-messages.js';
import { faultAt } from '../../../lib/problem.js';
import { Button } from '../../../ui/button.js';
import { DateField } from '../../../ui/date-field.js';
import { Dialog } from '../../../ui/dialog.js';
import { Select } from '../../../ui/select.js';
import { useErrorWording } from '../../../ui/use-error-wording.js';
import styles from '../after-refusal/refusal.module.css';
import { handoverMessages } from '../messages.js';
import { nameIn } from '../words.js';
import { useDeputies } from './use-team.js';

const FIELDS = ['accountId', 'deputyId', 'fromDay', 'untilDay'] as const;
type Field = (typeof FIELDS)[number];
type Draft = Readonly<Record<Field, string>>;

const FAULTS = ['in_the_past', 'before_beginning', 'too_late', 'overlaps', 'away', 'unfit'] as const;
const DATE = /^\d{4}-\d{2}-\d{2}$/;

type Props = { readonly people: Team['people']; readonly onClose: () => void };

/** What is wrong with a field: seen before it is sent, or said by the server. */
function useFaults(error: Error | null, draft: Draft, isChecked: boolean) {
  const t = useMessages(handoverMessages);
  return (field: Field): string | undefined => {
    const isDay = field === 'fromDay' || field === 'untilDay';
    if (isChecked && isDay && !DATE.test(draft[field])) return t('fault.date');
    if (isChecked && draft[field] === '') return t('fault.missing');
    const found = faultAt(error, `/body/${field}`);
    if (found === undefined) return undefined;
    const known = FAULTS.find((code) => code === found.code);
    return t(known === undefined ? 'fault.other' : `fault.${known}`);
  };
}

/** Who still works here, with the office. */
function useChoices(people: Team['people']) {
  const { language } = useLanguage();
  return people
    .filter(({ left }) => !left)
    .map(({ id, name, office }) => ({ value: id, label: `${name} · ${nameIn(language, office)}` }));
}

/** 指定代办人: for oneself, or for a colleague of the office by whoever answers for it. */
export function DeputyDialog({ people, onClose }: Props) {
  const t = useMessages(handoverMessages);
  const choices = useChoices(people);
  const wording = useErrorWording();
  const { account, roles } = useSession();
  const mayArrangeOthers = roles.some((role) => role === 'reviewer' || role === 'approver');
  const [draft, setDraft] = useState<Draft>({
    accountId: account.id,
    deputyId: '',
    fromDay: '',
    untilDay: '',
  });
  const [isChecked, setChecked] = useState(false);
  const { name } = useDeputies(onClose);
  const faultOf = useFaults(name.error, draft, isChecked);
  const set = (field: Field) => (value: string) => setDraft({ ...draft, [field]: value });
  const send = () => {
    setChecked(true);
    if (draft.deputyId === '' || !DATE.test(draft.fromDay) || !DATE.test(draft.untilDay)) return;
    name.send({ body: draft });
  };
  const isTold = FIELDS.some((field) => faultOf(field) !== undefined);
  return (
    <Dialog
      isOpen
      title={t('team.newTitle')}
      onClose={onClose}
      actions={
        <>
          <Button variant="primary" isPending={name.isPending} onPress={send}>
            {t('team.submit')}
          </Button>
          <Button onPress={onClose}>{t('team.cancel')}</Button>
        </>
      }
    >
      <div className={styles.form}>
        <Select
          label={t('team.who')}
          options={choices.filter(({ value }) => mayArrangeOthers || value === account.id)}
          value={draft.accountId}
          onChange={set('accountId')}
          error={faultOf('accountId')}
        />
        <Select
          label={t('team.deputy')}
          prompt={t('team.prompt')}
          options={choices.filter(({ value }) => value !== draft.accountId)}
          value={draft.deputyId}
          onChange={set('deputyId')}
          error={faultOf('deputyId')}
        />
        <DateField
          label={t('team.from')}
          value={draft.fromDay}
          onChange={set('fromDay')}
          error={faultOf('fromDay')}
        />
        <DateField
          label={t('team.until')}
          value={draft.untilDay}
          onChange={set('untilDay')}
          error={faultOf('untilDay')}
        />
        {name.error !== null && !isTold && <p role="alert">{wording(name.error)}</p>}
      </div>
    </Dialog>
  );
}
