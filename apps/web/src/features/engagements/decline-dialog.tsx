import { useRef, useState, type KeyboardEvent } from 'react';
import type { EngagementItem } from '@yinqi/contracts/engagements';
import {
  DECLINE_CODES,
  declineFaults,
  DECLINE_REASONS,
  DECLINE_TEXT_MAX,
  MAX_DECLINE_REASONS,
  type DeclineCode,
  type DeclineFault,
} from '@yinqi/domain/lifecycle';
import { useLanguage } from '../../lib/i18n/language.js';
import { useMessages } from '../../lib/i18n/use-messages.js';
import { isComposing } from '../../lib/ime.js';
import { Button } from '../../ui/button.js';
import { Dialog } from '../../ui/dialog.js';
import { KeyHint } from '../../ui/key-hint.js';
import { Select } from '../../ui/select.js';
import { TextField } from '../../ui/text-field.js';
import styles from './desk.module.css';
import { deskMessages } from './messages.js';
import type { Reasons } from './use-decisions.js';
import { caseName } from './words.js';

/** Chosen by digit; the other codes stand in the list below. */
const COMMON = [
  'LEVERAGE',
  'CASH_FLOW',
  'COLLATERAL',
  'BUSINESS_CREDIT',
  'AGGREGATE_EXPOSURE',
  'UNVERIFIABLE_INFORMATION',
  'INDUSTRY_POLICY',
  'BANK_QUOTA_EXHAUSTED',
  'OUT_OF_TERRITORY',
] as const satisfies readonly DeclineCode[];
const CONFIDENTIAL: DeclineCode = 'COMPLIANCE_CONFIDENTIAL';

type Props = {
  readonly item: EngagementItem;
  readonly onClose: () => void;
  readonly onDecline: (reasons: Reasons) => void;
};

const isTyping = (target: EventTarget): boolean =>
  target instanceof HTMLInputElement ||
  target instanceof HTMLTextAreaElement ||
  target instanceof HTMLSelectElement;

/** The reasons as they are chosen and worded, and the keys that do both. */
function useReasons(onDecline: (reasons: Reasons) => void) {
  const [reasons, setReasons] = useState<Reasons>([]);
  const [faults, setFaults] = useState<readonly DeclineFault[]>([]);
  const form = useRef<HTMLDivElement>(null);

  const focusText = (code: DeclineCode) =>
    requestAnimationFrame(() => form.current?.querySelector<HTMLElement>(`#decline-${code}`)?.focus());
  const toggle = (code: DeclineCode) => {
    setFaults([]);
    if (reasons.some((reason) => reason.code === code)) {
      setReasons(reasons.filter((reason) => reason.code !== code));
      return;
    }
    if (reasons.length === MAX_DECLINE_REASONS) {
      setFaults([{ code: 'decline.too_many_reasons', index: null }]);
      return;
    }
    setReasons([...reasons, { code, text: '' }]);
    if (code !== CONFIDENTIAL) focusText(code);
  };
  const write = (code: DeclineCode, text: string) =>
    setReasons(reasons.map((reason) => (reason.code === code ? { code, text } : reason)));
  const send = () => {
    const found = declineFaults(reasons);
    setFaults(found);
    const [first] = found;
    if (first === undefined) onDecline(reasons.map(({ code, text }) => ({ code, text: text.trim() })));
    else if (first.index !== null) focusText(reasons[first.index]?.code ?? CONFIDENTIAL);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (isComposing(event) || event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement) {
      event.preventDefault();
      send();
    }
    const code = COMMON[Number(event.key) - 1];
    if (isTyping(event.target) || code === undefined) return;
    event.preventDefault();
    toggle(code);
  };
  return { reasons, faults, form, toggle, write, send, onKeyDown };
}

/** 婉拒: a digit chooses a reason and leads to its text, Enter sends. */
export function DeclineDialog({ item, onClose, onDecline }: Props) {
  const t = useMessages(deskMessages);
  const { reasons, faults, form, toggle, write, send, onKeyDown } = useReasons(onDecline);
  const general = faults.find(({ index }) => index === null);
  return (
    <Dialog
      isOpen
      size="wide"
      title={t('decline.title', { name: caseName(item) })}
      onClose={onClose}
      actions={
        <>
          <Button variant="danger" onPress={send}>
            {t('decline.submit')}
          </Button>
          <Button onPress={onClose}>{t('decline.cancel')}</Button>
        </>
      }
    >
      <div ref={form} className={styles.dialog} onKeyDown={onKeyDown}>
        <p>{t('decline.intro')}</p>
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
  const t = useMessages(deskMessages);
  const { language } = useLanguage();
  return (
    <div>
      <p className={styles.legend}>{t('decline.common')}</p>
      <ul className={styles.reasons}>
        {COMMON.map((code, index) => (
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
        options={DECLINE_CODES.filter((code) => !COMMON.some((one) => one === code)).map((code) => ({
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
  const t = useMessages(deskMessages);
  const { language } = useLanguage();
  const reason = DECLINE_REASONS[code];
  if (code === CONFIDENTIAL) {
    return (
      <p>
        {reason[language]}。{t('decline.confidential')}{' '}
        <Button variant="quiet" onPress={onRemove}>
          {t('queue.clearSelected')}
        </Button>
      </p>
    );
  }
  const hint =
    reason.repair === null ? t('decline.textHint') : `${t('decline.textHint')} · ${t('decline.repairable')}`;
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
