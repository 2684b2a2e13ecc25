import { useId, useState, type ReactNode } from 'react';
import { useMessages } from '../lib/i18n/use-messages.js';
import { classNames } from '../lib/class-names.js';
import { uiMessages } from './messages.js';
import styles from './field.module.css';

export type FieldProps = {
  readonly label: string;
  readonly hint?: ReactNode;
  /** Worded for the reader; undefined while all is well. */
  readonly error?: string | undefined;
  /** Written out as （选填）: no asterisks anywhere. */
  readonly isOptional?: boolean;
  readonly width?: 'short' | 'medium' | 'full';
};

export type FieldIds = {
  readonly id: string;
  readonly 'aria-describedby': string | undefined;
  readonly 'aria-invalid': true | undefined;
};

type Props = FieldProps & {
  readonly id?: string | undefined;
  readonly children: (ids: FieldIds) => ReactNode;
};

/** Label, hint and error round one control, tied together for assistive technology. */
export function Field({ label, hint, error, isOptional = false, width = 'medium', id, children }: Props) {
  const t = useMessages(uiMessages);
  const ownId = useId();
  const fieldId = id ?? ownId;
  const hintId = `${fieldId}-hint`;
  const errorId = `${fieldId}-error`;
  const describedBy = classNames(hint !== undefined && hintId, error !== undefined && errorId);
  // The line of a mended fault stays: a page that moves up under the pointer loses the press.
  const [wasInvalid, setWasInvalid] = useState(false);
  if (error !== undefined && !wasInvalid) setWasInvalid(true);
  return (
    <div className={classNames(styles.field, styles[width], error !== undefined && styles.invalid)}>
      <label className={styles.label} htmlFor={fieldId}>
        {label}
        {isOptional && <span className={styles.optional}>{t('field.optional')}</span>}
      </label>
      {hint !== undefined && (
        <div id={hintId} className={styles.hint}>
          {hint}
        </div>
      )}
      {children({
        id: fieldId,
        'aria-describedby': describedBy === '' ? undefined : describedBy,
        'aria-invalid': error === undefined ? undefined : true,
      })}
      {(error !== undefined || wasInvalid) && (
        <div id={errorId} className={styles.error}>
          {error}
        </div>
      )}
    </div>
  );
}

type GroupProps = Omit<FieldProps, 'width'> & {
  readonly children: ReactNode;
  readonly id?: string | undefined;
};

/** The same for a set of checkboxes or radio buttons. */
export function FieldGroup({ label, hint, error, isOptional = false, id, children }: GroupProps) {
  const t = useMessages(uiMessages);
  const ownId = useId();
  const groupId = id ?? ownId;
  const describedBy = classNames(
    hint !== undefined && `${groupId}-hint`,
    error !== undefined && `${groupId}-error`,
  );
  return (
    <fieldset
      id={groupId}
      className={classNames(styles.field, styles.group, error !== undefined && styles.invalid)}
      aria-describedby={describedBy === '' ? undefined : describedBy}
      tabIndex={-1}
    >
      <legend className={styles.label}>
        {label}
        {isOptional && <span className={styles.optional}>{t('field.optional')}</span>}
      </legend>
      {hint !== undefined && (
        <div id={`${groupId}-hint`} className={styles.hint}>
          {hint}
        </div>
      )}
      {children}
      {error !== undefined && (
        <div id={`${groupId}-error`} className={styles.error}>
          {error}
        </div>
      )}
    </fieldset>
  );
}
