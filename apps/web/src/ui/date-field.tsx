import { useState } from 'react';
import { useMessages } from '../lib/i18n/use-messages.js';
import type { FieldProps } from './field.js';
import { uiMessages } from './messages.js';
import { TextField } from './text-field.js';

type Props = Omit<FieldProps, 'hint' | 'width'> & {
  readonly hint?: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly id?: string;
  readonly name?: string;
};

/** `2026年8月9日`, `2026/8/9` and `20260809` as people write them → `2026-08-09`; anything else stays as typed. */
export function tidyDate(text: string): string {
  const match = /^(\d{4})(?:[年./-](\d{1,2})[月./-](\d{1,2})日?|(\d{2})(\d{2}))$/.exec(
    text.normalize('NFKC').trim(),
  );
  if (match === null) return text;
  const [, year, month = match[4], day = match[5]] = match;
  return `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
}

/**
 * A date typed as text: read with every key, so that a message falls silent before the field is left and no press
 * is lost to a page that moves; written out in full when it is left.
 */
export function DateField({ hint, value, onChange, ...field }: Props) {
  const t = useMessages(uiMessages);
  const [text, setText] = useState(value);
  const isOwn = tidyDate(text) === tidyDate(value);
  return (
    <TextField
      {...field}
      width="short"
      hint={hint ?? t('date.hint')}
      value={isOwn ? text : value}
      onChange={(typed) => {
        setText(typed);
        onChange(tidyDate(typed));
      }}
      onBlur={() => setText(tidyDate(value))}
      inputMode="numeric"
      autoComplete="off"
      maxLength={11}
    />
  );
}
