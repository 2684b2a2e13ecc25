import { useState } from 'react';
import { CURRENCY_NAMES_ZH, formatAmount, parseAmount, type Currency } from '@yinqi/domain/money';
import { amountIn } from '../lib/format.js';
import { useLanguage } from '../lib/i18n/language.js';
import { useMessages } from '../lib/i18n/use-messages.js';
import { Field, type FieldProps } from './field.js';
import styles from './field.module.css';
import { uiMessages } from './messages.js';

type Props = Omit<FieldProps, 'width'> & {
  /** Whole fen (minor units); undefined while empty or unreadable. */
  readonly value: bigint | undefined;
  /** The currency is the field's own unless the text names another: 500万美元. */
  readonly onChange: (fen: bigint | undefined, currency: Currency) => void;
  readonly currency?: Currency;
  /** A bare number is in the unit of lists: millions in English, not yuan. */
  readonly isInListUnit?: boolean;
  readonly id?: string;
  readonly name?: string;
};

type Scale = 'wan' | 'yuan' | 'million';

function foreignUnit(currency: Currency, scale: Scale): string {
  if (scale === 'wan') return `万${CURRENCY_NAMES_ZH[currency]}`;
  return scale === 'million' ? `${currency} m` : currency;
}

/**
 * An amount typed as people write it (3200万, 0.32亿, 32,000,000元; a bare number is 万元 in Chinese, yuan in
 * English), with the reading echoed beneath so that a slipped unit is seen at once.
 */
export function MoneyField({
  value,
  onChange,
  currency = 'CNY',
  isInListUnit = false,
  label,
  hint,
  error,
  isOptional,
  id,
  name,
}: Props) {
  const t = useMessages(uiMessages);
  const { language } = useLanguage();
  const scale: Scale = language === 'zh' ? 'wan' : isInListUnit ? 'million' : 'yuan';
  const asText = (fen: bigint | undefined): string =>
    fen === undefined ? '' : amountIn(fen, scale, currency);
  const [text, setText] = useState(() => asText(value));
  const [known, setKnown] = useState(value);
  if (value !== known) {
    // The draft was replaced from outside: show its amount instead of what was typed.
    setKnown(value);
    setText(asText(value));
  }
  const read = (typed: string) => {
    const amount = parseAmount(typed, { defaultUnit: scale, currency });
    return amount.ok && amount.fen < 0n ? { ok: false as const, problem: 'not-a-number' as const } : amount;
  };
  const parsed = read(text);
  const isUnreadable = !parsed.ok && parsed.problem !== 'blank';
  return (
    <Field
      label={label}
      hint={hint}
      error={error ?? (isUnreadable ? t('money.unreadable') : undefined)}
      isOptional={isOptional ?? false}
      id={id}
    >
      {(ids) => (
        <>
          <div className={styles.withUnit}>
            <input
              {...ids}
              name={name}
              className={`${styles.control} ${styles.number}`}
              inputMode="decimal"
              autoComplete="off"
              maxLength={40}
              value={text}
              onChange={(event) => {
                const typed = event.target.value;
                const now = read(typed);
                const fen = now.ok ? now.fen : undefined;
                setText(typed);
                setKnown(fen);
                onChange(fen, now.ok ? now.currency : currency);
              }}
            />
            <span className={styles.unit}>
              {currency === 'CNY' ? t(`money.unit.${scale}`) : foreignUnit(currency, scale)}
            </span>
          </div>
          <div className={styles.echo} aria-live="polite">
            {parsed.ok && t('money.reads', { amount: formatAmount(parsed.fen, parsed.currency, language) })}
          </div>
        </>
      )}
    </Field>
  );
}
