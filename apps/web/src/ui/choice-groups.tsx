import { useId } from 'react';
import { classNames } from '../lib/class-names.js';
import { FieldGroup, type FieldProps } from './field.js';
import styles from './field.module.css';
import type { Option } from './select.js';

type Shared<Value extends string> = Omit<FieldProps, 'width'> & {
  readonly options: readonly Option<Value>[];
  readonly id?: string;
  readonly isInline?: boolean;
};

type RadioGroupProps<Value extends string> = Shared<Value> & {
  readonly value: Value | '';
  readonly onChange: (value: Value) => void;
};

export function RadioGroup<Value extends string>({
  options,
  value,
  onChange,
  isInline = false,
  ...group
}: RadioGroupProps<Value>) {
  const name = useId();
  return (
    <FieldGroup {...group}>
      <div className={classNames(styles.choices, isInline && styles.inline)}>
        {options.map((option) => (
          <label key={option.value} className={styles.choice}>
            <input
              type="radio"
              name={name}
              value={option.value}
              checked={option.value === value}
              disabled={option.isDisabled}
              onChange={() => onChange(option.value)}
            />
            <ChoiceText option={option} />
          </label>
        ))}
      </div>
    </FieldGroup>
  );
}

type CheckboxGroupProps<Value extends string> = Shared<Value> & {
  readonly value: readonly Value[];
  readonly onChange: (value: readonly Value[]) => void;
};

export function CheckboxGroup<Value extends string>({
  options,
  value,
  onChange,
  isInline = false,
  ...group
}: CheckboxGroupProps<Value>) {
  return (
    <FieldGroup {...group}>
      <div className={classNames(styles.choices, isInline && styles.inline)}>
        {options.map((option) => {
          const isChecked = value.includes(option.value);
          return (
            <label key={option.value} className={styles.choice}>
              <input
                type="checkbox"
                checked={isChecked}
                disabled={option.isDisabled}
                onChange={() =>
                  onChange(isChecked ? value.filter((one) => one !== option.value) : [...value, option.value])
                }
              />
              <ChoiceText option={option} />
            </label>
          );
        })}
      </div>
    </FieldGroup>
  );
}

type CheckboxProps = {
  readonly label: string;
  readonly hint?: string;
  readonly isChecked: boolean;
  readonly onChange: (isChecked: boolean) => void;
  readonly isDisabled?: boolean;
};

/** One statement to agree with. */
export function Checkbox({ label, hint, isChecked, onChange, isDisabled }: CheckboxProps) {
  return (
    <label className={styles.choice}>
      <input
        type="checkbox"
        checked={isChecked}
        disabled={isDisabled}
        onChange={(event) => onChange(event.target.checked)}
      />
      <ChoiceText option={{ value: '', label, ...(hint !== undefined && { hint }) }} />
    </label>
  );
}

function ChoiceText({ option }: { readonly option: Option }) {
  return (
    <span>
      <span className={styles.choiceText}>{option.label}</span>
      {option.hint !== undefined && <span className={styles.choiceHint}>{option.hint}</span>}
    </span>
  );
}
