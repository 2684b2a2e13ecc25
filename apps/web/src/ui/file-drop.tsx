import { useId, useState, type DragEvent } from 'react';
import { classNames } from '../lib/class-names.js';
import { useMessages } from '../lib/i18n/use-messages.js';
import styles from './file-drop.module.css';
import { uiMessages } from './messages.js';

type Props = {
  readonly label: string;
  readonly hint?: string;
  /** Endings that are taken, with the dot: `.xlsx`. */
  readonly endings: readonly string[];
  readonly maxMegabytes: number;
  readonly onFile: (file: File) => void;
  readonly isDisabled?: boolean;
  /** A refusal of the file by the server, worded. */
  readonly error?: string | undefined;
};

const MEGABYTE = 1024 * 1024;

/** Takes one file, chosen or dropped; what could never be accepted is said before it is sent. */
export function FileDrop({ label, hint, endings, maxMegabytes, onFile, isDisabled = false, error }: Props) {
  const t = useMessages(uiMessages);
  const id = useId();
  const [isOver, setOver] = useState(false);
  const [refusal, setRefusal] = useState<string>();
  const take = (file: File | undefined) => {
    if (file === undefined || isDisabled) return;
    const isWrong = !endings.some((ending) => file.name.toLowerCase().endsWith(ending));
    const size = (file.size / MEGABYTE).toFixed(1);
    const fault = isWrong
      ? t('file.wrongType', { name: file.name, formats: endings.join(' ') })
      : file.size > maxMegabytes * MEGABYTE
        ? t('file.tooLarge', { name: file.name, size, limit: maxMegabytes })
        : undefined;
    setRefusal(fault);
    if (fault === undefined) onFile(file);
  };
  const onDrop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    take(event.dataTransfer.files[0]);
  };
  const fault = refusal ?? error;
  return (
    <div
      className={classNames(styles.drop, isOver && styles.over)}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={onDrop}
    >
      <p className={styles.label} id={`${id}-label`}>
        {label}
      </p>
      {hint !== undefined && <p className={styles.hint}>{hint}</p>}
      <p className={styles.choose}>
        <input
          id={id}
          type="file"
          className={styles.input}
          accept={endings.join(',')}
          disabled={isDisabled}
          aria-labelledby={`${id}-label ${id}-button`}
          aria-describedby={fault === undefined ? undefined : `${id}-error`}
          onChange={(event) => {
            take(event.target.files?.[0]);
            // The same file may be chosen again after it was corrected.
            event.target.value = '';
          }}
        />
        <label htmlFor={id} id={`${id}-button`} className={styles.button}>
          {t('file.choose')}
        </label>
        <span className={styles.hint}>{t('file.drop')}</span>
      </p>
      {fault !== undefined && (
        <p id={`${id}-error`} className={styles.error} role="alert">
          {fault}
        </p>
      )}
    </div>
  );
}
