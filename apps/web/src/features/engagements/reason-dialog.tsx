import type { ReactNode } from 'react';
import {
  DECLINE_CODES,
  DECLINE_REASONS,
  DECLINE_TEXT_MAX,
  type DeclineCode,
  type DeclineFault,
} from '@yinqi/domain/lifecycle';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { KeyHint } from '../../ui/key-hint.js';
import { Select } from '../../ui/select.js';
import { TextField } from '../../ui/text-field.js';
import styles from './desk.module.css';
import { decisionMessages } from './messages.js';
import type { Reasons } from './use-decisions.js';
import { COMMON_REASONS, CONFIDENTIAL, useReasons } from './use-reasons.js';

type Props = {
  readonly title: string;
  readonly intro: ReactNode;
  readonly suggest: (code: DeclineCode) => string;
  readonly isPending?: boolean;
  readonly onClose: () => void;
  readonly onSend: (reasons: Reasons) => void;
};

/** The reasons of a refusal: digits choose, each with its sentence, Enter sends. */
export function ReasonDialog({ title, intro, suggest, isPending = false, onClose, onSend }: Props) {
  const t = useMessages(decisionMessages);
  const { reasons, faults, form, toggle, write, send, keys } = useReasons({ suggest, onSend });
  const general = faults.find(({ index }) => index === null);
  return (
    <Dialog
      isOpen
      size="wide"
      title={title}
      onClose={onClose}
      actions={
        <>
          <Button variant="danger" isPending={isPending} onPress={send}>
            {t('decline.submit')}
          </Button>
          <Button onPress={onClose}>{t('decline.cancel')}</Button>
        </>
      }
    >
      <div ref={form} className={styles.dialog} {...keys}>
        {intro}
        <ReasonChoice reasons={reasons} onToggle={toggle} />
        {reasons.map(({ code, text }, index) => (
          <ReasonText
            key={code}
            code={code}
            text={text}
            fault={faults.find((fault) => fault.index === index)}
            onChange={(next) => write(code, next)}
            onRemove={() => toggle(code)}
          />
        ))}
        {general !== undefined && (
          <p role="alert" className={styles.error}>
            {t(general.code)}
          </p>
        )}
      </div>
    </Dialog>
  );
}

type ChoiceProps = { readonly reasons: Reasons; readonly onToggle: (code: DeclineCode) => void };

function ReasonChoice({ reasons, onToggle }: ChoiceProps) {
  const t = useMessages(decisionMessages);
  const { language } = useLanguage();
  return (
    <div>
      <p className={styles.legend}>{t('decline.common')}</p>
      <ul className={styles.reasons}>
        {COMMON_REASONS.map((code, index) => (
          <li key={code}>
            <button
              type="button"
              className={styles.reason}
              autoFocus={index === 0}
              aria-pressed={reasons.some((reason) => reason.code === code)}
              aria-keyshortcuts={`${index + 1}`}
              onClick={() => onToggle(code)}
            >
              <KeyHint keys={`${index + 1}`} />
              {DECLINE_REASONS[code][language]}
            </button>
          </li>
        ))}
      </ul>
      <Select
        label={t('decline.more')}
        prompt={t('decline.morePrompt')}
        value=""
        options={DECLINE_CODES.filter((code) => !COMMON_REASONS.some((one) => one === code)).map((code) => ({
          value: code,
          label: DECLINE_REASONS[code][language],
        }))}
        onChange={onToggle}
      />
    </div>
  );
}

type TextProps = {
  readonly code: DeclineCode;
  readonly text: string;
  readonly fault: DeclineFault | undefined;
  readonly onChange: (text: string) => void;
  readonly onRemove: () => void;
};

function ReasonText({ code, text, fault, onChange, onRemove }: TextProps) {
  const t = useMessages(decisionMessages);
  const { language } = useLanguage();
  const reason = DECLINE_REASONS[code];
  if (code === CONFIDENTIAL) {
    return (
      <p>
        {reason[language]}。{t('decline.confidential')}{' '}
        <Button variant="quiet" onPress={onRemove}>
          {t('decline.remove')}
        </Button>
      </p>
    );
  }
  const hint = [
    t('decline.textHint'),
    t('decline.textDigits'),
    ...(reason.repair === null ? [] : [t('decline.repairable')]),
  ].join(language === 'zh' ? '；' : '; ');
  return (
    <TextField
      id={`decline-${code}`}
      label={t('decline.text', { reason: reason[language] })}
      hint={hint}
      width="full"
      maxLength={DECLINE_TEXT_MAX}
      value={text}
      onChange={onChange}
      error={fault === undefined ? undefined : t(fault.code)}
    />
  );
}
