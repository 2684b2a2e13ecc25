import type { ComponentPropsWithRef } from 'react';
import { classNames } from '../lib/class-names.js';
import { Field, type FieldProps } from './field.js';
import styles from './field.module.css';

type Shared = FieldProps & {
  readonly value: string;
  readonly onChange: (value: string) => void;
};

type TextFieldProps = Shared & {
  readonly unit?: string;
  readonly type?: 'text' | 'password' | 'email' | 'tel' | 'search';
} & Pick<
    ComponentPropsWithRef<'input'>,
    | 'ref'
    | 'id'
    | 'name'
    | 'autoComplete'
    | 'inputMode'
    | 'maxLength'
    | 'readOnly'
    | 'disabled'
    | 'placeholder'
    | 'onBlur'
    | 'onKeyDown'
    | 'spellCheck'
    | 'autoFocus'
  >;

export function TextField({
  label,
  hint,
  error,
  isOptional = false,
  width = 'medium',
  value,
  onChange,
  unit,
  type = 'text',
  id,
  ...input
}: TextFieldProps) {
  return (
    <Field label={label} hint={hint} error={error} isOptional={isOptional} width={width} id={id}>
      {(ids) => (
        <div className={styles.withUnit}>
          <input
            {...input}
            {...ids}
            type={type}
            className={classNames(styles.control, unit !== undefined && styles.number)}
            value={value}
            onChange={(event) => onChange(event.target.value)}
          />
          {unit !== undefined && <span className={styles.unit}>{unit}</span>}
        </div>
      )}
    </Field>
  );
}

type TextAreaProps = Shared &
  Pick<
    ComponentPropsWithRef<'textarea'>,
    | 'ref'
    | 'id'
    | 'name'
    | 'maxLength'
    | 'readOnly'
    | 'disabled'
    | 'placeholder'
    | 'rows'
    | 'onBlur'
    | 'onKeyDown'
  >;

export function TextArea({
  label,
  hint,
  error,
  isOptional = false,
  width = 'full',
  value,
  onChange,
  id,
  ...area
}: TextAreaProps) {
  return (
    <Field label={label} hint={hint} error={error} isOptional={isOptional} width={width} id={id}>
      {(ids) => (
        <textarea
          {...area}
          {...ids}
          className={styles.control}
          value={value}
          onChange={(event) => onChange(event.target.value)}
        />
      )}
    </Field>
  );
}
