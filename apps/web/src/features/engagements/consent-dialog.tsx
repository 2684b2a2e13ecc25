import { useState } from 'react';
import { useQueryClient } from '@tanstack/react-query';
import { consentToProposal, pushRequest } from '@yinqi/contracts/engagement-commands';
import {
  CONSENT_GROUPS,
  consentEndMs,
  consentSentence,
  DEFAULT_CONSENT_DAYS,
  FIELD_GROUP_LABELS,
  MAX_CONSENT_DAYS,
  type ConsentGroup,
} from '@yinqi/domain/disclosure';
import { dateText } from '../../lib/format.js';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { useCommand } from '../../lib/use-command.js';
import { Button } from '../../ui/button.js';
import { CheckboxGroup } from '../../ui/choice-groups.js';
import { DateField } from '../../ui/date-field.js';
import { Dialog } from '../../ui/dialog.js';
import { showToast } from '../../ui/toast-store.js';
import { useErrorWording } from '../../ui/use-error-wording.js';
import styles from './dealings.module.css';
import { dealingMessages } from './messages.js';
import { forgetDealings } from './use-dealings.js';

const DAY_MS = 86_400_000;
const PURPOSE = 'financing_assessment';
/** Without these a bank could not judge. */
const LEAST: readonly ConsentGroup[] = ['identity', 'request'];
const USUAL: readonly ConsentGroup[] = ['identity', 'contact', 'request', 'operations', 'match_explanation'];

const isWithinAYear = (day: string): boolean => {
  const endMs = consentEndMs(day);
  return endMs !== null && endMs > Date.now() && endMs <= Date.now() + MAX_CONSENT_DAYS * DAY_MS;
};

export type ConsentTarget =
  | { readonly kind: 'request'; readonly id: string }
  | { readonly kind: 'proposal'; readonly id: string; readonly version: number };

type Props = {
  /** Each by the product that was picked, with the name of its bank. */
  readonly banks: readonly { readonly id: string; readonly name: string }[];
  readonly target: ConsentTarget;
  readonly onClose: () => void;
  readonly onSent?: () => void;
};

/** 授权: the very sentence agreed to, one per bank, before anything is sent. */
export function ConsentDialog({ banks, target, onClose, onSent }: Props) {
  const t = useMessages(dealingMessages);
  const client = useQueryClient();
  const [groups, setGroups] = useState(USUAL);
  const [until, setUntil] = useState(() =>
    dateText(new Date(Date.now() + DEFAULT_CONSENT_DAYS * DAY_MS).toISOString()),
  );
  const onSuccess = () => {
    void forgetDealings(client);
    showToast({ message: t('pick.done', { count: banks.length }) });
    onSent?.();
    onClose();
  };
  const push = useCommand(pushRequest, { onSuccess });
  const consent = useCommand(consentToProposal, { onSuccess });
  const error = push.error ?? consent.error;
  const isFit = isWithinAYear(until);
  const terms = { fieldGroups: CONSENT_GROUPS.filter((group) => groups.includes(group)), validUntil: until };
  const send = () => {
    if (!isFit) return;
    if (target.kind === 'proposal') {
      consent.send({ params: { id: target.id }, version: target.version, body: terms });
    } else {
      push.send({
        params: { id: target.id },
        body: { picks: banks.map(({ id }) => ({ productId: id, ...terms })) },
      });
    }
  };
  return (
    <Dialog
      isOpen
      title={t('pick.title')}
      onClose={onClose}
      actions={
        <>
          <Button
            variant="primary"
            size="touch"
            isPending={push.isPending || consent.isPending}
            onPress={send}
          >
            {t('pick.send', { count: banks.length })}
          </Button>
          <Button size="touch" onPress={onClose}>
            {t('pick.cancel')}
          </Button>
        </>
      }
    >
      <ConsentFields
        banks={banks}
        groups={terms.fieldGroups}
        onGroups={setGroups}
        until={until}
        onUntil={setUntil}
        error={error}
      />
    </Dialog>
  );
}

type FieldsProps = Pick<Props, 'banks'> & {
  readonly groups: readonly ConsentGroup[];
  readonly onGroups: (groups: readonly ConsentGroup[]) => void;
  readonly until: string;
  readonly onUntil: (until: string) => void;
  readonly error: Error | null;
};

function ConsentFields({ banks, groups, onGroups, until, onUntil, error }: FieldsProps) {
  const t = useMessages(dealingMessages);
  const { language } = useLanguage();
  const wording = useErrorWording();
  return (
    <div className={styles.form}>
      <CheckboxGroup
        label={t('pick.groups')}
        hint={t('pick.least')}
        options={CONSENT_GROUPS.map((group) => ({
          value: group,
          label: FIELD_GROUP_LABELS[group][language],
          isDisabled: LEAST.includes(group),
        }))}
        value={groups}
        onChange={onGroups}
      />
      <DateField
        label={t('pick.until')}
        hint={t('pick.untilHint')}
        value={until}
        onChange={onUntil}
        error={isWithinAYear(until) ? undefined : t('pick.untilWrong')}
      />
      <ul className={styles.sentences}>
        {banks.map(({ id, name }) => (
          <li key={id}>{consentSentence({ groups: groups, purpose: PURPOSE }, name, until, language)}</li>
        ))}
      </ul>
      <p className={styles.quiet}>{t('pick.agree')}</p>
      {error !== null && (
        <p role="alert" className={styles.error}>
          {wording(error)}
        </p>
      )}
    </div>
  );
}
