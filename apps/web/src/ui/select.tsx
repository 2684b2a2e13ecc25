import type { ComponentPropsWithRef } from 'react';
import { Field, type FieldProps } from './field.js';
import styles from './field.module.css';

export type Option<Value extends string = string> = {
  readonly value: Value;
  readonly label: string;
  readonly hint?: string;
  readonly isDisabled?: boolean;
};

type Props<Value extends string> = FieldProps & {
  readonly options: readonly Option<Value>[];
  /** Empty string while nothing has been chosen. */
  readonly value: Value | '';
  readonly onChange: (value: Value) => void;
  /** Shown while nothing is chosen; without it the first option stands for itself. */
  readonly prompt?: string;
} & Pick<ComponentPropsWithRef<'select'>, 'ref' | 'id' | 'name' | 'disabled' | 'onBlur'>;

/** The platform's own list: on a phone it opens the phone's wheel. */
export function Select<Value extends string>({
  label,
  hint,
  error,
  isOptional = false,
  width = 'medium',
  options,
  value,
  onChange,
  prompt,
  id,
  ...select
}: Props<Value>) {
  return (
    <Field label={label} hint={hint} error={error} isOptional={isOptional} width={width} id={id}>
      {(ids) => (
        <select
          {...select}
          {...ids}
          className={styles.control}
          value={value}
          onChange={(event) => {
            const chosen = options.find((option) => option.value === event.target.value);
            if (chosen !== undefined) onChange(chosen.value);
          }}
        >
          {prompt !== undefined && (
            <option value="" disabled>
              {prompt}
            </option>
          )}
          {options.map((option) => (
            <option key={option.value} value={option.value} disabled={option.isDisabled}>
              {option.label}
            </option>
          ))}
        </select>
      )}
    </Field>
  );
}
